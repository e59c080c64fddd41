import { addDays, type Day, dayNumber, daysBetween } from "@/server/core/trends/days";
import { type Bucket, bucketStarts, elapsedDays, nextBucket } from "@/server/core/trends/buckets";

export type BucketState = "complete" | "unfinished" | "gap" | "partial";

export interface SeriesBucket {
  start: Day;
  /** Last day that counts: the end of the bucket or of the range. */
  end: Day;
  state: BucketState;
  total: number;
  /** Set for the unfinished bucket: whole days that are over. */
  elapsed?: { days: number; of: number };
  /** Set when the range begins or ends inside the bucket, so that it counts fewer days than its neighbours. */
  cut?: { days: number; of: number };
  /** Part of the usual coverage that could be collected, 0 to 1; set for `gap` and `partial`. */
  collected?: number;
  /** Why coverage is missing, one sentence per gap. */
  reasons: string[];
}

export interface SeriesPoint {
  count: number;
  total: number;
  /** Null where nothing was counted at all: a share of nothing is not zero. */
  share: number | null;
}

/** An outlet's days without collection, both ends counted. */
export interface OutletGap {
  outletId: string;
  outletName: string;
  fromDay: Day;
  toDay: Day;
  reason: string;
}

/** What outlets usually bring, in articles per day, over the days on which they were collected: each, and all together. */
export interface UsualCoverage {
  perDay: ReadonlyMap<string, number>;
  ofAll: number;
  /** The first day with an article of each outlet. A gap that begins no later is one before the outlet was taken in. */
  first?: ReadonlyMap<string, Day>;
}

/** Below this part of the usual coverage a bucket is a gap, by law; below one it is partly collected. */
const GAP_BELOW = 0.5;
/** Outlets that begin later are told of from this part of everything on. */
const LATE_FROM = 0.1;

export interface CollectedPart {
  /** Of what the outlets that had begun usually bring. */
  collected: number;
  reasons: string[];
  /** Outlets that matter had not begun yet. */
  isEarly?: boolean;
}

/** The days of which a workspace knows anything. */
export interface CollectedSpan {
  /** The first day with an article. */
  first: Day;
  /** The last day with an article; null while a feed goes on collecting, so that a day without any is a day without any. */
  last: Day | null;
  /** Whether the beginning, and the end, are known to the day. */
  isSharp: { first: boolean; last: boolean };
}

/** With fewer days nobody can speak of a rhythm. */
const LEAST_STEADY_DAYS = 14;
/** A collection that brought nothing for so many days has ended; until then the next articles may be on their way. */
const ENDED_DAYS = 7;

/**
 * The days of which a workspace knows anything, from the first and the last `day` with articles and how many have any.
 * Where coverage came on most days, its beginning is known to the day, and so is its end once it lies a week back.
 */
export function collectedSpan({ first, last, days }: { first: Day; last: Day; days: number }, isFed: boolean, today: Day): CollectedSpan {
  const isSteady = days >= LEAST_STEADY_DAYS && 2 * days >= daysBetween(first, last);
  return { first, last: isFed ? null : last, isSharp: { first: isSteady, last: isSteady && daysBetween(last, today) - 2 >= ENDED_DAYS } };
}

const COLLECTED: CollectedPart = { collected: 1, reasons: [] };

const fullDay = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const sayDay = (day: Day): string => fullDay.format(new Date(`${day}T00:00:00Z`));

/**
 * How much of [start, end] could be collected. Before the first article, and after the last one where no feed goes on,
 * nobody collected anything, whatever the outlets usually bring: such days are no zeros. A bucket that also has other
 * days, or is not over yet, misses them only where that side of the span is sharp: where articles come now and then,
 * nobody can say which days around them were looked through. In between, gaps count.
 */
export function collectedPart(start: Day, end: Day, span: CollectedSpan | null, usual: UsualCoverage, gaps: OutletGap[], isOver = true): CollectedPart {
  const isBefore = span !== null && start < span.first;
  const isAfter = span !== null && span.last !== null && end > span.last;
  if (!isBefore && !isAfter) return withoutGaps(start, end, usual, gaps);
  const sayBefore = `Nothing was collected before ${sayDay(span.first)}.`;
  const sayAfter = `Nothing was collected after ${sayDay(span.last ?? end)}.`;
  if (isBefore && end < span.first) return { collected: 0, reasons: [sayBefore] };
  if (isAfter && start > span.last! && (isOver || span.isSharp.last)) return { collected: 0, reasons: [sayAfter] };
  const cutsFirst = isBefore && span.isSharp.first;
  const cutsLast = isAfter && span.isSharp.last;
  const from = cutsFirst ? span.first : start;
  const to = cutsLast ? span.last! : end;
  const { collected, reasons, isEarly } = withoutGaps(from, to, usual, gaps);
  return { collected: (collected * daysBetween(from, to)) / daysBetween(start, end), isEarly, reasons: [...(cutsFirst ? [sayBefore] : []), ...(cutsLast ? [sayAfter] : []), ...reasons] };
}

/**
 * How much of what the outlets usually bring in [start, end] could be collected, and why not more. An outlet that was
 * taken in later is no loss: before it began the others are the whole, or years would become a gap with every new
 * feed. That it was not there is told all the same, and where none had begun there is nothing to speak of.
 */
