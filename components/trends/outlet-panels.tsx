"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { memo } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { formatCount } from "@/components/charts/format-value";
import { HeatTable } from "@/components/charts/heat-table";
import { ShareBars } from "@/components/charts/share-bars";
import { useWorkspace } from "@/components/session/workspace-context";
import type { Series } from "@/components/trends/prepare-trends";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { SkeletonText } from "@/components/ui/skeleton";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";

export interface PanelProps {
  series: Series;
  /** The filter with the days that stand on the screen. */
  filter: CoverageFilter;
  hrefFor: (filter: CoverageFilter) => string;
}

const BARS = 10;

function useBreakdown({ series, filter }: PanelProps) {
  const api = useApi();
  const { slug } = useWorkspace();
  const query = useQuery({ ...api.trends.outletBreakdown.queryOptions({ workspace: slug, filter, unit: series.unit }), placeholderData: keepPreviousData });
  const face = query.error ? (
    <ErrorState title="The outlets could not be counted" advice={explainError(query.error)} safe="The chart above is right." />
  ) : query.data ? null : (
    <SkeletonText lines={8} label="Counting outlets" />
  );
  return { face, outlets: query.data?.outlets ?? [], more: query.data?.more ?? 0 };
}

/** Which outlets bring the themes, as shares of what each of them brings. */
export const OutletBars = memo(function OutletBars(props: PanelProps) {
  const { series, filter, hrefFor } = props;
  const { face, outlets, more } = useBreakdown(props);
  const themeIds = series.lines.map(({ theme }) => theme.id);
  const shown = outlets.slice(0, BARS);
  const hiddenCount = more + outlets.length - shown.length;
  const only = series.lines.length === 1 ? series.lines[0]!.theme : null;
  const label = `Share of each outlet’s ${series.unit} about ${only?.name ?? "any of these themes"}`;
  return (
    <Section title="Outlets" kicker={label}>
      {face ?? (
        <ShareBars
          label={label}
          bars={shown.map(({ id, name, any, total }) => ({ id, label: name, count: any, total, share: total === 0 ? null : any / total, href: hrefFor({ ...filter, outlets: [id], themes: themeIds }), markIndex: only?.markIndex }))}
          footer={outlets.length === 0 ? "No outlet has coverage under this filter." : hiddenCount > 0 ? `The ${formatCount(shown.length)} outlets with most coverage; ${formatCount(hiddenCount)} more.` : null}
        />
      )}
    </Section>
  );
});

/** Every theme in every outlet. */
export const OutletTable = memo(function OutletTable(props: PanelProps) {
  const { series, filter, hrefFor } = props;
  const { face, outlets, more } = useBreakdown(props);
  return (
    <Section title="Themes by outlet">
      {face ?? (
        <>
          <p className="mb-3 text-sm text-ink-soft">
            Share of each outlet’s {series.unit} per theme; the deeper the tint, the larger the share.{more > 0 ? ` ${formatCount(more)} smaller outlets are left out.` : ""}
          </p>
          <HeatTable
            caption="Share of each outlet’s coverage per theme"
            rowHeader="Outlet"
            allHeader={`All ${series.unit}`}
            columns={series.lines.map(({ theme }) => ({ id: theme.id, name: theme.name, markIndex: theme.markIndex }))}
            rows={outlets.map(({ id, name, total, themes }) => ({
              id,
              name,
              all: { count: total, total, share: 1, href: hrefFor({ ...denominatorFilter(filter), outlets: [id] }) },
              cells: series.lines.map(({ theme }) => {
                const count = themes[theme.id] ?? 0;
                return { count, total, share: total === 0 ? null : count / total, href: hrefFor({ ...filter, outlets: [id], themes: [theme.id] }) };
              }),
            }))}
          />
        </>
      )}
    </Section>
  );
});
