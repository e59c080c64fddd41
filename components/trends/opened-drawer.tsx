"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { FoundArticleItem } from "@/components/articles/found-article-item";
import { formatShare } from "@/components/charts/format-value";
import { useWorkspace } from "@/components/session/workspace-context";
import { bucketLabel } from "@/components/charts/say-days";
import type { Previous, Series } from "@/components/trends/prepare-trends";
import type { OpenedPoint } from "@/components/trends/opened-point";
import { Drawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonText } from "@/components/ui/skeleton";
import { type ParsedFilterUrl, printFilterUrl } from "@/server/core/trends/filter-address";
import { countOf, unitNoun } from "@/server/core/text/count-noun";

export interface PointDrawerProps {
  series: Series;
  /** The period before, where its lines are shown. */
  previous?: Previous;
  state: ParsedFilterUrl;
  point: OpenedPoint | null;
  onClose: () => void;
}

/** What is behind a point: exactly the articles, or stories, that it counts, with the sentences that made them count. */
export function OpenedDrawer({ series: now, previous, state, point, onClose }: PointDrawerProps) {
  const isBefore = point !== null && previous !== undefined && !now.buckets.some(({ start }) => start === point.start);
  const series = isBefore ? earlierSeries(now, previous) : now;
  const index = point ? series.buckets.findIndex(({ start }) => start === point.start) : -1;
  const line = series.lines.find(({ theme }) => theme.id === point?.themeId);
  const isOpen = index >= 0 && line !== undefined;
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      kicker={isOpen ? bucketLabel(series.buckets[index]!.start, series.bucket) : undefined}
      title={line?.theme.name ?? ""}
      summary={isOpen ? <PointSummary series={series} index={index} lineIndex={series.lines.indexOf(line)} state={state} /> : undefined}
    >
      {isOpen ? <PointArticles series={series} index={index} themeId={line.theme.id} state={state} /> : null}
    </Drawer>
  );
}

/** The series as it stood in the period before. */
function earlierSeries(now: Series, previous: Previous): Series {
  const lines = now.lines.flatMap((line) => {
    const before = previous.lines.find(({ themeId }) => themeId === line.theme.id);
    return before ? [{ ...line, points: before.points }] : [];
  });
  return { ...now, from: previous.from, to: previous.to, buckets: previous.buckets, lines };
}

function within(series: Series, index: number) {
  const bucket = series.buckets[index]!;
  return { from: bucket.start > series.from ? bucket.start : series.from, to: bucket.end };
}

function PointSummary({ series, index, lineIndex, state }: { series: Series; index: number; lineIndex: number; state: ParsedFilterUrl }) {
  const { slug } = useWorkspace();
  const { theme, points } = series.lines[lineIndex]!;
  const { count, total, share } = points[index]!;
  const days = within(series, index);
  // A story counts where its first article stands, which a plain range of days cannot say; its list stays in this drawer.
  const list = state.unit === "articles" ? printFilterUrl({ filter: { ...state.filter, themes: [theme.id], ...days }, unit: state.unit }) : null;
  return (
    <p className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span>
        <strong>{formatShare(share)}</strong> of coverage: {countOf(count, total, unitNoun(series.unit))}, rule version {theme.versionNumber}
      </span>
      {list ? (
        <Link href={`/w/${slug}/articles?${list}`} className="text-link">
          Open as a list
        </Link>
      ) : null}
    </p>
  );
}

function PointArticles({ series, index, themeId, state }: { series: Series; index: number; themeId: string; state: ParsedFilterUrl }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const filter = { ...state.filter, from: series.from, to: series.to, themes: [themeId] };
  const query = useInfiniteQuery(
    api.articles.list.infiniteQueryOptions({ workspace: slug, filter, unit: state.unit, within: within(series, index) }, { getNextPageParam: (page) => page.cursor }),
  );
  if (query.error) return <ErrorState title="The articles behind this point could not be read" advice={explainError(query.error)} safe="The point itself is right." />;
  if (!query.data) return <SkeletonText lines={12} label="Reading the articles" />;
  const articles = query.data.pages.flatMap((page) => page.articles);
  const total = query.data.pages[0]!.total;
  if (articles.length === 0) return <EmptyState title={`No ${state.unit} of this theme here`}>The point is zero: something was collected, but nothing of it matched.</EmptyState>;
  return (
    <>
      <ol className="m-0 grid list-none divide-y divide-rule p-0">
        {articles.map((article) => (
          <li key={article.id}>
            <FoundArticleItem article={article} heading="h3" />
          </li>
        ))}
      </ol>
      <LoadMore words={countOf(articles.length, total, unitNoun(state.unit))} hasMore={query.hasNextPage} pending={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </>
  );
}