function withoutGaps(start: Day, end: Day, { perDay, ofAll, first }: UsualCoverage, gaps: OutletGap[]): CollectedPart {
  if (gaps.length === 0) return COLLECTED;
  const within = gaps.filter(({ fromDay, toDay }) => fromDay <= end && toDay >= start);
  if (within.length === 0 || ofAll === 0) return COLLECTED;
  const missing = new MissingDays(start, end);
  const early = new MissingDays(start, end);
  for (const gap of within) {
    if (!perDay.get(gap.outletId)) continue;
    const isBefore = gap.fromDay <= (first?.get(gap.outletId) ?? "");
    (isBefore ? early : missing).add(gap);
  }
  const all = ofAll * daysBetween(start, end);
  const begun = all - early.articles(perDay);
  if (begun <= all * 1e-9) return { collected: 0, reasons: early.say(perDay.size) };
  const isEarly = begun <= (1 - LATE_FROM) * all;
  const reasons = [...missing.say(perDay.size), ...(isEarly ? early.say(perDay.size) : [])];
  return { collected: Math.max(0, 1 - missing.articles(perDay) / begun), reasons, ...(isEarly ? { isEarly } : {}) };
}

/** Days of [start, end] that outlets miss, each once, and why. */
class MissingDays {
  private readonly days = new Map<string, Set<number>>();
  private readonly outletsByReason = new Map<string, Set<string>>();

  constructor(
    private readonly start: Day,
    private readonly end: Day,
  ) {}

  add({ outletId, outletName, fromDay, toDay, reason }: OutletGap): void {
    const days = this.days.get(outletId) ?? new Set<number>();
    for (let day = Math.max(dayNumber(this.start), dayNumber(fromDay)), to = Math.min(dayNumber(this.end), dayNumber(toDay)); day <= to; day++) days.add(day);
    this.days.set(outletId, days);
    this.outletsByReason.set(reason, (this.outletsByReason.get(reason) ?? new Set()).add(outletName));
  }

  /** What the outlets usually bring on these days. */
  articles(perDay: ReadonlyMap<string, number>): number {
    let articles = 0;
    for (const [outletId, days] of this.days) articles += days.size * (perDay.get(outletId) ?? 0);
    return articles;
  }

  say(outletCount: number): string[] {
    const reasons = sayReasons([...this.outletsByReason].map(([reason, names]) => ({ reason, names: [...names] })));
    // Which outlets are missing is the more than their names when they are many.
    if (this.days.size > NAMED_OUTLETS) reasons.unshift(`${this.days.size} of ${outletCount} outlets were not collected throughout.`);
    return reasons;
  }
}

const NAMED_OUTLETS = 3;

/** A sentence per outlet, one for all that share a reason when they are many; what concerns most outlets comes first. */
function sayReasons(missing: { reason: string; names: string[] }[]): string[] {
  const said = missing
    .toSorted((a, b) => b.names.length - a.names.length)
    .flatMap(({ reason, names }) =>
      names.length <= NAMED_OUTLETS ? names.map((name) => ({ text: `${name}: ${reason}`, outlets: 1 })) : [{ text: `${names.slice(0, NAMED_OUTLETS).join(", ")} and ${names.length - NAMED_OUTLETS} more: ${reason}`, outlets: names.length }],
    );
  const more = said.slice(NAMED_OUTLETS).reduce((sum, { outlets }) => sum + outlets, 0);
  return [...said.slice(0, NAMED_OUTLETS).map(({ text }) => text), ...(more > 0 ? [more === 1 ? "1 more has gaps of its own." : `${more} more have gaps of their own.`] : [])];
}

export interface DenseSeriesInput {
  from: Day;
  to: Day;
  bucket: Bucket;
  weekStart: number;
  today: Day;
  /** Coverage per bucket, in order; past the end there is none. */
  totals: readonly number[];
  span: CollectedSpan | null;
  usual: UsualCoverage;
  gaps: OutletGap[];
}

/**
 * Every bucket of the range with its state, also the empty ones. A bucket that reaches `today` or beyond is
 * unfinished; a gap outranks that, because what is missing will not come.
 */
export function denseBuckets(input: DenseSeriesInput): SeriesBucket[] {
  const { from, to, bucket, weekStart, today, totals, span, usual, gaps } = input;
  // Where no feed goes on, nobody knows before tomorrow whether today brings anything.
  const lastKnown = span?.last ? addDays(today, -1) : today;
  const starts = bucketStarts(from, to, bucket, weekStart);
  return starts.map((start, i) => {
    const lastDay = bucket === "day" ? start : addDays(starts[i + 1] ?? nextBucket(start, bucket), -1);
    const end = lastDay < to ? lastDay : to;
    const first = start > from ? start : from;
    const known = end < lastKnown ? end : lastKnown;
    const { collected, reasons, isEarly } = known < first ? COLLECTED : collectedPart(first, known, span, usual, gaps, lastDay < today);
    const state = collected < GAP_BELOW ? "gap" : lastDay >= today ? "unfinished" : collected < 1 || isEarly ? "partial" : "complete";
    const made: SeriesBucket = { start, end, total: totals[i] ?? 0, reasons, state };
    if (first > start || (lastDay > to && lastDay < today)) made.cut = { days: daysBetween(first, end), of: daysBetween(start, lastDay) };
    if (state === "unfinished") made.elapsed = elapsedDays(start, bucket, today);
    if (collected < 1) made.collected = collected;
    return made;
  });
}

/** One line over the buckets: a count and a share for each, zero rows included. */
export function densePoints(buckets: SeriesBucket[], counts: readonly number[]): SeriesPoint[] {
  return buckets.map(({ total }, i) => {
    const count = counts[i] ?? 0;
    return { count, total, share: total === 0 ? null : count / total };
  });
}
