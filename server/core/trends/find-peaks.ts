import type { BucketState, SeriesPoint } from "@/server/core/trends/coverage-series";

export interface Peak {
  lineIndex: number;
  bucketIndex: number;
  /** How many times the usual distance from the line's median. */
  score: number;
}

export interface PeakRequest {
  buckets: readonly { state: BucketState; cut?: unknown }[];
  lines: readonly { points: readonly SeriesPoint[] }[];
}

/** A peak of one or two articles is chance. */
const LEAST_COUNT = 3;
/** Buckets that a line needs before it has a usual height. */
const LEAST_BUCKETS = 8;
const LEAST_SCORE = 3;
const MOST_PER_LINE = 2;
/** Scales the median absolute deviation to a standard deviation for normal data. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Buckets in which a line stands out: higher than both neighbours, and at least three robust standard deviations
 * above its median (modified z-score of Iglewicz and Hoaglin, 1993). Shares are judged, so that a busy week alone is no
 * peak; buckets that are not over, cut or missing are left out. At most two a line and `most` in all, strongest first.
 */
export function findPeaks({ buckets, lines }: PeakRequest, most = 5): Peak[] {
  const peaks = lines.flatMap(({ points }, lineIndex) => {
    const usable = (i: number) => (buckets[i]?.state === "complete" || buckets[i]?.state === "partial") && !buckets[i]?.cut && points[i]?.share !== null;
    const shares = points.flatMap(({ share }, i) => (usable(i) ? [share!] : []));
    if (shares.length < LEAST_BUCKETS) return [];
    const middle = median(shares);
    const total = points.reduce((sum, point, i) => sum + (usable(i) ? point.total : 0), 0) / shares.length;
    // Never tighter than chance allows for so many articles a bucket (binomial), or a quiet line would peak all the time.
    const chance = Math.sqrt(Math.max(middle, 1 / Math.max(1, total)) / Math.max(1, total));
    const spread = Math.max(MAD_TO_SIGMA * median(shares.map((share) => Math.abs(share - middle))), chance);
    return points
      .flatMap(({ share, count }, bucketIndex) => {
        if (!usable(bucketIndex) || count < LEAST_COUNT) return [];
        const before = usable(bucketIndex - 1) ? points[bucketIndex - 1]!.share! : -1;
        const after = usable(bucketIndex + 1) ? points[bucketIndex + 1]!.share! : -1;
        const score = (share! - middle) / spread;
        return share! > before && share! >= after && score >= LEAST_SCORE ? [{ lineIndex, bucketIndex, score }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_PER_LINE);
  });
  return peaks.sort((a, b) => b.score - a.score || a.bucketIndex - b.bucketIndex).slice(0, most);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
