"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { memo } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { useWorkspace } from "@/components/session/workspace-context";
import type { PanelProps } from "@/components/trends/outlet-panels";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { SkeletonText } from "@/components/ui/skeleton";
import { type Column, Table } from "@/components/ui/table";

type Pair = Outputs["trends"]["themePairs"]["pairs"][number];

const PAIRS_SHOWN = 10;

/** Which themes stand in the same articles. */
export const PairsPanel = memo(function PairsPanel({ series, filter, hrefFor }: PanelProps) {
  const api = useApi();
  const { slug } = useWorkspace();
  const query = useQuery({ ...api.trends.themePairs.queryOptions({ workspace: slug, filter, unit: series.unit }), placeholderData: keepPreviousData });
  const themes = new Map(series.lines.map(({ theme }) => [theme.id, theme]));
  const pairs = (query.data?.pairs ?? []).filter(({ first, second }) => themes.has(first) && themes.has(second));
  const part = (both: number, of: number) => (
    <>
      {formatShare(of === 0 ? null : both / of)} <span className="block text-2xs text-ink-soft">{formatOf(both, of)}</span>
    </>
  );
  const columns: Column<Pair>[] = [
    {
      key: "pair",
      header: "Both themes",
      rowHeader: true,
      width: "11rem",
      renderCell: ({ first, second }) => (
        <span className="grid gap-0.5">
          {[first, second].map((id) => (
            <span key={id} className="flex items-center gap-2">
              <MarkSwatch markIndex={themes.get(id)!.markIndex} className="h-3 w-6" />
              <span className="[overflow-wrap:anywhere]">{themes.get(id)!.name}</span>
            </span>
          ))}
        </span>
      ),
    },
    {
      key: "both",
      header: series.unit === "articles" ? "Articles" : "Stories",
      numeric: true,
      renderCell: ({ first, second, both }) => (
        <Link href={hrefFor({ ...filter, themes: [first], allThemes: [...new Set([...(filter.allThemes ?? []), second])] })} className="inline-block min-h-6 underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent">
          {formatCount(both)}
        </Link>
      ),
    },
    { key: "first", header: "of the first", numeric: true, renderCell: ({ first, both }) => part(both, query.data?.themes[first] ?? 0) },
    { key: "second", header: "of the second", numeric: true, renderCell: ({ second, both }) => part(both, query.data?.themes[second] ?? 0) },
  ];
  return (
    <Section title="Themes that meet" kicker="Two themes in one article">
      {query.error ? (
        <ErrorState title="The pairs could not be counted" advice={explainError(query.error)} safe="The chart above is right." />
      ) : query.data ? (
        <>
          <Table caption="Pairs of themes in the same articles" hideCaption columns={columns} rows={pairs.slice(0, PAIRS_SHOWN)} rowKey={({ first, second }) => `${first}-${second}`} dense empty={series.lines.length < 2 ? "Choose at least two themes to see where they meet." : "No article is about two of these themes."} />
          {pairs.length > PAIRS_SHOWN ? <p className="mt-2 text-sm text-ink-soft">The {PAIRS_SHOWN} pairs that meet most, of {formatCount(pairs.length)}.</p> : null}
        </>
      ) : (
        <SkeletonText lines={6} label="Counting pairs" />
      )}
    </Section>
  );
});
