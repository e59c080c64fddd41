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

/** What an outlet usually brings, in articles per day, over the days on which it was collected. */
export interface OutletRhythm {
  outletId: string;
  perDay: number;
}

/** Below this part of the usual coverage a bucket is a gap, by law; below one it is partly collected. */
const GAP_BELOW = 0.5;

export interface CollectedPart {
  collected: number;
  reasons: string[];
}

/** How much of what the outlets usually bring in [start, end] could be collected, and why not more. */
export function collectedPart(start: Day, end: Day, rhythms: OutletRhythm[], gaps: OutletGap[]): CollectedPart {
  const within = gaps.filter(({ fromDay, toDay }) => fromDay <= end && toDay >= start);
  if (within.length === 0) return { collected: 1, reasons: [] };
  const days = dayNumber(end) - dayNumber(start) + 1;
  const usual = rhythms.reduce((sum, outlet) => sum + outlet.perDay * days, 0);
  if (usual === 0) return { collected: 1, reasons: [] };
  const perDay = new Map(rhythms.map((outlet) => [outlet.outletId, outlet.perDay]));
  const missingDays = new Map<string, Set<number>>();
  const outletsByReason = new Map<string, Set<string>>();
  for (const gap of within) {
    const from = Math.max(dayNumber(start), dayNumber(gap.fromDay));
    const to = Math.min(dayNumber(end), dayNumber(gap.toDay));
    if (!perDay.get(gap.outletId)) continue;
    const days = missingDays.get(gap.outletId) ?? new Set<number>();
    for (let day = from; day <= to; day++) days.add(day);
    missingDays.set(gap.outletId, days);
    outletsByReason.set(gap.reason, (outletsByReason.get(gap.reason) ?? new Set()).add(gap.outletName));
  }
  let missing = 0;
  for (const [outletId, days] of missingDays) missing += days.size * (perDay.get(outletId) ?? 0);
  return { collected: Math.max(0, 1 - missing / usual), reasons: [...outletsByReason].flatMap(([reason, names]) => sayReason([...names], reason)) };
}

const NAMED_OUTLETS = 3;

/** One sentence per outlet; when a collection stopped for hundreds at once, one for all of them. */
function sayReason(names: string[], reason: string): string[] {
  if (names.length <= NAMED_OUTLETS) return names.map((name) => `${name}: ${reason}`);
  return [`${names.slice(0, NAMED_OUTLETS).join(", ")} and ${names.length - NAMED_OUTLETS} more: ${reason}`];
}

export interface DenseSeriesInput {
  from: Day;
  to: Day;
  bucket: Bucket;
  weekStart: number;
  today: Day;
  /** Coverage per bucket, in order; past the end there is none. */
  totals: readonly number[];
  rhythms: OutletRhythm[];
  gaps: OutletGap[];
}

/**
 * Every bucket of the range with its state, also the empty ones. A bucket that reaches `today` or beyond is
 * unfinished; a gap outranks that, because what is missing will not come.
 */
export function denseBuckets(input: DenseSeriesInput): SeriesBucket[] {
  const { from, to, bucket, weekStart, today, totals, rhythms, gaps } = input;
  const starts = bucketStarts(from, to, bucket, weekStart);
  return starts.map((start, i) => {
    const lastDay = bucket === "day" ? start : addDays(starts[i + 1] ?? nextBucket(start, bucket), -1);
    const end = lastDay < to ? lastDay : to;
    const first = start > from ? start : from;
    const { collected, reasons } = gaps.length === 0 ? COLLECTED : collectedPart(first, end < today ? end : today > first ? today : first, rhythms, gaps);
    const state = collected < GAP_BELOW ? "gap" : lastDay >= today ? "unfinished" : collected < 1 ? "partial" : "complete";
    const made: SeriesBucket = { start, end, total: totals[i] ?? 0, reasons, state };
    if (first > start || (lastDay > to && lastDay < today)) made.cut = { days: daysBetween(first, end), of: daysBetween(start, lastDay) };
    if (state === "unfinished") made.elapsed = elapsedDays(start, bucket, today);
    if (collected < 1) made.collected = collected;
    return made;
  });
}

const COLLECTED: CollectedPart = { collected: 1, reasons: [] };

/** One line over the buckets: a count and a share for each, zero rows included. */
export function densePoints(buckets: SeriesBucket[], counts: readonly number[]): SeriesPoint[] {
  return buckets.map(({ total }, i) => {
    const count = counts[i] ?? 0;
    return { count, total, share: total === 0 ? null : count / total };
  });
}
