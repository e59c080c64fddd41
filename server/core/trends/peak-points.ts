import type { SeriesBucket, SeriesPoint } from "@/server/core/trends/coverage-series";
import type { Day } from "@/server/core/trends/days";
import { findPeaks } from "@/server/core/trends/find-peaks";

interface PeakSeries {
  from: Day;
  buckets: readonly SeriesBucket[];
  lines: readonly { theme: { id: string }; points: readonly SeriesPoint[] }[];
}

/** The points of a series that stand out, in the form in which their stories are asked for. */
export function peakPoints(series: PeakSeries): { themeId: string; start: Day; from: Day; to: Day }[] {
  const inOrder = findPeaks(series).sort((a, b) => a.bucketIndex - b.bucketIndex);
  return inOrder.map(({ lineIndex, bucketIndex }) => {
    const { start, end } = series.buckets[bucketIndex]!;
    return { themeId: series.lines[lineIndex]!.theme.id, start, from: start > series.from ? start : series.from, to: end };
  });
}
