"use client";

import { lazy, memo, Suspense } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayDays } from "@/components/charts/say-days";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { AnnotationForm } from "@/components/trends/annotation-form";
import { BesideTheNumbers } from "@/components/trends/beside-the-numbers";
import { DownloadMenu } from "@/components/trends/download-menu";
import { MethodLine } from "@/components/trends/method-line";
import { OnlyThroughout, type OnlyThroughoutProps } from "@/components/trends/only-throughout";
import { headline, type Previous } from "@/components/trends/prepare-trends";
import { type ShownChart, UnderTheChart } from "@/components/trends/under-the-chart";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { describeFilter } from "@/server/core/trends/describe-filter";
import { printFilterUrl } from "@/server/core/trends/filter-address";

/** Loaded for a comparison. */
const WhatChanged = lazy(async () => ({ default: (await import("@/components/trends/what-changed")).WhatChanged }));

export interface BelowTheChartProps {
  shown: ShownChart;
  /** The period before as it was read, where it is asked for: null where the calendar ends, undefined while it is on its way. */
  earlier: Previous | null | undefined;
  earlierError: unknown;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  onRestrict: OnlyThroughoutProps["onRestrict"];
}

/** Everything under the chart: what can be taken along, what its numbers rest on, what changed, and the same numbers in other forms. */
export const BelowTheChart = memo(function BelowTheChart({ shown, earlier, earlierError, outlets, themes, onRestrict }: BelowTheChartProps) {
  const workspace = useWorkspace();
  const mayEdit = useMayEdit();
  const { series, previous, chart, isCrowded, state } = shown;
  const { filter, unit } = state;
  const said = headline(series);
  const filterWords = describeFilter(filter, { themes: new Map(themes.map(({ id, name }) => [id, name])), outlets: new Map(outlets.map(({ id, name }) => [id, name])) }).map(([what, words]) => `${what}: ${words}`);
  const pale = previous && !isCrowded ? `Pale lines: ${sayDays(previous.from, previous.to)}` : null;
  const subtitle = [said.standfirst, sayDays(series.from, series.to), ...filterWords, pale, workspace.name].filter(Boolean).join(" · ");
  return (
    <>
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <p className="text-sm text-ink-soft">{pale ? `${pale}, each in the place of the ${series.bucket} that it compares with.` : null}</p>
        <DownloadMenu series={series} chart={chart} state={state} title={said.headline} subtitle={subtitle} />
      </div>
      <OnlyThroughout series={series} filter={filter} onRestrict={onRestrict} />
      <MethodLine series={series} filter={filter} filterWords={filterWords} smooth={state.smooth} />
      <BesideTheNumbers series={series} filter={filter} />
      {mayEdit ? <AnnotationForm series={series} themes={themes} /> : null}
      {state.compare === "previous" ? (
        <Section className="mt-8" title="What changed since the period before">
          {earlierError ? <ErrorState title="The period before could not be read" advice={explainError(earlierError)} safe="The chart above is right." /> : null}
          {earlier === null ? <p className="text-ink-soft">There is no earlier period to compare with.</p> : null}
          {earlier && !previous ? (
            <p className="max-w-[70ch] text-ink-soft">
              Under this filter there is no coverage {earlier.from === earlier.to ? "on" : "from"} {sayDays(earlier.from, earlier.to)}, so there is nothing to compare with. Take a shorter range to see what came before it.
            </p>
          ) : null}
          {previous ? (
            <Suspense fallback={null}>
              <WhatChanged
                series={series}
                previous={previous}
                behind={(themeId, period) => {
                  const { from, to } = period === "now" ? series : previous;
                  return { href: `/w/${workspace.slug}/articles?${printFilterUrl({ filter: { ...filter, from, to, themes: [themeId] }, unit })}` };
                }}
              />
            </Suspense>
          ) : null}
        </Section>
      ) : null}
      <UnderTheChart shown={shown} />
    </>
  );
});
