"use client";

import { useCallback, useMemo } from "react";
import type { OpenPoint } from "@/components/charts/chart-overlay";
import type { ChartSeries } from "@/components/charts/chart-series";
import { SeriesTable } from "@/components/charts/series-table";
import { SmallMultiples } from "@/components/charts/small-multiples";
import { useWorkspace } from "@/components/session/workspace-context";
import { OutletBars, OutletTable } from "@/components/trends/outlet-panels";
import { PairsPanel } from "@/components/trends/pairs-panel";
import type { Previous, Series } from "@/components/trends/prepare-trends";
import { Section } from "@/components/ui/section";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { type ParsedFilterUrl, printFilterUrl } from "@/server/core/trends/filter-address";

/** What the chart shows, for the panels and the table below it. */
export interface ShownChart {
  series: Series;
  /** The period before, where it is compared with and had coverage. */
  previous?: Previous;
  chart: ChartSeries;
  /** With the lines of the period before, where they are asked for. */
  withBefore: ChartSeries;
  /** More lines than can be told apart: each stands by itself too. */
  isCrowded: boolean;
  state: ParsedFilterUrl;
  openPoint: OpenPoint;
}

/** The same numbers once more: each theme by itself, by outlet, in pairs, as a table. Drawn after the chart, never before it. */
export function UnderTheChart({ shown }: { shown: ShownChart }) {
  const { slug } = useWorkspace();
  const { series, chart, withBefore, isCrowded, state, openPoint } = shown;
  const { filter, unit, measure } = state;
  // The panels hang on the numbers, not on the measure in which the chart shows them.
  const range = useMemo(() => ({ ...filter, from: series.from, to: series.to }), [filter, series.from, series.to]);
  const listOf = useCallback((wanted: CoverageFilter) => `/w/${slug}/articles?${printFilterUrl({ filter: wanted, unit })}`, [slug, unit]);
  return (
    <>
      {isCrowded ? (
        <Section className="mt-8" title="Each theme by itself">
          <SmallMultiples series={withBefore} label={`${measure === "share" ? "Share" : "Number"} of ${unit} per ${series.bucket}`} hrefFor={(themeId) => `?${printFilterUrl({ ...state, filter: { ...filter, themes: [themeId] } })}`} />
        </Section>
      ) : null}
      <div className="mt-8 grid gap-x-12 xl:grid-cols-2">
        <OutletBars series={series} filter={range} hrefFor={listOf} />
        <PairsPanel series={series} filter={range} hrefFor={listOf} />
      </div>
      <OutletTable series={series} filter={range} hrefFor={listOf} />
      <Section title="The same numbers as a table">
        <SeriesTable series={chart} caption={`${unit === "articles" ? "Articles" : "Stories"} per theme and ${series.bucket}`} hideCaption onOpenPoint={openPoint} />
      </Section>
    </>
  );
}
