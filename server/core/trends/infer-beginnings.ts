import { addDays, type Day, dayFromNumber, dayNumber } from "@/server/core/trends/days";
import type { DailyCoverage, InferredGap } from "@/server/core/trends/infer-gaps";

/** An outlet has begun with the first day from which it brought articles on half of so many days. */
const WINDOW_DAYS = 28;
const LEAST_ACTIVE_DAYS = 14;
/** What came on more days than these before was no stray: the outlet was there already and grew. */
const MOST_STRAY_DAYS = 12;
/** Feeds and files of one collection reach back differently far: so many days apart they began together. */
const TOGETHER_DAYS = 14;
/** A smaller part of everything that comes moves no line that anybody could misread. */
const LEAST_PART = 0.05;

interface Beginning {
  outletId: string;
  day: Day;
  /** In the days of the window. */
  articles: number;
  strays: number;
}

/**
 * Outlets that were taken in later than others: before they began nothing of theirs was collected, and a sum that
 * grows with them is no rise of attention. Told of outlets that bring a notable part of everything, from the first
 * day of which the workspace knows anything; those that began on one day are told as one.
 */
export function inferBeginnings(coverage: readonly DailyCoverage[]): InferredGap[] {
  const begun = coverage.flatMap((outlet) => findBeginning(outlet) ?? []).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const [earliest] = begun;
  if (!earliest) return [];
  const totals = new Map<Day, number>();
  for (const { counts } of coverage) for (const [day, count] of counts) totals.set(day, (totals.get(day) ?? 0) + count);
  const firstDay = [...totals.keys()].reduce((least, day) => (day < least ? day : least));
  const gaps = new Map<string, InferredGap>();
  for (const one of begun) {
    const isTogether = dayNumber(one.day) - dayNumber(earliest.day) <= TOGETHER_DAYS;
    if (isTogether || one.articles < LEAST_PART * sumWindow(totals, one.day)) continue;
    const reason = explain(one);
    const known = gaps.get(reason);
    if (known) known.outletIds.push(one.outletId);
    else gaps.set(reason, { outletIds: [one.outletId], fromDay: firstDay, toDay: addDays(one.day, -1), reason });
  }
  return [...gaps.values()];
}

function findBeginning({ outletId, counts, until }: DailyCoverage): Beginning | null {
  const active = [...counts].flatMap(([day, count]) => (count > 0 && day <= until ? [dayNumber(day)] : [])).sort((a, b) => a - b);
  const steady = active.findIndex((number, at) => (active[at + LEAST_ACTIVE_DAYS - 1] ?? Number.POSITIVE_INFINITY) - number < WINDOW_DAYS);
  if (steady === -1) return null;
  const at = steady > MOST_STRAY_DAYS ? 0 : steady;
  const day = dayFromNumber(active[at]!);
  return { outletId, day, articles: sumWindow(counts, day), strays: active.slice(0, at).reduce((sum, number) => sum + (counts.get(dayFromNumber(number)) ?? 0), 0) };
}

function sumWindow(counts: ReadonlyMap<Day, number>, from: Day): number {
  let sum = 0;
  for (let i = 0; i < WINDOW_DAYS; i += 1) sum += counts.get(addDays(from, i)) ?? 0;
  return sum;
}

const fullDay = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });

function explain({ day, strays }: Beginning): string {
  const from = fullDay.format(new Date(`${day}T00:00:00Z`));
  return `${strays === 0 ? "Nothing" : strays === 1 ? "Only 1 stray article" : `Only ${strays} stray articles`} came before ${from}, while others were collected.`;
}
