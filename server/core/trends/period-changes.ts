import type { SeriesPoint } from "@/server/core/trends/coverage-series";

export interface PeriodChange {
  themeId: string;
  now: SeriesPoint;
  before: SeriesPoint;
  /** Difference of the shares, in parts of one; null where either period has no coverage. */
  change: number | null;
}

/** A whole line as one point. */
export function sumPoints(points: readonly SeriesPoint[]): SeriesPoint {
  const count = points.reduce((sum, point) => sum + point.count, 0);
  const total = points.reduce((sum, point) => sum + point.total, 0);
  return { count, total, share: total === 0 ? null : count / total };
}

/** Each theme's share over a whole period beside the one before, the largest change first. */
export function periodChanges(now: readonly { themeId: string; points: readonly SeriesPoint[] }[], before: readonly { themeId: string; points: readonly SeriesPoint[] }[]): PeriodChange[] {
  return now
    .flatMap(({ themeId, points }) => {
      const earlier = before.find((line) => line.themeId === themeId);
      if (!earlier) return [];
      const sums = { now: sumPoints(points), before: sumPoints(earlier.points) };
      const change = sums.now.share === null || sums.before.share === null ? null : sums.now.share - sums.before.share;
      return [{ themeId, ...sums, change }];
    })
    .sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0));
}
