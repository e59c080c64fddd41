import { drawnValue, isOpen, unfinishedLabel, type ChartLine, type ChartSeries } from "@/components/charts/chart-series";
import { formatCount } from "@/components/charts/format-value";
import { placeLabels } from "@/components/charts/place-labels";
import { estimateTextPx, prepareTimeTicks, prepareValueAxis, type TimeTick, type ValueTick } from "@/components/charts/prepare-axis";
import { prepareEndLabels, type EndLabel } from "@/components/charts/prepare-end-labels";
import { themeMark, type ThemeMark } from "@/components/charts/theme-marks";
import { thinPoints } from "@/components/charts/thin-points";
import { countNoun } from "@/server/core/text/count-noun";
import { sayCollected } from "@/server/core/trends/say-collected";

export type PlotBox = { left: number; top: number; width: number; height: number };
export type PreparedBand = {
  from: number;
  to: number;
  kind: "gap" | "partial";
  /** Drawn on it where there is room. */
  words: string;
  /** How much was collected and why not all, for the words under the chart; the why is that of its first bucket. */
  reason: string;
  left: number;
  width: number;
};
/** How much everything of a share is, per bucket: an area under the axis, from its own zero. */
export type PreparedBase = { path: string; top: number; height: number };
export type PreparedPoint = { index: number; x: number; y: number; unfinished: boolean };
export type PreparedLine = {
  id: string;
  name: string;
  mark: ThemeMark;
  previous: boolean;
  /** Its value in each bucket that is over; null at gaps, open buckets and shares of nothing. */
  finished: (number | null)[];
  /** The finished part as an svg path, broken where it is null; a lone point draws nothing. */
  path: string;
  /** The unfinished parts, each beginning at the finished point before it, so that the two meet. */
  unfinished: PreparedPoint[][];
  /** Points without a drawn neighbour: a line of one point is invisible, so they are dots. */
  lone: PreparedPoint[];
  /** A few points that carry the marker, so that lines can be told apart without colour. */
  markers: PreparedPoint[];
};
export type PreparedNote = { key: string; sign: string; kind: "annotation" | "peak" | "rule"; text: string; index: number; toIndex: number; x: number; y: number; signX: number };

export type PreparedSeries = {
  width: number;
  height: number;
  plot: PlotBox;
  /** Ends of the x axis, in bucket numbers; a bucket is a band around its number. */
  domain: [number, number];
  stepPx: number;
  strokePx: number;
  valueAxis: { max: number; ticks: ValueTick[]; title: string };
  timeTicks: TimeTick[];
  bucketCount: number;
  lines: PreparedLine[];
  bands: PreparedBand[];
  base: PreparedBase | null;
  unfinished: { index: number; x: number; label: string } | null;
  notes: PreparedNote[];
  endLabels: EndLabel[];
  /** Where the way from the points to their labels begins: at the end of the axis, or beside a point that stands alone. */
  labelsFromX: number;
  /** True when names do not fit beside the lines: ends carry a number, and the key under the chart names it. */
  numbered: boolean;
  hiddenLabelCount: number;
  empty: boolean;
};

const LEAST_AXIS_LEFT_PX = 44;
const AXIS_FONT_PX = 12;
const AXIS_BOTTOM_PX = 40;
const BASE_PX = 26;
/** Lower charts have no room for it. */
const LEAST_WITH_BASE_PX = 300;
const TOP_PX = 40;
const EDGE_PX = 14;
/** Right of a plot whose labels stand inside it, beside the points of its only bucket. */
const RIGHT_PX = 16;
const NARROW_PX = 560;
const MARKERS_PER_LINE = 7;
/** Clear of the marker of a single point. */
const ALONE_PX = 6;

/** Pixel of a bucket's middle. */
export function xOfBucket(prepared: Pick<PreparedSeries, "plot" | "domain">, index: number): number {
  const [from, to] = prepared.domain;
  return prepared.plot.left + ((index - from) / (to - from)) * prepared.plot.width;
}

/** Pixel of a value. */
export function yOfValue(prepared: Pick<PreparedSeries, "plot" | "valueAxis">, value: number): number {
  return prepared.plot.top + prepared.plot.height * (1 - value / prepared.valueAxis.max);
}

