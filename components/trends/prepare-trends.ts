import type { Outputs } from "@/components/api/api-provider";
import type { ChartSeries } from "@/components/charts/chart-series";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";
import type { Bucket } from "@/server/core/trends/buckets";
import { sayAnnotation } from "@/server/core/trends/shown-annotation";
import type { Measure } from "@/server/core/trends/coverage-filter";

export type Series = Outputs["trends"]["series"];
export type Previous = NonNullable<Outputs["trends"]["previous"]>;
export type Peaks = Outputs["trends"]["peaks"];

const PREVIOUS_SUFFIX = "~before";

/** The theme that a line of the chart shows, and whether it is that of the period before. */
export const themeOfLine = (lineId: string): { themeId: string; isPrevious: boolean } => ({ themeId: lineId.replace(PREVIOUS_SUFFIX, ""), isPrevious: lineId.endsWith(PREVIOUS_SUFFIX) });

const inWords = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const fullDay = inWords({ day: "numeric", month: "short", year: "numeric" });
const month = inWords({ month: "long", year: "numeric" });

/** A day as people write it: 4 Mar 2025. */
export const sayDay = (day: string): string => fullDay.format(new Date(`${day}T00:00:00Z`));

/** A bucket's whole period in words. */
export function bucketLabel(start: string, bucket: Bucket): string {
  const at = new Date(`${start}T00:00:00Z`);
  if (bucket === "day") return fullDay.format(at);
  if (bucket === "week") return `Week of ${fullDay.format(at)}`;
  if (bucket === "month") return month.format(at);
  return `Quarter ${Math.floor(at.getUTCMonth() / 3) + 1} of ${at.getUTCFullYear()}`;
}

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
  return `“${title}” (${outlet}), ${articles === 1 ? (of === 1 ? "the only article" : `the first of ${formatCount(of)} articles, each a story of its own`) : `${formatOf(articles, of)} articles carry it`}`;
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
  if (!first || first.now.count === 0) return { headline: `No theme was found in the ${formatCount(series.buckets[last]!.total)} ${series.unit} of ${period(series, last)}`, standfirst: null };
  const level = rest.filter(({ now }) => now.count === first.now.count);
  const second = rest.find(({ now }) => now.count > 0 && now.count < first.now.count);
  const next = second ? ` ${second.theme.name} came next with ${formatShare(second.now.share)} (${formatOf(second.now.count, second.now.total)}).` : "";
  const base = formatOf(first.now.count, first.now.total);
  if (level.length > 0) {
    const names = [first, ...level].map(({ theme }) => theme.name);
    return { headline: `${names.slice(0, -1).join(", ")} and ${names.at(-1)} each took ${formatShare(first.now.share)} of coverage in ${period(series, last)}`, standfirst: `${base} ${series.unit} each.${next}` };
  }
  const previous = series.buckets[last - 1];
  const before = previous?.state === "complete" && !previous.cut ? first.before : undefined;
  return { headline: `${first.theme.name} took ${formatShare(first.now.share)} of coverage in ${period(series, last)}${change(first.now.share, before?.share)}`, standfirst: `${base} ${series.unit}.${next}` };
}

function period(series: Series, index: number): string {
  const label = bucketLabel(series.buckets[index]!.start, series.bucket);
  return series.bucket === "week" ? `the w${label.slice(1)}` : series.bucket === "quarter" ? `q${label.slice(1)}` : label;
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
    `Base: ${formatCount(method.denominator)} ${series.unit} under this filter, ${sayDay(series.from)} to ${sayDay(series.to)}.`,
    processed === null ? "" : processed === 100 ? "All articles are processed." : `${processed} % of the articles are processed (${formatOf(method.processed, method.articles)}).`,
    method.undated > 0 ? `${formatCount(method.undated)} ${method.undated === 1 ? "article has" : "articles have"} no date and ${method.undated === 1 ? "is" : "are"} not counted.` : "",
    `Days are cut in ${method.timeZone}; weeks begin on ${["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][method.weekStart]}.`,
    `Generated ${method.generatedAt.slice(0, 16).replace("T", " ")} UTC.`,
  ].filter(Boolean);
}
