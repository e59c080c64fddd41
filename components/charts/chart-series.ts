import { sayCollected } from "@/server/core/trends/say-collected";

/** What a chart, its table and its export are all given. Shares are fractions from 0 to 1, days are YYYY-MM-DD. */

export type BucketState = "complete" | "unfinished" | "gap" | "partial";
export type Interval = "day" | "week" | "month" | "quarter";
export type Measure = "share" | "count";

export type ChartBucket = {
  start: string;
  /** The whole period in words, as tooltip and table say it: "Week of 3 Nov 2025". */
  label: string;
  state: BucketState;
  /** How much of an unfinished bucket is over. */
  elapsed?: { days: number; of: number };
  /** Set when the chart begins or ends inside the bucket: it holds fewer days than its neighbours, and is drawn as open. */
  cut?: { days: number; of: number };
  /** Part of the usual coverage that was collected, 0 to 1, where it was not all. */
  collected?: number;
  /** Why a gap is a gap, or what is missing of a partial bucket; a sentence or two. */
  reason?: string;
};

export type ChartPoint = {
  count: number;
  /** The denominator: everything of the same unit under the same filter. */
  total: number;
  /** Null when `total` is 0, and wherever there is nothing honest to draw (a smoothing window over a gap). */
  share: number | null;
};

export type ChartLine = {
  id: string;
  name: string;
  markIndex: number;
  points: readonly ChartPoint[];
  /** The previous period of the theme with the same mark: drawn thin and pale, without markers. */
  previous?: boolean;
  /** What is drawn instead of the points where the line is a moving mean; null where there is none. */
  smoothed?: readonly (number | null)[];
  /** Where this line's buckets are in another state than the chart's. A previous period is complete unless said here. */
  states?: readonly (BucketState | undefined)[];
};

export type ChartAnnotation = { id: string; fromIndex: number; toIndex?: number; text: string; lineId?: string };
export type ChartRuleChange = { bucketIndex: number; text: string };
export type ChartPeak = { lineId: string; bucketIndex: number; text: string };

export type ChartSeries = {
  buckets: readonly ChartBucket[];
  lines: readonly ChartLine[];
  measure: Measure;
  interval: Interval;
  /** What is counted; articles unless said. */
  unit?: "articles" | "stories";
  /** How many periods one point of a line takes together, where lines are moving means. */
  smoothedPeriods?: number;
  annotations?: readonly ChartAnnotation[];
  ruleChanges?: readonly ChartRuleChange[];
  peaks?: readonly ChartPeak[];
};

/** The state of one line in one bucket. */
export function stateOf(series: Pick<ChartSeries, "buckets">, line: Pick<ChartLine, "states" | "previous">, index: number): BucketState {
  return line.states?.[index] ?? (line.previous ? "complete" : (series.buckets[index]?.state ?? "gap"));
}

/** Whether a bucket holds less than a whole period, so that its point does not compare: it is not over, or the range cuts it. */
export function isOpen(series: Pick<ChartSeries, "buckets">, line: Pick<ChartLine, "states" | "previous">, index: number): boolean {
  return stateOf(series, line, index) === "unfinished" || series.buckets[index]?.cut !== undefined;
}

/** The drawn value of a point, or null where nothing may be drawn: gaps, and shares of nothing. */
export function drawnValue(series: Pick<ChartSeries, "buckets" | "measure">, line: ChartLine, index: number): number | null {
  const point = line.points[index];
  if (index >= series.buckets.length || !point || stateOf(series, line, index) === "gap") return null;
  const value = line.smoothed ? (line.smoothed[index] ?? null) : series.measure === "share" ? point.share : point.count;
  return value !== null && Number.isFinite(value) ? value : null;
}

/** "so far, 3 of 7 days". */
export function unfinishedLabel(bucket: ChartBucket): string {
  if (!bucket.elapsed) return "so far";
  if (bucket.elapsed.of === 1) return "so far, the day is not over";
  return `so far, ${bucket.elapsed.days} of ${bucket.elapsed.of} days`;
}

/** What is missing of a gap or a partial bucket, and why; nothing where nobody knows. */
export function sayMissing({ collected, reason }: Pick<ChartBucket, "collected" | "reason">): string | undefined {
  return [collected ? sayCollected(collected) : "", reason ?? ""].filter(Boolean).join(" ") || undefined;
}

/** "only 10 of its 31 days are shown". */
export function cutLabel(cut: { days: number; of: number }): string {
  return `only ${cut.days} of its ${cut.of} days ${cut.days === 1 ? "is" : "are"} shown`;
}
