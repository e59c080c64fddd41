import { cutLabel, drawnValue, isOpen, stateOf, unfinishedLabel, type ChartLine, type ChartSeries } from "@/components/charts/chart-series";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";

const NAMED_LINES = 6;

/** The value of one point in words, with its base: "4.1 % (52 of 1,268 articles)". Gaps and unfinished buckets say so. */
export function describePoint(series: ChartSeries, line: ChartLine, index: number): string {
  const bucket = series.buckets[index];
  const point = line.points[index];
  const unit = series.unit ?? "articles";
  if (!bucket || !point) return "no data";
  const state = stateOf(series, line, index);
  if (state === "gap") return `no data, ${bucket.reason ?? "not collected"}`;
  const base = `${formatOf(point.count, point.total)} ${unit}`;
  const value = series.measure === "share" ? `${formatShare(point.share)} (${base})` : base;
  const note = state === "unfinished" ? `, ${unfinishedLabel(bucket)}` : state === "partial" ? `, partly collected${bucket.reason ? `: ${bucket.reason}` : ""}` : "";
  return `${value}${note}${bucket.cut ? `, ${cutLabel(bucket.cut)}` : ""}`;
}

function describeLine(series: ChartSeries, line: ChartLine): string {
  const indexes = series.buckets.flatMap((_, index) => (!isOpen(series, line, index) && drawnValue(series, line, index) !== null ? [index] : []));
  const last = indexes.at(-1);
  if (last === undefined) return `${line.name}: nothing to draw`;
  const top = indexes.reduce((best, index) => ((drawnValue(series, line, index) ?? 0) > (drawnValue(series, line, best) ?? 0) ? index : best), last);
  const words = (index: number) => {
    const value = drawnValue(series, line, index) ?? 0;
    return series.measure === "share" ? formatShare(value) : formatCount(value);
  };
  const ends = `${line.name}: ${describePoint(series, line, last)} in ${series.buckets[last]?.label ?? ""}`;
  return top === last ? `${ends}, its highest` : `${ends}; highest ${words(top)} in ${series.buckets[top]?.label ?? ""}`;
}

/** What the chart shows, in sentences, for those who do not see it and for the caption of an export. */
export function describeSeries(series: ChartSeries): string {
  const { buckets } = series;
  const first = buckets[0];
  const last = buckets.at(-1);
  const unit = series.unit ?? "articles";
  if (!first || !last) return "There is no period to draw.";
  const lines = series.lines.filter((line) => !line.previous);
  const what = series.measure === "share" ? `share of all ${unit}` : `number of ${unit}`;
  const sentences = [
    `Line chart of the ${what} per ${series.interval}, ${first.label === last.label ? first.label : `${first.label} to ${last.label}`}, ${lines.length} ${lines.length === 1 ? "line" : "lines"}.`,
    ...lines.slice(0, NAMED_LINES).map((line) => `${describeLine(series, line)}.`),
  ];
  if (lines.length > NAMED_LINES) sentences.push(`${lines.length - NAMED_LINES} more lines are in the table.`);
  const gapCount = buckets.filter((bucket) => bucket.state === "gap").length;
  if (gapCount > 0) sentences.push(`${gapCount} ${gapCount === 1 ? series.interval : `${series.interval}s`} without data ${gapCount === 1 ? "is a gap" : "are gaps"}, not zero.`);
  if (last.state === "unfinished") sentences.push(`The last ${series.interval} is unfinished: ${unfinishedLabel(last)}.`);
  return sentences.join(" ");
}
