import type { Outputs } from "@/components/api/api-provider";
import type { ChartLine, ChartSeries } from "@/components/charts/chart-series";
import { formatOf, formatShare } from "@/components/charts/format-value";
import { bucketLabel, sayBucket, sayDay, sayDays, sayWhen } from "@/components/charts/say-days";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";
import { sayAnnotation } from "@/server/core/trends/shown-annotation";
import type { Measure } from "@/server/core/trends/coverage-filter";
import { sayCollected } from "@/server/core/trends/say-collected";
import { SMOOTHED_PERIODS, smoothPoints } from "@/server/core/trends/smooth-points";

export type Series = Outputs["trends"]["series"];
export type Previous = NonNullable<Outputs["trends"]["previous"]>;
export type Peaks = Outputs["trends"]["peaks"];

const PREVIOUS_SUFFIX = "~before";

/** Reasons of a gap that are told in full; the others stand with the outlets. */
const REASONS_TOLD = 2;

/** A theme with fewer than these is named, but nothing is read from their rise or fall. */
const TOO_FEW = 5;

/** The theme that a line of the chart shows, and whether it is that of the period before. */
export const themeOfLine = (lineId: string): { themeId: string; isPrevious: boolean } => ({ themeId: lineId.replace(PREVIOUS_SUFFIX, ""), isPrevious: lineId.endsWith(PREVIOUS_SUFFIX) });

/** What the chart and its table are given; with the period before as pale lines, and the stories behind the peaks. */
export function chartSeries(series: Series, measure: Measure, { previous, peaks, smooth }: { previous?: Previous; peaks?: Peaks; smooth?: "mean" } = {}): ChartSeries {
  const periods = SMOOTHED_PERIODS[series.bucket];
  const smoothed = (points: Series["lines"][number]["points"], buckets: Series["buckets"]) => smooth && meanOf(points, buckets, measure, periods);
  const indexOf = (day: string) => {
    const after = series.buckets.findIndex(({ start }) => start > day);
    return after === -1 ? series.buckets.length - 1 : Math.max(0, after - 1);
  };
  const names = new Map(series.lines.map(({ theme }) => [theme.id, theme.name]));
  return {
    measure,
    interval: series.bucket,
    unit: series.unit,
    smoothedPeriods: smooth && periods,
    buckets: series.buckets.map((bucket) => ({
      start: bucket.start,
      label: bucketLabel(bucket.start, series.bucket),
      state: bucket.state,
      elapsed: bucket.elapsed,
      cut: bucket.cut,
      collected: bucket.collected,
      reason: bucketReason(bucket),
    })),
    lines: [
      ...series.lines.map(({ theme, points }) => ({ id: theme.id, name: theme.name, markIndex: theme.markIndex, points, smoothed: smoothed(points, series.buckets) })),
      ...series.lines.flatMap(({ theme }) => {
        const before = previous?.lines.find(({ themeId }) => themeId === theme.id);
        return before ? [{ id: `${theme.id}${PREVIOUS_SUFFIX}`, name: `${theme.name}, before`, markIndex: theme.markIndex, points: before.points, smoothed: smoothed(before.points, previous!.buckets), previous: true, states: previous!.buckets.map(({ state }) => state) }] : [];
      }),
    ],
    peaks: (smooth ? undefined : peaks)?.map(({ themeId, start, story }) => ({ lineId: themeId, bucketIndex: series.buckets.findIndex((bucket) => bucket.start === start), text: peakWords(story) })),
    annotations: series.annotations.map((note) => ({
      id: note.id,
      fromIndex: indexOf(note.fromDay < series.from ? series.from : note.fromDay),
      toIndex: note.toDay ? indexOf(note.toDay) : undefined,
      text: note.themeId ? `${names.get(note.themeId) ?? "One theme"}: ${sayAnnotation(note)}` : sayAnnotation(note),
      lineId: note.themeId ?? undefined,
    })),
    ruleChanges: series.ruleChanges.map((change) => ({ bucketIndex: indexOf(change.day), text: `${change.themeName}: rule version ${change.number} from ${sayDay(change.day)}. ${change.reason}` })),
  };
}

/** The same chart in the other measure: what no moving mean changes stays as it is. */
export function inMeasure(chart: ChartSeries, measure: Measure, series: Series, previous?: Previous): ChartSeries {
  if (chart.measure === measure) return chart;
  const periods = chart.smoothedPeriods;
  if (!periods) return { ...chart, measure };
  return { ...chart, measure, lines: chart.lines.map((line) => ({ ...line, smoothed: meanOf(line.points, line.previous && previous ? previous.buckets : series.buckets, measure, periods) })) };
}

/** A line's moving mean over the periods that are whole. */
const meanOf = (points: ChartLine["points"], buckets: Series["buckets"], measure: Measure, periods: number) =>
  smoothPoints(points, (index) => buckets[index] !== undefined && !buckets[index].cut && (buckets[index].state === "complete" || buckets[index].state === "partial"), measure, periods);

function peakWords({ title, outlet, articles, of }: Peaks[number]["story"]): string {
  return `“${title}” (${outlet}), ${articles === 1 ? (of === 1 ? "the only article" : `the first of ${countNoun(of, "article")}, each a story of its own`) : `${countOf(articles, of, "article")} carry it`}`;
}