/** The bucket under a pixel, clamped to the axis. */
export function bucketAtX(prepared: Pick<PreparedSeries, "plot" | "domain" | "bucketCount">, x: number): number {
  const [from, to] = prepared.domain;
  const at = from + ((x - prepared.plot.left) / prepared.plot.width) * (to - from);
  return Math.max(0, Math.min(prepared.bucketCount - 1, Math.round(at)));
}

/**
 * Decides everything that a line chart draws, in pixels of a box of `size`; the component only draws it.
 * Gaps and shares of nothing are breaks; unfinished buckets are parts of their own that begin at the point before them.
 */
export function prepareSeries(series: ChartSeries, size: { width: number; height: number }): PreparedSeries {
  const bucketCount = series.buckets.length;
  const values = series.lines.map((line) => series.buckets.map((_, index) => drawnValue(series, line, index)));
  const largest = values.reduce((most, row) => row.reduce<number>((m, value) => (value !== null && value > m ? value : m), most), 0);
  const totals = series.measure === "share" && size.height >= LEAST_WITH_BASE_PX ? baseOf(series) : [];
  const mostTotal = Math.max(0, ...totals);
  const plotHeight = Math.max(40, size.height - TOP_PX - AXIS_BOTTOM_PX - (mostTotal > 0 ? BASE_PX + 6 : 0));
  const valueAxis = { ...prepareValueAxis(largest, series.measure, plotHeight), title: axisTitle(series, mostTotal) };
  const numbered = size.width < NARROW_PX;

  const labelColumn = prepareEndLabels({
    series,
    values,
    maxWidthPx: numbered ? (series.lines.length > 9 ? 40 : 32) : Math.min(270, Math.max(110, size.width * 0.24)),
    numbered,
    toY: (value) => TOP_PX + plotHeight * (1 - value / valueAxis.max),
    // Labels beside a single point stand inside the plot, clear of its axis.
    range: { top: TOP_PX - 8, bottom: TOP_PX + plotHeight + (bucketCount > 1 ? 8 : -4) },
  });

  const left = Math.max(LEAST_AXIS_LEFT_PX, ...valueAxis.ticks.map((tick) => Math.ceil(estimateTextPx(tick.label, AXIS_FONT_PX) * 1.05) + 12));
  const plot: PlotBox = { left, top: TOP_PX, width: Math.max(60, size.width - left - (bucketCount > 1 ? labelColumn.widthPx : RIGHT_PX)), height: plotHeight };
  const padding = Math.min(0.5, (EDGE_PX * Math.max(1, bucketCount - 1)) / Math.max(1, plot.width - 2 * EDGE_PX));
  const domain: [number, number] = bucketCount > 1 ? [-padding, bucketCount - 1 + padding] : [-0.5, 0.5];
  const stepPx = plot.width / (domain[1] - domain[0]);
  const frame = { plot, domain, valueAxis, stepPx };
  const xs = series.buckets.map((_, index) => inTenths(xOfBucket(frame, index)));
  const lastUnfinished = series.buckets.findLastIndex((bucket) => bucket.state === "unfinished");
  const unfinishedBucket = series.buckets[lastUnfinished];

  return {
    ...frame,
    width: size.width,
    height: size.height,
    strokePx: stepPx < 3 ? 1.25 : series.lines.length > 6 ? 1.75 : 2.25,
    timeTicks: prepareTimeTicks(series.buckets.map((bucket) => bucket.start), series.interval, stepPx),
    bucketCount,
    lines: series.lines.map((line, at) => prepareLine(series, line, values[at] ?? [], at, frame, xs)),
    bands: prepareBands(series, frame),
    base: mostTotal > 0 ? { path: printBase(totals, mostTotal, frame, size.height - BASE_PX), top: size.height - BASE_PX, height: BASE_PX } : null,
    unfinished: unfinishedBucket ? { index: lastUnfinished, x: xOfBucket(frame, lastUnfinished), label: unfinishedLabel(unfinishedBucket) } : null,
    notes: prepareNotes(series, values, frame),
    endLabels: labelColumn.labels,
    labelsFromX: bucketCount > 1 ? plot.left + plot.width : xOfBucket(frame, 0) + ALONE_PX,
    numbered,
    hiddenLabelCount: labelColumn.hiddenCount,
    empty: values.every((row) => row.every((value) => value === null)),
  };
}

