"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useDeferredValue, useMemo } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import type { OpenPoint } from "@/components/charts/chart-overlay";
import { LineChart } from "@/components/charts/line-chart";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { AnnotationForm } from "@/components/trends/annotation-form";
import { BesideTheNumbers } from "@/components/trends/beside-the-numbers";
import { DownloadMenu } from "@/components/trends/download-menu";
import { MethodLine } from "@/components/trends/method-line";
import { PointDrawer } from "@/components/trends/point-drawer";
import { sayDays } from "@/components/charts/say-days";
import { chartSeries, headline, themeOfLine } from "@/components/trends/prepare-trends";
import { TrendsControls } from "@/components/trends/trends-controls";
import { UnderTheChart } from "@/components/trends/under-the-chart";
import { useTrendsUrl } from "@/components/trends/use-trends-url";
import { SavedViewsMenu } from "@/components/views/saved-views-menu";
import { Banner } from "@/components/ui/banner";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { describeFilter } from "@/server/core/trends/describe-filter";
import { printFilterUrl } from "@/server/core/trends/filter-address";
import { peakPoints } from "@/server/core/trends/peak-points";

/** Loaded where they are wanted: for a comparison, and before the first article. */
const WhatChanged = lazy(async () => ({ default: (await import("@/components/trends/what-changed")).WhatChanged }));
const TrendsEmpty = lazy(async () => ({ default: (await import("@/components/trends/trends-empty")).TrendsEmpty }));

export interface TrendsScreenProps {
  initialSeries: Outputs["trends"]["series"];
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
export function TrendsScreen({ initialSeries, initialRequest, outlets, themes, dropped: refused }: TrendsScreenProps) {
  const workspace = useWorkspace();
  const mayEdit = useMayEdit();
  const api = useApi();
  const url = useTrendsUrl(refused);
  const { filter, bucket, unit, measure, dropped } = url.state;
  const request = { workspace: workspace.slug, filter, bucket, unit };
  const query = useQuery({
    ...api.trends.series.queryOptions(request),
    initialData: JSON.stringify({ filter, bucket, unit }) === initialRequest ? initialSeries : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && (data.method.backfills.length > 0 || data.method.processed < data.method.articles) ? UNDER_WAY_MS : false),
  });

  const series = query.data;
  const shown = series ? { workspace: workspace.slug, filter: { ...filter, from: series.from, to: series.to }, unit: series.unit } : null;
  const comparing = url.state.compare === "previous";
  const before = useQuery({ ...api.trends.previous.queryOptions(shown && comparing ? { ...shown, bucket: series!.bucket } : skipToken), placeholderData: keepPreviousData });
  const points = useMemo(() => (series ? peakPoints(series) : []), [series]);
  const stories = useQuery(api.trends.peaks.queryOptions(shown && points.length > 0 ? { ...shown, points } : skipToken));
  const earlier = comparing && before.data && series && before.data.buckets.length === series.buckets.length ? before.data : undefined;
  const previous = earlier?.buckets.some(({ total }) => total > 0) ? earlier : undefined;
  const isCrowded = series !== undefined && series.lines.length > MOST_TOGETHER;
  const withBefore = useMemo(() => (series ? chartSeries(series, measure, { previous, peaks: stories.data }) : null), [series, measure, previous, stories.data]);
  // Twice as many lines as can be told apart help nobody; each theme by itself still has its pale line.
  const chart = useMemo(() => (isCrowded && withBefore ? { ...withBefore, lines: withBefore.lines.filter((line) => !line.previous) } : withBefore), [isCrowded, withBefore]);
  const { open } = url;
  const openPoint: OpenPoint = useCallback(
    ({ lineId, bucketIndex }) => {
      const { themeId, isPrevious } = themeOfLine(lineId);
      const buckets = isPrevious ? previous?.buckets : series?.buckets;
      const start = buckets?.[bucketIndex]?.start;
      if (start) open({ themeId, start });
    },
    [series, previous, open],
  );
  const under = useDeferredValue(useMemo(() => (series && chart && withBefore ? { series, chart, withBefore, isCrowded, state: url.state, openPoint } : null), [series, chart, withBefore, isCrowded, url.state, openPoint]));
  if (!series || !chart || !withBefore) {
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

  const said = headline(series);
  const listOf = (wanted: CoverageFilter) => `/w/${workspace.slug}/articles?${printFilterUrl({ filter: wanted, unit })}`;
  const names = { themes: new Map(themes.map(({ id, name }) => [id, name])), outlets: new Map(outlets.map(({ id, name }) => [id, name])) };
  const pale = previous ? `Pale lines: ${sayDays(previous.from, previous.to)}` : null;
  const subtitle = [said.standfirst, sayDays(series.from, series.to), ...describeFilter(filter, names).map(([what, words]) => `${what}: ${words}`), isCrowded ? null : pale, workspace.name].filter(Boolean).join(" · ");
  return (
    <div aria-busy={query.isFetching}>
      <PageHeader
        kicker="Trends"
        headline={said.headline}
        standfirst={said.standfirst ?? undefined}
        actions={<SavedViewsMenu kind="trends" query={printFilterUrl(url.state).toString()} suggestion={said.headline} />}
      />
      {dropped.length > 0 ? (
        <Banner tone="warn" title="Part of this address made no sense and was left out">
          {dropped.join(", ")}
        </Banner>
      ) : null}
      <TrendsControls state={url.state} series={series} outlets={outlets} themes={themes} onChange={url.change} />
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
          onZoom={(from, to) => url.change({ filter: { from: later(series.buckets[from]!.start, series.from), to: series.buckets[to]!.end }, bucket: undefined })}
        />
      </div>
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <p className="text-sm text-ink-soft">{pale && !isCrowded ? `${pale}, each in the place of the ${series.bucket} that it compares with.` : null}</p>
        <DownloadMenu series={series} chart={chart} state={url.state} title={said.headline} subtitle={subtitle} />
      </div>
      <MethodLine series={series} filter={filter} />
      <BesideTheNumbers series={series} />
      {mayEdit ? <AnnotationForm series={series} themes={themes} /> : null}
      {comparing ? (
        <Section className="mt-8" title="What changed since the period before">
          {before.error ? <ErrorState title="The period before could not be read" advice={explainError(before.error)} safe="The chart above is right." /> : null}
          {before.data === null ? <p className="text-ink-soft">There is no earlier period to compare with.</p> : null}
          {earlier && !previous ? (
            <p className="max-w-[70ch] text-ink-soft">
              Under this filter there is no coverage {earlier.from === earlier.to ? "on" : "from"} {sayDays(earlier.from, earlier.to)}, so there is nothing to compare with. Take a shorter range to see what came before it.
            </p>
          ) : null}
          {previous ? (
            <Suspense fallback={null}>
              <WhatChanged series={series} previous={previous} hrefFor={(themeId, { from, to }) => listOf({ ...filter, from, to, themes: [themeId] })} />
            </Suspense>
          ) : null}
        </Section>
      ) : null}
      {/* What lies below comes alive, and is drawn anew, after the chart. */}
      <Suspense fallback={null}>
        <UnderTheChart shown={under} />
      </Suspense>
      <PointDrawer series={series} previous={previous} state={url.state} point={url.point} onClose={() => url.open(null)} />
    </div>
  );
}

const later = (a: string, b: string) => (a > b ? a : b);
