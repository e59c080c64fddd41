"use client";

import { keepPreviousData, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, memo, Suspense, useCallback, useDeferredValue, useMemo } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import type { OpenPoint } from "@/components/charts/chart-overlay";
import { LineChart } from "@/components/charts/line-chart";
import { useWorkspace } from "@/components/session/workspace-context";
import { BelowTheChart } from "@/components/trends/below-the-chart";
import { PointDrawer } from "@/components/trends/point-drawer";
import { chartSeries, headline, inMeasure, type Series, themeOfLine } from "@/components/trends/prepare-trends";
import { SaidNumbers } from "@/components/trends/said-numbers";
import { TrendsControls } from "@/components/trends/trends-controls";
import { useTrendsUrl } from "@/components/trends/use-trends-url";
import { SavedViewsMenu } from "@/components/views/saved-views-menu";
import { Banner } from "@/components/ui/banner";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { tellApart } from "@/server/core/outlets/tell-apart";
import { type FilterUrl, printFilterUrl } from "@/server/core/trends/filter-address";
import { unpackSeries } from "@/server/core/trends/pack-series";
import { peakPoints } from "@/server/core/trends/peak-points";

/** Loaded before the first article only. */
const TrendsEmpty = lazy(async () => ({ default: (await import("@/components/trends/trends-empty")).TrendsEmpty }));

export interface TrendsScreenProps {
  /** Packed. */
  initialSeries: string;
  initialRequest: string;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  /** Parts of the address that made no sense. */
  dropped: readonly string[];
}

/** How often a chart asks again while articles are still being processed. */
const UNDER_WAY_MS = 2_000;

/** More lines than this are read one by one. */
const MOST_TOGETHER = 5;

/** The wall: share of coverage per theme over time, and what is behind each point. */
export function TrendsScreen({ initialSeries: packed, initialRequest, outlets: known, themes, dropped: refused }: TrendsScreenProps) {
  const outlets = useMemo(() => tellApart(known), [known]);
  const initialSeries = useMemo(() => unpackSeries<Outputs["trends"]["series"]>(packed), [packed]);
  const { slug } = useWorkspace();
  const api = useApi();
  const queries = useQueryClient();
  // Asked for before anything is drawn anew, so that the numbers are on their way meanwhile.
  const ask = useCallback(({ filter, bucket, unit }: FilterUrl) => void queries.prefetchQuery(api.trends.series.queryOptions({ workspace: slug, filter, bucket, unit })), [queries, api, slug]);
  const { state, point, change, expectChange, open } = useTrendsUrl(refused, ask);
  const { filter, bucket, unit, measure, smooth, dropped } = state;
  const request = { workspace: slug, filter, bucket, unit };
  const query = useQuery({
    ...api.trends.series.queryOptions(request),
    initialData: JSON.stringify({ filter, bucket, unit }) === initialRequest ? initialSeries : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && (data.method.backfills.length > 0 || data.method.processed < data.method.articles) ? UNDER_WAY_MS : false),
  });

  const series = query.data;
  const shown = series ? { workspace: slug, filter: { ...filter, from: series.from, to: series.to }, unit: series.unit } : null;
  const comparing = state.compare === "previous";
  const before = useQuery({ ...api.trends.previous.queryOptions(shown && comparing ? { ...shown, bucket: series!.bucket } : skipToken), placeholderData: keepPreviousData });
  const points = useMemo(() => (series ? peakPoints(series) : []), [series]);
  const stories = useQuery(api.trends.peaks.queryOptions(shown && points.length > 0 ? { ...shown, points } : skipToken));
  const earlier = comparing && before.data && series && before.data.buckets.length !== series.buckets.length ? undefined : before.data;
  const previous = comparing && earlier?.buckets.some(({ total }) => total > 0) ? earlier : undefined;
  const isCrowded = series !== undefined && series.lines.length > MOST_TOGETHER;
  const inShares = useMemo(() => (series ? chartSeries(series, "share", { previous, peaks: stories.data, smooth }) : null), [series, smooth, previous, stories.data]);
  const withBefore = useMemo(() => inShares && series && inMeasure(inShares, measure, series, previous), [inShares, measure, series, previous]);
  // Twice as many lines as can be told apart help nobody; each theme by itself still has its pale line.
  const chart = useMemo(() => (isCrowded && withBefore ? { ...withBefore, lines: withBefore.lines.filter((line) => !line.previous) } : withBefore), [isCrowded, withBefore]);
  const openPoint: OpenPoint = useCallback(
    ({ lineId, bucketIndex }) => {
      const { themeId, isPrevious } = themeOfLine(lineId);
      const buckets = isPrevious ? previous?.buckets : series?.buckets;
      const start = buckets?.[bucketIndex]?.start;
      if (start) open({ themeId, start });
    },
    [series, previous, open],
  );
  const zoom = useCallback(
    (from: number, to: number) => {
      const [first, last] = [series?.buckets[from], series?.buckets[to]];
      if (series && first && last) change({ filter: { from: later(first.start, series.from), to: last.end }, bucket: undefined });
    },
    [series, change],
  );
  const under = useDeferredValue(useMemo(() => (series && chart && withBefore ? { series, previous, chart, withBefore, isCrowded, state, openPoint } : null), [series, previous, chart, withBefore, isCrowded, state, openPoint]));
  if (!series || !chart || !under) {
    if (query.error) return <ErrorState title="The chart could not be drawn" advice={explainError(query.error)} safe="No article or number has changed." />;
    return null;
  }
  const isEmptyWorkspace = series.method.articles === 0 && series.method.undated === 0 && Object.keys(filter).length === 0;
  if (isEmptyWorkspace) {
    return (
      <Suspense fallback={null}>
        <TrendsEmpty />
      </Suspense>
    );
  }

  return (
    <div aria-busy={query.isFetching}>
      <Header series={series} query={printFilterUrl(under.state).toString()} onOpen={openPoint} />
      {dropped.length > 0 ? (
        <Banner tone="warn" title="Part of this address made no sense and was left out">
          {dropped.join(", ")}
        </Banner>
      ) : null}
      <TrendsControls state={state} series={series} outlets={outlets} themes={themes} onChange={change} onExpect={expectChange} />
      {query.error ? (
        <Banner tone="danger" title="The latest change is not shown" live>
          {explainError(query.error)}
        </Banner>
      ) : null}
      <div className={`mt-4 transition-opacity ${query.isPlaceholderData ? "opacity-60" : ""}`}>
        <LineChart
          series={chart}
          label={`${measure === "share" ? "Share" : "Number"} of ${unit} per theme`}
          onOpenPoint={openPoint}
          onZoom={zoom}
        />
      </div>
      {/* What lies below comes alive, and is drawn anew, after the chart. */}
      <Suspense fallback={null}>
        <BelowTheChart shown={under} earlier={comparing ? earlier : undefined} earlierError={before.error} outlets={outlets} themes={themes} onRestrict={change} />
      </Suspense>
      <PointDrawer series={series} previous={previous} state={state} point={point} onClose={() => open(null)} />
    </div>
  );
}

const Header = memo(function Header({ series, query, onOpen }: { series: Series; query: string; onOpen: OpenPoint }) {
  const said = headline(series);
  const suggestion = useDeferredValue(said.headline);
  const menu = useMemo(() => <SavedViewsMenu kind="trends" query={query} suggestion={suggestion} />, [query, suggestion]);
  return <PageHeader kicker="Trends" headline={said.headline} standfirst={said.standfirst ? <SaidNumbers parts={said.parts} onOpen={onOpen} /> : undefined} actions={menu} />;
});

const later = (a: string, b: string) => (a > b ? a : b);
