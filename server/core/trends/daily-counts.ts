import { type Day, dayFromNumber, dayNumber } from "@/server/core/trends/days";

/** How much of something there is per day: `counts[i]` belongs to the day number `firstDay + i`, other days have none. */
export interface DailyCounts {
  firstDay: number;
  counts: Int32Array;
}

/** Numbers to add up, as a table of counts holds them: `counts[i]` on the day number `firstDay + days[i]`, days in order. */
export interface CountRun {
  firstDay: number;
  days: readonly number[];
  counts: readonly number[];
}

export const NO_COUNTS: DailyCounts = { firstDay: 0, counts: new Int32Array(0) };

/** Adds runs up, however they overlap. */
export function addRuns(runs: readonly CountRun[]): DailyCounts {
  let first = Infinity;
  let last = -Infinity;
  for (const { firstDay, days } of runs) {
    if (days.length === 0) continue;
    first = Math.min(first, firstDay + days[0]!);
    last = Math.max(last, firstDay + days.at(-1)!);
  }
  if (first > last) return NO_COUNTS;
  const counts = new Int32Array(last - first + 1);
  for (const { firstDay, days, counts: added } of runs) for (let i = 0; i < days.length; i++) counts[firstDay + days[i]! - first]! += added[i]!;
  return { firstDay: first, counts };
}

/** The day numbers at which the buckets of [from, to] begin, and the one after the last day that counts. */
export function bucketEdges(starts: readonly Day[], from: Day, to: Day): number[] {
  const first = dayNumber(from);
  return [...starts.map((start) => Math.max(first, dayNumber(start))), dayNumber(to) + 1];
}

/** Sums per bucket between edges. */
export function countPerBucket({ firstDay, counts }: DailyCounts, edges: readonly number[]): number[] {
  const sums: number[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    let sum = 0;
    for (let at = Math.max(0, edges[i]! - firstDay), end = Math.min(counts.length, edges[i + 1]! - firstDay); at < end; at++) sum += counts[at]!;
    sums.push(sum);
  }
  return sums;
}

/** The first and the last day that have any, and on how many days there are any; null when none has. Days after `until` are not looked at. */
export function coveredDays({ firstDay, counts }: DailyCounts, until?: Day): { first: Day; last: Day; days: number } | null {
  const known = until === undefined ? counts : counts.subarray(0, Math.max(0, dayNumber(until) - firstDay + 1));
  const first = known.findIndex((count) => count !== 0);
  if (first === -1) return null;
  return { first: dayFromNumber(firstDay + first), last: dayFromNumber(firstDay + known.findLastIndex((count) => count !== 0)), days: known.reduce((days, count) => days + (count === 0 ? 0 : 1), 0) };
}
