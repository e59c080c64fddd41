import { addDays, type Day, dayFromNumber, dayNumber, weekday } from "@/server/core/trends/days";

/** An outlet's articles by day, as far as it was looked for. */
export interface DailyCoverage {
  outletId: string;
  counts: ReadonlyMap<Day, number>;
  /** The last day on which something could have come. */
  until: Day;
}

export interface InferredGap {
  /** One outlet; or all the small ones of a collection that stopped as a whole. */
  outletIds: string[];
  fromDay: Day;
  toDay: Day;
  reason: string;
}

export interface Silence {
  fromDay: Day;
  toDay: Day;
  /** Articles that came nevertheless. */
  articles: number;
  /** Of `of` days before, how many brought articles, and how many on such a day (the median). */
  before: { days: number; of: number; articles: number };
}

/** The rhythm is what the eight weeks before and after a silence show: outlets grow, shrink and change their habits. */
const WINDOW_DAYS = 56;
/** From so many days on a rhythm is known; until then a silence must be the longer, the shorter it is known. */
const KNOWN_DAYS = 28;
const LEAST_ACTIVE_DAYS = 12;
const LEAST_SILENT_DAYS = 3;
/** At the end of a collection a few late days are nothing. */
const LEAST_LAST_DAYS = 7;
/** A day that brings at most this part of the usual is as good as silent: a few stray articles are no collection. */
const STRAY_PART = 0.1;
/** A silence is told when the rhythm explains it less than once in a million: a workspace has many outlets and years of days. */
const LEAST_SURPRISE = Math.log(1e6);
/** What follows is no rhythm of its own when it is this much thinner: the collection ended, and strays came late. */
const ENDED_PART = 0.1;
const STEADY_PART = 0.25;
const LEAST_POOLED_OUTLETS = 5;

/**
 * Silences that are far longer than the outlet's rhythm explains. Outlets too small to have a rhythm are looked at
 * together: when all of them stop, the collection did. Days that a recorded gap explains are no silence.
 */
export function inferGaps(coverage: readonly DailyCoverage[], explained: ReadonlyMap<string, readonly { fromDay: Day; toDay: Day }[]> = new Map()): InferredGap[] {
  const found: InferredGap[] = [];
  const pooled: DailyCoverage[] = [];
  for (const outlet of coverage) {
    if (!hasRhythm(outlet)) pooled.push(outlet);
    else for (const silence of findSilences(outlet, explained.get(outlet.outletId))) found.push({ outletIds: [outlet.outletId], fromDay: silence.fromDay, toDay: silence.toDay, reason: explain(silence) });
  }
  if (pooled.length >= LEAST_POOLED_OUTLETS) {
    const outletIds = pooled.map(({ outletId }) => outletId);
    for (const silence of findSilences(pool(pooled))) {
      found.push({ outletIds, fromDay: silence.fromDay, toDay: silence.toDay, reason: `${explain(silence)} All ${pooled.length} small outlets fell silent together, so the collection stopped.` });
    }
  }
  return found;
}

function pool(outlets: readonly DailyCoverage[]): DailyCoverage {
  const counts = new Map<Day, number>();
  for (const outlet of outlets) for (const [day, count] of outlet.counts) counts.set(day, (counts.get(day) ?? 0) + count);
  return { outletId: "", counts, until: outlets.reduce((last, { until }) => (until > last ? until : last), "") };
}

/** Whether some eight weeks brought articles on at least a quarter of their days. */
function hasRhythm({ counts }: DailyCoverage): boolean {
  const days = [...counts.keys()].map(dayNumber).sort((a, b) => a - b);
  const least = Math.ceil(WINDOW_DAYS * STEADY_PART);
  return days.some((day, at) => days[at + least - 1] !== undefined && days[at + least - 1]! - day < WINDOW_DAYS);
}

interface KnownDay {
  weekday: number;
  count: number;
}

/** The silences of one outlet, earliest first; the last may reach to `until`. */
export function findSilences(outlet: DailyCoverage, explained: readonly { fromDay: Day; toDay: Day }[] = []): Silence[] {
  const numbers = [...outlet.counts].flatMap(([day, count]) => (count > 0 && day <= outlet.until ? [dayNumber(day)] : []));
  if (numbers.length < LEAST_ACTIVE_DAYS) return [];
  const first = numbers.reduce((least, number) => Math.min(least, number));
  const days = listDays(outlet, first, explained);

  const silences: Silence[] = [];
  const known: KnownDay[] = [];
  let quiet: { at: number; length: number } | null = null;
  let strays = 0;
  for (let at = 0; at <= days.length; at += 1) {
    const day = days[at];
    if (at % 7 === 0) strays = strayLimit(known.slice(-WINDOW_DAYS));
    if (day === null) continue;
    if (day && day.count <= strays) {
      quiet ??= { at, length: 0 };
      quiet.length = at - quiet.at + 1;
      continue;
    }
    if (quiet) {
      const run = days.slice(quiet.at, at).filter((one) => one !== null);
      const after = days.slice(at, at + WINDOW_DAYS).filter((one) => one !== null);
      const silence = day === undefined || run.length >= LEAST_SILENT_DAYS ? judge(run, known.slice(-WINDOW_DAYS), day === undefined ? null : after, strays) : null;
      if (silence) silences.push({ ...silence, fromDay: dayFromNumber(first + quiet.at), toDay: dayFromNumber(first + quiet.at + quiet.length - 1) });
      else known.push(...run);
      quiet = null;
      strays = strayLimit(known.slice(-WINDOW_DAYS));
    }
    if (day) known.push(day);
  }
  return silences;
}

