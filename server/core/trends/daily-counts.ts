import { type Day, dayFromNumber, dayNumber } from "@/server/core/trends/days";

/** How much of something there is per day: `counts[i]` belongs to the day number `firstDay + i`, other days have none. */
export interface DailyCounts {
  firstDay: number;
  counts: Int32Array;
}

/** Numbers to add up, as a table of counts holds them: lists with commas, the i-th count on the day number `firstDay` plus the i-th of `days`, days in order. */
export interface CountRun {
  firstDay: number;
  days: string;
  counts: string;
}

export const NO_COUNTS: DailyCounts = { firstDay: 0, counts: new Int32Array(0) };

const COMMA = 44;
const MINUS = 45;
const ZERO = 48;

/** Adds runs up, however they overlap. Read letter by letter: a chart has tens of thousands of numbers. */
export function addRuns(runs: readonly CountRun[]): DailyCounts {
  let first = Infinity;
  let last = -Infinity;
  for (const { firstDay, days } of runs) {
    if (days === "") continue;
    first = Math.min(first, firstDay + Number.parseInt(days, 10));
    last = Math.max(last, firstDay + Number(days.slice(days.lastIndexOf(",") + 1)));
  }
  if (first > last) return NO_COUNTS;
  const sums = new Int32Array(last - first + 1);
  for (const run of runs) if (run.days !== "") addRun(run, first, sums);
  return { firstDay: first, counts: sums };
}

function addRun({ firstDay, days, counts }: CountRun, first: number, sums: Int32Array): void {
  for (let dayAt = 0, countAt = 0; dayAt < days.length; ) {
    let day = 0;
    for (let code = days.charCodeAt(dayAt++); code >= ZERO; code = days.charCodeAt(dayAt++)) day = day * 10 + code - ZERO;
    const isNegative = counts.charCodeAt(countAt) === MINUS;
    if (isNegative) countAt += 1;
    let count = 0;
    for (let code = counts.charCodeAt(countAt++); code > COMMA; code = counts.charCodeAt(countAt++)) count = count * 10 + code - ZERO;
    sums[firstDay + day - first]! += isNegative ? -count : count;
  }
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
