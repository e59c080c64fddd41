import { z } from "zod";
import { bucketShape } from "@/server/core/trends/bucket-shape";
import { coverageFilterShape, unitShape } from "@/server/core/trends/coverage-filter";
import type { SeriesBucket, SeriesPoint } from "@/server/core/trends/coverage-series";
import { dayShape } from "@/server/core/trends/day-shape";
import type { Day } from "@/server/core/trends/days";
import { previousPeriod } from "@/server/core/trends/previous-period";
import { requireRole, type Scope } from "@/server/services/scope";
import { coverageSeries } from "@/server/services/trends/coverage-series";

/** A series as it stands on the screen: its days and its interval are said. */
export const shownSeriesShape = z.strictObject({ filter: coverageFilterShape.extend({ from: dayShape, to: dayShape }), bucket: bucketShape, unit: unitShape.default("articles") });
export type ShownSeries = z.input<typeof shownSeriesShape>;

export interface PreviousSeries {
  from: Day;
  to: Day;
  /** As many as those of the period itself, in the same places. */
  buckets: SeriesBucket[];
  lines: { themeId: string; points: SeriesPoint[] }[];
}

/** The same series over the period before, under the same rule versions; null when there is none. Needs `viewer`. */
export async function previousSeries(scope: Scope, input: ShownSeries): Promise<PreviousSeries | null> {
  requireRole(scope, "viewer");
  const { filter, bucket, unit } = shownSeriesShape.parse(input);
  const period = previousPeriod({ from: filter.from, to: filter.to }, bucket, scope.workspace.weekStart);
  if (!period) return null;
  const { from, to, buckets, lines } = await coverageSeries(scope, { filter: { ...filter, ...period }, bucket, unit }, { anyBucket: true });
  return { from, to, buckets, lines: lines.map(({ theme, points }) => ({ themeId: theme.id, points })) };
}