function axisTitle(series: ChartSeries, mostTotal: number): string {
  const unit = series.unit ?? "articles";
  const what = series.measure === "share" ? `Share of all ${unit} per ${series.interval}` : `${unit[0]?.toUpperCase() ?? ""}${unit.slice(1)} per ${series.interval}`;
  const mean = series.smoothedPeriods ? `, moving mean of ${countNoun(series.smoothedPeriods, series.interval)}` : "";
  return `${what}${mean}${mostTotal > 0 ? `; grey below: all ${unit}, at most ${formatCount(mostTotal)} a ${series.interval}` : ""}`;
}

/** Everything that was counted, per bucket; the same for all lines. */
const baseOf = (series: ChartSeries): number[] => series.lines.find((line) => !line.previous)?.points.slice(0, series.buckets.length).map(({ total }) => total) ?? [];

/** Steps rather than a line: each bucket has its own base. */
function printBase(totals: readonly number[], most: number, frame: Pick<PreparedSeries, "plot" | "domain">, top: number): string {
  const bottom = top + BASE_PX;
  const edge = (index: number) => tenths(Math.min(frame.plot.left + frame.plot.width, Math.max(frame.plot.left, xOfBucket(frame, index - 0.5))));
  return `M${edge(0)},${bottom}${totals.map((total, index) => `V${tenths(bottom - (total / most) * BASE_PX)}H${edge(index + 1)}`).join("")}V${bottom}Z`;
}

/** Tenths of a pixel are finer than any screen, and half as long to write. */
const tenths = (px: number) => Math.round(px * 10) / 10;

const written: string[] = [];
/** The same as written in a path; one chart asks for the few thousand that there are many times over. */
function inTenths(px: number): string {
  const count = Math.round(px * 10);
  return (written[count] ??= String(count / 10));
}

function printPath(finished: readonly (number | null)[], frame: Pick<PreparedSeries, "plot" | "valueAxis" | "stepPx">, xs: readonly string[]): string {
  let path = "";
  let isDrawing = false;
  for (const index of thinPoints(finished, frame.stepPx)) {
    const value = finished[index] ?? null;
    if (value !== null) path += `${isDrawing ? "L" : "M"}${xs[index]},${inTenths(yOfValue(frame, value))}`;
    isDrawing = value !== null;
  }
  return path;
}

