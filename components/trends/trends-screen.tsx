"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { LineChart } from "@/components/charts/line-chart";
import { SeriesTable } from "@/components/charts/series-table";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { AnnotationForm } from "@/components/trends/annotation-form";
import { BesideTheNumbers } from "@/components/trends/beside-the-numbers";
import { MethodLine } from "@/components/trends/method-line";
import { PointDrawer } from "@/components/trends/point-drawer";
import { chartSeries, headline } from "@/components/trends/prepare-trends";
import { TrendsControls } from "@/components/trends/trends-controls";
import { TrendsEmpty } from "@/components/trends/trends-empty";
import { useTrendsUrl } from "@/components/trends/use-trends-url";
import { Banner } from "@/components/ui/banner";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";

export interface TrendsScreenProps {
  initialSeries: Outputs["trends"]["series"];
  initialRequest: string;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
}

/** How often a chart asks again while articles are still being processed. */
const UNDER_WAY_MS = 2_000;

/** The wall: share of coverage per theme over time, and what is behind each point. */
export function TrendsScreen({ initialSeries, initialRequest, outlets, themes }: TrendsScreenProps) {
  const workspace = useWorkspace();
  const mayEdit = useMayEdit();
  const api = useApi();
  const url = useTrendsUrl();
  const { filter, bucket, unit, measure, dropped } = url.state;
  const request = { workspace: workspace.slug, filter, bucket, unit };
  const query = useQuery({
    ...api.trends.series.queryOptions(request),
    initialData: JSON.stringify({ filter, bucket, unit }) === initialRequest ? initialSeries : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && (data.method.backfills.length > 0 || data.method.processed < data.method.articles) ? UNDER_WAY_MS : false),
  });

  const series = query.data;
  const chart = useMemo(() => (series ? chartSeries(series, measure) : null), [series, measure]);
  if (!series || !chart) {
    if (query.error) return <ErrorState title="The chart could not be drawn" advice={explainError(query.error)} safe="No article or number has changed." />;
    return null;
  }
  const isEmptyWorkspace = series.method.articles === 0 && series.method.undated === 0 && Object.keys(filter).length === 0;
  if (isEmptyWorkspace) return <TrendsEmpty />;

  const said = headline(series);
  return (
    <div aria-busy={query.isFetching || url.isPending}>
      <PageHeader kicker="Trends" headline={said.headline} standfirst={said.standfirst ?? undefined} />
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
          onOpenPoint={({ lineId, bucketIndex }) => url.open({ themeId: lineId, start: series.buckets[bucketIndex]!.start })}
          onZoom={(from, to) => url.change({ filter: { from: later(series.buckets[from]!.start, series.from), to: series.buckets[to]!.end }, bucket: undefined })}
        />
      </div>
      <MethodLine series={series} filter={filter} />
      <BesideTheNumbers series={series} />
      {mayEdit ? <AnnotationForm series={series} themes={themes} /> : null}
      <Section title="The same numbers as a table">
        <SeriesTable
          series={chart}
          caption={`${unit === "articles" ? "Articles" : "Stories"} per theme and ${series.bucket}`}
          hideCaption
          onOpenPoint={({ lineId, bucketIndex }) => url.open({ themeId: lineId, start: series.buckets[bucketIndex]!.start })}
        />
      </Section>
      <PointDrawer series={series} state={url.state} point={url.point} onClose={() => url.open(null)} />
    </div>
  );
}

const later = (a: string, b: string) => (a > b ? a : b);