function bucketReason(bucket: Series["buckets"][number]): string | undefined {
  const told = bucket.reasons.slice(0, REASONS_TOLD);
  const rest = bucket.reasons.length - told.length;
  const said = [...told, ...(rest > 0 ? [`${countNoun(rest, "more gap")} of these days ${rest === 1 ? "stands" : "stand"} with the outlets.`] : [])];
  return said.length > 0 ? said.join(" ") : undefined;
}

/** Words of a sentence; with the point that they say, where it can be opened. */
export type SaidPart = string | { words: string; lineId: string; bucketIndex: number };

export interface Said {
  headline: string;
  standfirst: string | null;
  /** The standfirst again, with the numbers that open. */
  parts: SaidPart[];
}

const saying = (headline: string, parts: SaidPart[] = []): Said => ({ headline, standfirst: parts.map((part) => (typeof part === "string" ? part : part.words)).join("") || null, parts });

/**
 * The chart's message as a headline: the theme with the largest share in the last whole bucket, always with its base, and
 * with a word where not all was collected, or where the numbers are too small to speak of a rise or a fall.
 */
export function headline(series: Series): Said {
  const last = series.buckets.findLastIndex(({ state, total, cut }) => (state === "complete" || state === "partial") && total > 0 && !cut);
  if (last === -1 || series.lines.length === 0) return saying("Trends");
  const ranked = series.lines.map(({ theme, points }) => ({ theme, now: points[last]!, before: points[last - 1] })).sort((a, b) => b.now.count - a.now.count);
  const [first, ...rest] = ranked;
  const label = bucketLabel(series.buckets[last]!.start, series.bucket);
  const unit = unitNoun(series.unit);
  if (!first || first.now.count === 0) return saying(`No theme was found in the ${countNoun(series.buckets[last]!.total, unit)} of ${sayBucket(label, series.bucket)}`);
  const level = rest.filter(({ now }) => now.count === first.now.count);
  const second = rest.find(({ now }) => now.count > 0 && now.count < first.now.count);
  const next: SaidPart[] = second ? [` ${second.theme.name} came next with ${formatShare(second.now.share)} (`, { words: formatOf(second.now.count, second.now.total), lineId: second.theme.id, bucketIndex: last }, ")."] : [];
  const { state, collected } = series.buckets[last]!;
  const partly = state === "partial" ? ` ${collected === undefined ? "Not all was collected." : sayCollected(collected)}` : "";
  const few = first.now.count < TOO_FEW;
  const end = [...next, `${partly}${few ? " Too few to read a trend from." : ""}`];
  const base = countOf(first.now.count, first.now.total, unit);
  if (level.length > 0) {
    const names = [first, ...level].map(({ theme }) => theme.name);
    return saying(`${names.slice(0, -1).join(", ")} and ${names.at(-1)} each took ${formatShare(first.now.share)} of coverage ${sayWhen(label, series.bucket)}`, [`${base} each.`, ...end]);
  }
  const previous = series.buckets[last - 1];
  const before = !few && state === "complete" && previous?.state === "complete" && !previous.cut ? first.before : undefined;
  return saying(`${first.theme.name} took ${formatShare(first.now.share)} of coverage ${sayWhen(label, series.bucket)}${change(first.now.share, before?.share, series.bucket)}`, [{ words: base, lineId: first.theme.id, bucketIndex: last }, ".", ...end]);
}

function change(now: number | null, before: number | null | undefined, bucket: string): string {
  if (now === null || before === null || before === undefined) return "";
  if (formatShare(now) === formatShare(before)) return `, as in the ${bucket} before`;
  return `, ${now > before ? "up" : "down"} from ${formatShare(before)}`;
}

/** Law 4: what the numbers rest on, in sentences that stand under every chart. */
export function methodSentences(series: Series, smooth?: "mean"): string[] {
  const { method } = series;
  const processed = method.articles === 0 ? null : Math.floor((method.processed / method.articles) * 1_000) / 10;
  return [
    `Rules: ${series.lines.map(({ theme }) => `${theme.name} v${theme.versionNumber}`).join(", ") || "none"}.`,
    `Base: ${countNoun(method.denominator, unitNoun(series.unit))} under this filter, ${sayDays(series.from, series.to)}.`,
    smooth ? `Each point of a line is a mean of ${countNoun(SMOOTHED_PERIODS[series.bucket], series.bucket)}, the last of which it stands at; all other numbers are those of one ${series.bucket}.` : "",
    processed === null ? "" : processed === 100 ? "All articles are processed." : `${processed} % of the articles are processed (${formatOf(method.processed, method.articles)}).`,
    method.undated > 0 ? `${countNoun(method.undated, "article")} ${method.undated === 1 ? "has" : "have"} no date and ${method.undated === 1 ? "is" : "are"} not counted.` : "",
    `Days are cut in ${method.timeZone}; weeks begin on ${["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][method.weekStart]}.`,
    `Generated ${method.generatedAt.slice(0, 16).replace("T", " ")} UTC.`,
  ].filter(Boolean);
}
