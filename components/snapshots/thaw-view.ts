import type { ChartSeries } from "@/components/charts/chart-series";
import { chartSeries, headline, type Peaks, type Previous, type Said, type Series } from "@/components/trends/prepare-trends";
import { pointKey } from "@/server/core/snapshots/point-key";
import type { FrozenArticle, FrozenView } from "@/server/core/snapshots/snapshot-shape";
import type { SeriesPoint } from "@/server/core/trends/coverage-series";

const points = (counts: readonly number[], buckets: readonly { total: number }[]): SeriesPoint[] =>
  buckets.map(({ total }, at) => {
    const count = counts[at] ?? 0;
    return { count, total, share: total === 0 ? null : count / total };
  });

/** A frozen view in the form that the screen's own words and charts read; its themes go by their place in it. */
export function thawSeries(view: FrozenView): Series {
  return {
    from: view.from,
    to: view.to,
    bucket: view.bucket,
    legalBuckets: [view.bucket],
    unit: view.unit,
    buckets: view.buckets,
    lines: view.lines.map(({ key, name, markIndex, version, counts, rejected, addedByHand }) => ({
      theme: { id: key, name, markIndex, asksStance: false, versionId: key, versionNumber: version },
      points: points(counts, view.buckets),
      rejected,
      addedByHand,
    })),
    annotations: view.annotations.map(({ line, ...note }, at) => ({ id: `n${at}`, themeId: line, ...note })),
    ruleChanges: view.ruleChanges.map(({ name, ...change }) => ({ themeId: "", themeName: name, ...change })),
    method: { ...view.method, generatedAt: view.asOf, backfills: view.method.backfills.map(({ name, ...run }) => ({ themeId: name, themeName: name, ...run })) },
  };
}

export function thawPrevious({ previous }: FrozenView): Previous | undefined {
  if (!previous?.buckets.some(({ total }) => total > 0)) return undefined;
  return { from: previous.from, to: previous.to, buckets: previous.buckets, lines: previous.lines.map(({ key, counts }) => ({ themeId: key, points: points(counts, previous.buckets) })) };
}

const thawPeaks = ({ peaks }: FrozenView): Peaks => peaks.map(({ line, start, ...story }) => ({ themeId: line, start, story: { articleId: "", ...story } }));

/** More lines than this are read one by one, as on the Trends screen. */
const MOST_TOGETHER = 5;

export const isCrowded = (view: FrozenView): boolean => view.lines.length > MOST_TOGETHER;

/** What the line chart of a frozen view is given; `withBefore` keeps the pale lines that a crowded chart leaves out. */
export function thawChart(view: FrozenView, withBefore = false): ChartSeries {
  const chart = chartSeries(thawSeries(view), view.measure, { previous: thawPrevious(view), peaks: thawPeaks(view), smooth: view.smooth });
  return isCrowded(view) && !withBefore ? { ...chart, lines: chart.lines.filter((line) => !line.previous) } : chart;
}

/** The title that somebody gave the view, or the sentence that its numbers make. */
export function viewHeadline(view: FrozenView): Said {
  const said = headline(thawSeries(view));
  return view.title ? { headline: view.title, standfirst: [said.headline, said.standfirst].filter(Boolean).join(". "), parts: [said.headline, ...(said.standfirst ? [". ", ...said.parts] : [])] } : said;
}

export interface FrozenPoint {
  line: FrozenView["lines"][number];
  bucketIndex: number;
  count: number;
  total: number;
  /** The articles that were kept; fewer than `count` when there were too many to keep. */
  articles: FrozenArticle[];
}

/** What is behind a point of a frozen view. */
export function frozenPoint(view: FrozenView, lineKey: string, bucketIndex: number): FrozenPoint | null {
  const line = view.lines.find(({ key }) => key === lineKey);
  const bucket = view.buckets[bucketIndex];
  if (!line || !bucket) return null;
  const articles = (view.evidence.points[pointKey(lineKey, bucket.start)] ?? []).flatMap((at) => view.evidence.articles[at] ?? []);
  return { line, bucketIndex, count: line.counts[bucketIndex] ?? 0, total: bucket.total, articles };
}
