import { drawnValue, type ChartSeries } from "@/components/charts/chart-series";
import { bucketAtX, xOfBucket, yOfValue, type PreparedSeries } from "@/components/charts/prepare-series";

export type Pointed = { lineIndex: number; bucketIndex: number };

/** Lines with a drawn point in a bucket, the highest first; ties keep the order of the lines. */
export function linesAtBucket(series: ChartSeries, bucketIndex: number): { lineIndex: number; value: number }[] {
  return series.lines
    .flatMap((line, lineIndex) => {
      const value = drawnValue(series, line, bucketIndex);
      return value === null ? [] : [{ lineIndex, value }];
    })
    .sort((a, b) => b.value - a.value);
}

/** What a pointer means: the bucket below it and the line whose point is nearest in height. Null outside the plot. */
export function pointAt(series: ChartSeries, prepared: PreparedSeries, x: number, y: number): (Pointed & { distancePx: number }) | null {
  const { plot } = prepared;
  const slackPx = 12;
  if (prepared.bucketCount === 0 || x < plot.left - slackPx || x > plot.left + plot.width + slackPx || y < plot.top - slackPx || y > plot.top + plot.height + slackPx) return null;
  const bucketIndex = bucketAtX(prepared, x);
  let nearest = { lineIndex: 0, distancePx: Number.POSITIVE_INFINITY };
  for (const { lineIndex, value } of linesAtBucket(series, bucketIndex)) {
    const distancePx = Math.hypot(yOfValue(prepared, value) - y, Math.max(0, Math.abs(xOfBucket(prepared, bucketIndex) - x) - prepared.stepPx / 2));
    if (distancePx < nearest.distancePx) nearest = { lineIndex, distancePx };
  }
  return { ...nearest, bucketIndex };
}

/** Where an arrow key leads. Left and right keep the line and visit gaps too; up and down go by height in the bucket. */
export function stepPointed(series: ChartSeries, from: Pointed, key: string): Pointed {
  const last = series.buckets.length - 1;
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case "ArrowLeft":
      return { ...from, bucketIndex: clamp(from.bucketIndex - 1) };
    case "ArrowRight":
      return { ...from, bucketIndex: clamp(from.bucketIndex + 1) };
    case "PageUp":
      return { ...from, bucketIndex: clamp(from.bucketIndex - 10) };
    case "PageDown":
      return { ...from, bucketIndex: clamp(from.bucketIndex + 10) };
    case "Home":
      return { ...from, bucketIndex: 0 };
    case "End":
      return { ...from, bucketIndex: last };
    case "ArrowUp":
    case "ArrowDown": {
      const ranked = linesAtBucket(series, from.bucketIndex);
      const order = ranked.length > 0 ? ranked.map((line) => line.lineIndex) : series.lines.map((_, index) => index);
      const at = order.indexOf(from.lineIndex);
      const next = at === -1 ? 0 : Math.max(0, Math.min(order.length - 1, at + (key === "ArrowUp" ? -1 : 1)));
      return { ...from, lineIndex: order[next] ?? from.lineIndex };
    }
    default:
      return from;
  }
}

/** The bucket of the next marked moment, or of the one before; a note of a range stands where it begins. Null without any. */
export function stepNote(prepared: Pick<PreparedSeries, "notes">, from: number, isBackwards: boolean): number | null {
  const marked = [...new Set(prepared.notes.map((note) => note.index))].sort((a, b) => (isBackwards ? b - a : a - b));
  return marked.find((index) => (isBackwards ? index < from : index > from)) ?? marked[0] ?? null;
}

/** Where the keyboard begins: the highest line in the last bucket that is over. */
export function firstPointed(series: ChartSeries): Pointed {
  const finished = series.buckets.findLastIndex((bucket, index) => bucket.state !== "unfinished" && bucket.state !== "gap" && linesAtBucket(series, index).length > 0);
  const bucketIndex = finished === -1 ? Math.max(0, series.buckets.length - 1) : finished;
  return { bucketIndex, lineIndex: linesAtBucket(series, bucketIndex)[0]?.lineIndex ?? 0 };
}
