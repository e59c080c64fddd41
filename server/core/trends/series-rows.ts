import { concerns, sayAnnotation, type ShownAnnotation } from "@/server/core/trends/shown-annotation";
import type { BucketState, SeriesBucket, SeriesPoint } from "@/server/core/trends/coverage-series";
import type { Day } from "@/server/core/trends/days";
import { sayCollected } from "@/server/core/trends/say-collected";

export const SERIES_COLUMNS = ["bucket", "theme", "count", "total", "share", "state", "note", "annotations"] as const;

export interface SeriesRow {
  bucket: Day;
  theme: string;
  count: number;
  total: number;
  share: number | null;
  state: BucketState;
  /** Why the bucket is not to be compared with its neighbours; empty when it is. */
  note: string;
  /** The notes that people put on these days, with their authors. */
  annotations: string;
}

export interface RowsOf {
  buckets: readonly SeriesBucket[];
  lines: readonly { theme: { id: string; name: string }; points: readonly SeriesPoint[] }[];
  annotations: readonly Pick<ShownAnnotation, "themeId" | "fromDay" | "toDay" | "text" | "author">[];
}

/**
 * The state as rows say it. A bucket of which the range shows only some days is partial, like one of which only some
 * coverage was collected: neither is to be compared with its neighbours, and the note says which it is.
 */
export const rowState = (bucket: Pick<SeriesBucket, "state" | "cut">): BucketState => (bucket.state === "complete" && bucket.cut ? "partial" : bucket.state);

/** The rows of a series as every export has them: bucket by bucket, themes in the order of the chart, zero rows included. */
export function* seriesRows(series: RowsOf): Generator<SeriesRow> {
  for (const [i, bucket] of series.buckets.entries()) {
    const touching = series.annotations.filter((note) => note.fromDay <= bucket.end && (note.toDay ?? note.fromDay) >= bucket.start);
    for (const { theme, points } of series.lines) {
      const { count, total, share } = points[i]!;
      yield { bucket: bucket.start, theme: theme.name, count, total, share, state: rowState(bucket), note: bucketNote(bucket), annotations: touching.filter((note) => concerns(note, theme.id, bucket.start, bucket.end)).map(sayAnnotation).join("; ") };
    }
  }
}

/** The cells of a row in the order of SERIES_COLUMNS; a share has six digits. */
export const seriesCells = ({ bucket, theme, count, total, share, state, note, annotations }: SeriesRow): (string | number | null)[] => [bucket, theme, count, total, share === null ? null : Number(share.toFixed(6)), state, note, annotations];

/** What somebody who compares this bucket must know, in words. */
export function bucketNote(bucket: SeriesBucket): string {
  const said: string[] = [];
  if (bucket.state === "unfinished" && bucket.elapsed) said.push(bucket.elapsed.of === 1 ? "So far; the day is not over." : `So far, ${bucket.elapsed.days} of ${bucket.elapsed.of} days.`);
  if (bucket.cut) said.push(`Only ${bucket.cut.days} of its ${bucket.cut.of} days lie in the range.`);
  if (bucket.collected) said.push(sayCollected(bucket.collected));
  said.push(...bucket.reasons);
  return said.join(" ");
}
