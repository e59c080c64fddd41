import { densePoints, type SeriesBucket, type SeriesPoint } from "@/server/core/trends/coverage-series";

interface Packable {
  buckets: SeriesBucket[];
  lines: { points: SeriesPoint[] }[];
}

/**
 * A series as one text, with counts in the place of points, which repeat what the buckets say. Five years of days are
 * twenty thousand objects otherwise, and what a page hands to the browser is looked at one by one.
 */
export function packSeries(series: Packable): string {
  return JSON.stringify({ ...series, lines: series.lines.map(({ points, ...line }) => ({ ...line, counts: points.map(({ count }) => count) })) });
}

/** What {@link packSeries} packed. */
export function unpackSeries<Series extends Packable>(packed: string): Series {
  const series = JSON.parse(packed) as Omit<Series, "lines"> & { lines: { counts: number[] }[] };
  return { ...series, lines: series.lines.map(({ counts, ...line }) => ({ ...line, points: densePoints(series.buckets, counts) })) } as unknown as Series;
}
