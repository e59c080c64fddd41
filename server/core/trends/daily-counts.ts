import { type Day, dayFromNumber, dayNumber } from "@/server/core/trends/days";

/** How much of something there is per day: `counts[i]` belongs to the day number `firstDay + i`, other days have none. */
export interface DailyCounts {
  firstDay: number;
  counts: Int32Array;
}

/** Numbers to add up, as a table of counts holds them: the days one by one, or a first day from which they follow on. */
export type CountRun = { days: readonly number[]; counts: readonly number[] } | { firstDay: number; counts: readonly number[] };

export const NO_COUNTS: DailyCounts = { firstDay: 0, counts: new Int32Array(0) };

/** Adds runs up, however they overlap. */
export function addRuns(runs: readonly CountRun[]): DailyCounts {
  let first = Infinity;
  let last = -Infinity;
  for (const run of runs) {
    const begin = "days" in run ? least(run.days) : run.firstDay;
    const end = "days" in run ? -least(run.days.map((day) => -day)) : run.firstDay + run.counts.length - 1;
    first = Math.min(first, begin);
    last = Math.max(last, end);
  }
  if (first > last) return NO_COUNTS;
  const counts = new Int32Array(last - first + 1);
  for (const run of runs) {
    if ("days" in run) for (let i = 0; i < run.days.length; i++) counts[run.days[i]! - first]! += run.counts[i]!;
    else for (let i = 0, at = run.firstDay - first; i < run.counts.length; i++, at++) counts[at]! += run.counts[i]!;
  }
  return { firstDay: first, counts };
}

const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => (b < a ? b : a), Infinity);

/** Sums per bucket of [from, to], in the order of their first days. */
export function countPerBucket({ firstDay, counts }: DailyCounts, starts: readonly Day[], from: Day, to: Day): number[] {
  const earliest = Math.max(0, dayNumber(from) - firstDay);
  const latest = Math.min(counts.length, dayNumber(to) - firstDay + 1);
  const edges = starts.map((start) => dayNumber(start) - firstDay);
  return starts.map((_, i) => {
    let sum = 0;
    for (let at = Math.max(earliest, edges[i]!), end = Math.min(latest, edges[i + 1] ?? Infinity); at < end; at++) sum += counts[at]!;
    return sum;
  });
}

/** The first and the last day that have any; null when none has. */
export function coveredDays({ firstDay, counts }: DailyCounts): { first: Day; last: Day } | null {
  const first = counts.findIndex((count) => count !== 0);
  return first === -1 ? null : { first: dayFromNumber(firstDay + first), last: dayFromNumber(firstDay + counts.findLastIndex((count) => count !== 0)) };
}
