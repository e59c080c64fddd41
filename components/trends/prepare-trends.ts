import type { Outputs } from "@/components/api/api-provider";
import type { ChartSeries } from "@/components/charts/chart-series";
import { formatOf, formatShare } from "@/components/charts/format-value";
import { bucketLabel, sayBucket, sayDay, sayDays, sayWhen } from "@/components/charts/say-days";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";
import { sayAnnotation } from "@/server/core/trends/shown-annotation";
import type { Measure } from "@/server/core/trends/coverage-filter";

export type Series = Outputs["trends"]["series"];
export type Previous = NonNullable<Outputs["trends"]["previous"]>;
export type Peaks = Outputs["trends"]["peaks"];

const PREVIOUS_SUFFIX = "~before";

/** The theme that a line of the chart shows, and whether it is that of the period before. */
export const themeOfLine = (lineId: string): { themeId: string; isPrevious: boolean } => ({ themeId: lineId.replace(PREVIOUS_SUFFIX, ""), isPrevious: lineId.endsWith(PREVIOUS_SUFFIX) });

/** What the chart and its table are given; with the period before as pale lines, and the stories behind the peaks. */
export function chartSeries(series: Series, measure: Measure, { previous, peaks }: { previous?: Previous; peaks?: Peaks } = {}): ChartSeries {
  const indexOf = (day: string) => {
    const after = series.buckets.findIndex(({ start }) => start > day);
    return after === -1 ? series.buckets.length - 1 : Math.max(0, after - 1);
  };
  const names = new Map(series.lines.map(({ theme }) => [theme.id, theme.name]));
  return {
    measure,
    interval: series.bucket,
    unit: series.unit,
    buckets: series.buckets.map((bucket) => ({
      start: bucket.start,
      label: bucketLabel(bucket.start, series.bucket),
      state: bucket.state,
      elapsed: bucket.elapsed,
      cut: bucket.cut,
      reason: bucketReason(bucket),
    })),
    lines: [
      ...series.lines.map(({ theme, points }) => ({ id: theme.id, name: theme.name, markIndex: theme.markIndex, points })),
      ...series.lines.flatMap(({ theme }) => {
        const before = previous?.lines.find(({ themeId }) => themeId === theme.id);
        return before ? [{ id: `${theme.id}${PREVIOUS_SUFFIX}`, name: `${theme.name}, before`, markIndex: theme.markIndex, points: before.points, previous: true, states: previous!.buckets.map(({ state }) => state) }] : [];
      }),
    ],
    peaks: peaks?.map(({ themeId, start, story }) => ({ lineId: themeId, bucketIndex: series.buckets.findIndex((bucket) => bucket.start === start), text: peakWords(story) })),
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

function peakWords({ title, outlet, articles, of }: Peaks[number]["story"]): string {
  return `“${title}” (${outlet}), ${articles === 1 ? (of === 1 ? "the only article" : `the first of ${countNoun(of, "article")}, each a story of its own`) : `${countOf(articles, of, "article")} carry it`}`;
}

function bucketReason(bucket: Series["buckets"][number]): string | undefined {
  if (bucket.collected === undefined) return undefined;
  const part = `About ${Math.round(bucket.collected * 100)} % of the usual coverage was collected.`;
  return [part, ...bucket.reasons].join(" ");
}

/** The chart's message as a headline: the theme with the largest share in the last complete bucket, always with its base. */
export function headline(series: Series): { headline: string; standfirst: string | null } {
  const last = series.buckets.findLastIndex(({ state, total, cut }) => state === "complete" && total > 0 && !cut);
  if (last === -1 || series.lines.length === 0) return { headline: "Trends", standfirst: null };
  const ranked = series.lines.map(({ theme, points }) => ({ theme, now: points[last]!, before: points[last - 1] })).sort((a, b) => b.now.count - a.now.count);
  const [first, ...rest] = ranked;
  const label = bucketLabel(series.buckets[last]!.start, series.bucket);
  const unit = unitNoun(series.unit);
  if (!first || first.now.count === 0) return { headline: `No theme was found in the ${countNoun(series.buckets[last]!.total, unit)} of ${sayBucket(label, series.bucket)}`, standfirst: null };
  const level = rest.filter(({ now }) => now.count === first.now.count);
  const second = rest.find(({ now }) => now.count > 0 && now.count < first.now.count);
  const next = second ? ` ${second.theme.name} came next with ${formatShare(second.now.share)} (${formatOf(second.now.count, second.now.total)}).` : "";
  const base = countOf(first.now.count, first.now.total, unit);
  if (level.length > 0) {
    const names = [first, ...level].map(({ theme }) => theme.name);
    return { headline: `${names.slice(0, -1).join(", ")} and ${names.at(-1)} each took ${formatShare(first.now.share)} of coverage ${sayWhen(label, series.bucket)}`, standfirst: `${base} each.${next}` };
  }
  const previous = series.buckets[last - 1];
  const before = previous?.state === "complete" && !previous.cut ? first.before : undefined;
  return { headline: `${first.theme.name} took ${formatShare(first.now.share)} of coverage ${sayWhen(label, series.bucket)}${change(first.now.share, before?.share)}`, standfirst: `${base}.${next}` };
}

function change(now: number | null, before: number | null | undefined): string {
  if (now === null || before === null || before === undefined) return "";
  if (formatShare(now) === formatShare(before)) return `, as in the one before`;
  return `, ${now > before ? "up" : "down"} from ${formatShare(before)}`;
}

/** Law 4: what the numbers rest on, in sentences that stand under every chart. */
export function methodSentences(series: Series): string[] {
  const { method } = series;
  const processed = method.articles === 0 ? null : Math.floor((method.processed / method.articles) * 1_000) / 10;
  return [
    `Rules: ${series.lines.map(({ theme }) => `${theme.name} v${theme.versionNumber}`).join(", ") || "none"}.`,
    `Base: ${countNoun(method.denominator, unitNoun(series.unit))} under this filter, ${sayDays(series.from, series.to)}.`,
    processed === null ? "" : processed === 100 ? "All articles are processed." : `${processed} % of the articles are processed (${formatOf(method.processed, method.articles)}).`,
    method.undated > 0 ? `${countNoun(method.undated, "article")} ${method.undated === 1 ? "has" : "have"} no date and ${method.undated === 1 ? "is" : "are"} not counted.` : "",
    `Days are cut in ${method.timeZone}; weeks begin on ${["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][method.weekStart]}.`,
    `Generated ${method.generatedAt.slice(0, 16).replace("T", " ")} UTC.`,
  ].filter(Boolean);
}