/** Every day from the first article on; null where a recorded gap explains whatever is missing. */
function listDays({ counts, until }: DailyCoverage, first: number, explained: readonly { fromDay: Day; toDay: Day }[]): (KnownDay | null)[] {
  const days: (KnownDay | null)[] = [];
  for (let day = dayFromNumber(first); day <= until; day = addDays(day, 1)) {
    const isExplained = explained.some(({ fromDay, toDay }) => day >= fromDay && day <= toDay);
    days.push(isExplained ? null : { weekday: weekday(day), count: counts.get(day) ?? 0 });
  }
  return days;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const usualCount = (days: readonly KnownDay[]): number => median(days.flatMap(({ count }) => (count > 0 ? [count] : [])));
const strayLimit = (days: readonly KnownDay[]): number => Math.floor(usualCount(days) * STRAY_PART);

/** Whether a run of quiet days is more than the rhythm before it, and the one after it where there is one, explains. */
function judge(run: readonly KnownDay[], before: readonly KnownDay[], after: readonly KnownDay[] | null, strays: number): Pick<Silence, "articles" | "before"> | null {
  const isActive = ({ count }: KnownDay) => count > strays;
  const active = before.filter(isActive).length;
  if (active < LEAST_ACTIVE_DAYS) return null;
  if (run.length < (after ? LEAST_SILENT_DAYS : LEAST_LAST_DAYS)) return null;
  const runs = [...quietRuns(before, isActive), ...(after ? quietRuns(after, isActive) : [])].sort((a, b) => b - a);
  // The longest silence beside it may be a gap itself; the second longest is a habit.
  if (run.length <= 2 * (runs[1] ?? 0)) return null;
  if (surprise(run, before, isActive) < LEAST_SURPRISE) return null;
  if (before.length < KNOWN_DAYS && newnessSurprise(run.length, before.length - active, before.length) < LEAST_SURPRISE) return null;
  const goesOn = after !== null && activePart(after, isActive) >= ENDED_PART * activePart(before, isActive);
  if (goesOn && surprise(run, withoutGap(after, isActive), isActive) < LEAST_SURPRISE) return null;
  return { articles: run.reduce((sum, { count }) => sum + count, 0), before: { days: active, of: before.length, articles: usualCount(before) } };
}

type IsActive = (day: KnownDay) => boolean;

/** Laplace's estimate of the part of days that bring articles. */
const activePart = (days: readonly KnownDay[], isActive: IsActive): number => (days.filter(isActive).length + 1) / (days.length + 2);

/** How unlikely the run is when each day brings articles with the part of its weekday; minus the natural logarithm. */
function surprise(run: readonly KnownDay[], rhythm: readonly KnownDay[], isActive: IsActive): number {
  const overall = activePart(rhythm, isActive);
  const parts = new Map<number, number>();
  for (let number = 1; number <= 7; number += 1) {
    const same = rhythm.filter((day) => day.weekday === number);
    parts.set(number, (same.filter(isActive).length + 2 * overall) / (same.length + 2));
  }
  return run.reduce((sum, day) => sum - Math.log(1 - parts.get(day.weekday)!), 0);
}

/**
 * How unlikely so many quiet days in a row are after `quiet` of `known` days were, when nothing else is known of the
 * outlet; minus the natural logarithm. Laplace's rule of succession, day after day (the beta-binomial distribution with
 * a uniform prior): every quiet day makes the next one more likely, so that two lively weeks alone prove little.
 */
function newnessSurprise(days: number, quiet: number, known: number): number {
  let sum = 0;
  for (let i = 0; i < days; i += 1) sum -= Math.log((quiet + i + 1) / (known + i + 2));
  return sum;
}

/** The days without their longest quiet run, where that is no habit either. */
function withoutGap(days: readonly KnownDay[], isActive: IsActive): readonly KnownDay[] {
  const [longest = 0, second = 0] = quietRuns(days, isActive).sort((a, b) => b - a);
  if (longest <= 2 * second) return days;
  for (let at = 0, length = 0; at < days.length; at += 1) {
    length = isActive(days[at]!) ? 0 : length + 1;
    if (length === longest) return [...days.slice(0, at + 1 - length), ...days.slice(at + 1)];
  }
  return days;
}

function quietRuns(days: readonly KnownDay[], isActive: IsActive): number[] {
  const runs: number[] = [];
  let length = 0;
  for (const day of days) {
    if (!isActive(day)) length += 1;
    else if (length > 0) {
      runs.push(length);
      length = 0;
    }
  }
  return length > 0 ? [...runs, length] : runs;
}

const plural = (count: number, one: string): string => `${count.toLocaleString("en").replaceAll(",", "\u2009")} ${one}${count === 1 ? "" : "s"}`;

function explain({ fromDay, toDay, articles, before }: Silence): string {
  const days = dayNumber(toDay) - dayNumber(fromDay) + 1;
  const rhythm = `in the ${before.of} days before, ${before.days} brought ${before.articles > 1 ? `about ${plural(before.articles, "article")} each` : "articles"}`;
  return articles === 0 ? `Nothing came for ${days} days; ${rhythm}.` : `Only ${plural(articles, "stray article")} came in ${days} days; ${rhythm}.`;
}
