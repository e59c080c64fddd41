import type { Bucket } from "@/server/core/trends/buckets";
import type { SeriesPoint } from "@/server/core/trends/coverage-series";

/** How many periods one point of a smoothed line takes together, itself the last of them: a week, a month, a quarter, a year. */
export const SMOOTHED_PERIODS: Record<Bucket, number> = { day: 7, week: 4, month: 3, quarter: 4 };

/**
 * A line's moving mean over the last periods: of shares, all that was counted in them over all that there was, so that
 * a thin period weighs little; of counts, the plain mean. Null where fewer periods than asked for are whole: at the
 * beginning, and after a gap or a period that does not compare. `isWhole` says which do.
 */
export function smoothPoints(points: readonly SeriesPoint[], isWhole: (index: number) => boolean, measure: "share" | "count", periods: number): (number | null)[] {
  let [count, total, whole] = [0, 0, 0];
  return points.map((point, index) => {
    if (!isWhole(index)) {
      [count, total, whole] = [0, 0, 0];
      return null;
    }
    count += point.count;
    total += point.total;
    whole += 1;
    const left = whole > periods ? points[index - periods] : undefined;
    count -= left?.count ?? 0;
    total -= left?.total ?? 0;
    if (whole < periods) return null;
    return measure === "count" ? count / periods : total === 0 ? null : count / total;
  });
}
