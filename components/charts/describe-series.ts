import { cutLabel, drawnValue, isOpen, sayMissing, stateOf, unfinishedLabel, type ChartLine, type ChartSeries } from "@/components/charts/chart-series";
import { formatShare } from "@/components/charts/format-value";
import { sayWhen } from "@/components/charts/say-days";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";

const NAMED_LINES = 6;

/** The value of one point in words, with its base: "4.1 % (52 of 1,268 articles)". Gaps and unfinished buckets say so. */
export function describePoint(series: ChartSeries, line: ChartLine, index: number): string {
  const bucket = series.buckets[index];
  const point = line.points[index];
  if (!bucket || !point) return "no data";
  const state = stateOf(series, line, index);
  if (state === "gap") return `no data, ${sayMissing(bucket) ?? "not collected"}`;
  const base = countOf(point.count, point.total, unitNoun(series.unit ?? "articles"));
  const value = series.measure === "share" ? `${formatShare(point.share)} (${base})` : base;
  const missing = sayMissing(bucket);
  const note = state === "unfinished" ? `, ${unfinishedLabel(bucket)}` : state === "partial" ? `, partly collected${missing ? `: ${missing}` : ""}` : "";
  return `${value}${note}${bucket.cut ? `, ${cutLabel(bucket.cut)}` : ""}`;
}

function describeLine(series: ChartSeries, line: ChartLine): string {
  const indexes = series.buckets.flatMap((_, index) => (!isOpen(series, line, index) && drawnValue(series, line, index) !== null ? [index] : []));
  const last = indexes.at(-1);
  if (last === undefined) return `${line.name}: nothing to draw`;
  const top = indexes.reduce((best, index) => ((drawnValue(series, line, index) ?? 0) > (drawnValue(series, line, best) ?? 0) ? index : best), last);
  const words = (index: number) => {
    const value = drawnValue(series, line, index) ?? 0;
    return series.measure === "share" ? formatShare(value) : countNoun(value, unitNoun(series.unit ?? "articles"));
  };
  const when = (index: number) => sayWhen(series.buckets[index]?.label ?? "", series.interval);
  const ends = `${line.name}: ${describePoint(series, line, last)} ${when(last)}`;
  return top === last ? `${ends}, its highest` : `${ends}; highest ${words(top)} ${when(top)}`;
}

/** What the chart shows, in sentences, for those who do not see it and for the caption of an export. */
export function describeSeries(drawn: ChartSeries): string {
  // Words and table tell the numbers of each period, whatever the lines take together.
  const series = { ...drawn, lines: drawn.lines.map((line) => ({ ...line, smoothed: undefined })) };
  const { buckets } = series;
  const first = buckets[0];
  const last = buckets.at(-1);
  const unit = series.unit ?? "articles";
  if (!first || !last) return "There is no period to draw.";
  const lines = series.lines.filter((line) => !line.previous);
  const what = series.measure === "share" ? `share of all ${unit}` : `number of ${unit}`;
  const sentences = [
    `Line chart of the ${what} per ${series.interval}, ${first.label === last.label ? first.label : `${first.label} to ${last.label}`}, ${countNoun(lines.length, "line")}.`,
    ...lines.slice(0, NAMED_LINES).map((line) => `${describeLine(series, line)}.`),
  ];
  if (drawn.smoothedPeriods) sentences.push(`The lines are drawn as moving means of ${countNoun(drawn.smoothedPeriods, series.interval)}; these numbers are those of each ${series.interval}.`);
  if (lines.length > NAMED_LINES) sentences.push(`${lines.length - NAMED_LINES} more ${lines.length - NAMED_LINES === 1 ? "line is" : "lines are"} in the table.`);
  const gapCount = buckets.filter((bucket) => bucket.state === "gap").length;
  if (gapCount > 0) sentences.push(`${countNoun(gapCount, series.interval)} without data ${gapCount === 1 ? "is a gap" : "are gaps"}, not zero.`);
  if (last.state === "unfinished") sentences.push(`The last ${series.interval} is unfinished: ${unfinishedLabel(last)}.`);
  return sentences.join(" ");
}