function prepareLine(series: ChartSeries, line: ChartLine, values: readonly (number | null)[], at: number, frame: Pick<PreparedSeries, "plot" | "domain" | "valueAxis" | "stepPx">, xs: readonly string[]): PreparedLine {
  const pointAt = (index: number): PreparedPoint => ({
    index,
    x: xOfBucket(frame, index),
    y: yOfValue(frame, values[index] ?? 0),
    unfinished: isOpen(series, line, index),
  });
  const finished = [...values];
  const drawn: number[] = [];
  const lone = new Set<number>();
  values.forEach((value, index) => {
    if (value === null) return;
    drawn.push(index);
    if (isOpen(series, line, index)) finished[index] = null;
    if ((values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null) lone.add(index);
  });
  const stride = Math.max(1, Math.ceil(series.buckets.length / MARKERS_PER_LINE));
  // Each line starts its markers elsewhere, so that those of close lines do not pile up.
  const phase = Math.floor((at / series.lines.length) * stride);
  const marked = line.previous ? [] : drawn.filter((index) => (index % stride === phase || index === drawn.at(-1)) && !lone.has(index));
  return {
    id: line.id,
    name: line.name,
    mark: themeMark(line.markIndex),
    previous: line.previous ?? false,
    finished,
    path: printPath(finished, frame, xs),
    unfinished: findUnfinishedRuns(series, line, drawn).map((run) => run.map(pointAt)),
    lone: [...lone].map(pointAt),
    markers: marked.map(pointAt),
  };
}

/** Runs of drawn open buckets, each with the drawn bucket just before it, or just after it when it begins the line. */
function findUnfinishedRuns(series: ChartSeries, line: ChartLine, drawn: readonly number[]): number[][] {
  const runs: number[][] = [];
  drawn.forEach((index, at) => {
    if (!isOpen(series, line, index)) return;
    const before = drawn[at - 1];
    const run = runs.at(-1);
    if (before !== index - 1) runs.push([index]);
    else if (run?.at(-1) === before) run.push(index);
    else runs.push([before, index]);
    if (drawn[at + 1] === index + 1 && !isOpen(series, line, index + 1)) runs.at(-1)?.push(index + 1);
  });
  return runs;
}

function prepareBands(series: ChartSeries, frame: Pick<PreparedSeries, "plot" | "domain">): PreparedBand[] {
  const runs: Omit<PreparedBand, "left" | "width" | "reason">[] = [];
  series.buckets.forEach((bucket, index) => {
    if (bucket.state !== "gap" && bucket.state !== "partial") return;
    const words = bucket.state === "gap" ? "not collected" : "partly collected";
    const reason = bucket.reason ?? words;
    const last = runs.at(-1);
    if (last && last.to === index - 1 && last.kind === bucket.state) {
      last.to = index;
      if (last.words !== reason) last.words = words;
    } else runs.push({ from: index, to: index, kind: bucket.state, words: reason });
  });
  const right = frame.plot.left + frame.plot.width;
  return runs.map((run) => {
    const left = Math.max(frame.plot.left, xOfBucket(frame, run.from - 0.5));
    return { ...run, reason: sayRun(series.buckets.slice(run.from, run.to + 1)), left, width: Math.max(2, Math.min(right, xOfBucket(frame, run.to + 0.5)) - left) };
  });
}

function sayRun(buckets: ChartSeries["buckets"]): string {
  const parts = buckets.flatMap(({ collected }) => collected ?? []);
  return [parts.some((part) => part > 0) ? sayCollected(Math.min(...parts), Math.max(...parts)) : "", buckets[0]?.reason ?? ""].filter(Boolean).join(" ");
}

const FLAG_PX = 18;

/** Annotations are numbered, peaks lettered; rule changes share one sign on the axis. All are spelled out under the chart. */
function prepareNotes(series: ChartSeries, values: readonly (readonly (number | null)[])[], frame: Pick<PreparedSeries, "plot" | "domain" | "valueAxis">): PreparedNote[] {
  const note = (kind: PreparedNote["kind"], key: string, sign: string, text: string, index: number, y: number, toIndex = index): PreparedNote => {
    const x = xOfBucket(frame, index);
    return { key, sign, kind, text, index, toIndex, x, y, signX: x };
  };
  const inside = (index: number) => Number.isInteger(index) && index >= 0 && index < series.buckets.length;
  const { left, top, width, height } = frame.plot;

  const flags = (series.annotations ?? [])
    .filter((annotation) => inside(annotation.fromIndex))
    .toSorted((a, b) => a.fromIndex - b.fromIndex)
    .map((annotation, at) => {
      const toIndex = Math.max(annotation.fromIndex, Math.min(series.buckets.length - 1, annotation.toIndex ?? annotation.fromIndex));
      return note("annotation", annotation.id, String(at + 1), annotation.text, annotation.fromIndex, top, toIndex);
    });
  const { placed } = placeLabels(
    flags.map((flag) => ({ id: flag.key, y: flag.x, height: FLAG_PX })),
    { top: left - FLAG_PX / 2, bottom: left + width + FLAG_PX / 2 },
  );
  const xOf = new Map(placed.map((flag) => [flag.id, flag.y]));

  const peaks = (series.peaks ?? []).flatMap((peak, at) => {
    const value = values[series.lines.findIndex((line) => line.id === peak.lineId)]?.[peak.bucketIndex] ?? null;
    if (value === null) return [];
    return [note("peak", `peak-${at}`, String.fromCodePoint(65 + (at % 26)), peak.text, peak.bucketIndex, yOfValue(frame, value))];
  });
  const rules = (series.ruleChanges ?? [])
    .filter((change) => inside(change.bucketIndex))
    .map((change, at) => note("rule", `rule-${at}`, "▲", change.text, change.bucketIndex, top + height));
  return [...flags.map((flag) => Object.assign(flag, { signX: xOf.get(flag.key) ?? flag.x })), ...peaks, ...rules];
}
