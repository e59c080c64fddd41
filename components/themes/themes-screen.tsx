"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { Sparkline } from "@/components/charts/sparkline";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { BackfillProgress } from "@/components/themes/backfill-progress";
import { themeShare } from "@/components/themes/theme-share";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { printFilterUrl } from "@/server/core/trends/filter-address";

export interface ThemesScreenProps {
  initialThemes: Outputs["themes"]["list"];
  initialSeries: Outputs["trends"]["series"];
  /** What `initialSeries` answers. */
  request: { filter: { from?: string; to?: string }; bucket: "week" };
}

type ListedTheme = Outputs["themes"]["list"][number];

const UNDER_WAY_MS = 1_500;

/** Every theme with where it stands now and how it is defined. */
export function ThemesScreen({ initialThemes, initialSeries, request }: ThemesScreenProps) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const list = useQuery({
    ...api.themes.list.queryOptions({ workspace: slug }),
    initialData: initialThemes,
    refetchInterval: ({ state: { data } }) => (data?.some(({ pending }) => pending) ? UNDER_WAY_MS : false),
  });
  const series = useQuery({ ...api.trends.series.queryOptions({ workspace: slug, ...request }), initialData: initialSeries, refetchInterval: ({ state: { data } }) => (data && data.method.processed < data.method.articles ? UNDER_WAY_MS : false) });
  const underWay = list.data.filter(({ pending }) => pending).length;
  const before = useRef(underWay);
  useEffect(() => {
    if (underWay < before.current) void series.refetch();
    before.current = underWay;
  }, [underWay, series]);

  const current = list.data.filter(({ archived }) => !archived);
  const archived = list.data.filter((theme) => theme.archived);
  return (
    <>
      <PageHeader
        kicker="Themes"
        headline={current.length === 1 ? "One theme is followed" : `${current.length} themes are followed`}
        standfirst="Each is a rule that you can read and change. A change is a new version; charts switch to it when it has been applied to every article."
        actions={
          <>
            <LinkButton href={`/w/${slug}/themes/help`} variant="plain">
              The rule language
            </LinkButton>
            {mayEdit ? (
              <LinkButton href={`/w/${slug}/themes/new`} variant="primary">
                New theme
              </LinkButton>
            ) : null}
          </>
        }
      />
      {list.error ? (
        <Banner tone="danger" title="The list may be out of date" live>
          {explainError(list.error)}
        </Banner>
      ) : null}
      {current.length === 0 ? (
        <EmptyState title="No theme is followed" action={mayEdit ? <LinkButton href={`/w/${slug}/themes/new`}>New theme</LinkButton> : undefined}>
          A theme is a subject and the rule that finds it: a few words are enough to begin with.
        </EmptyState>
      ) : (
        <ul className="m-0 list-none divide-y divide-rule border-y border-ink p-0">
          {current.map((theme) => (
            <li key={theme.id}>
              <ThemeRow theme={theme} series={series.data} />
            </li>
          ))}
        </ul>
      )}
      {archived.length > 0 ? (
        <details className="mt-6">
          <summary className="min-h-6 cursor-pointer text-sm font-semibold">Archived themes ({archived.length})</summary>
          <ul className="m-0 mt-2 list-none divide-y divide-rule p-0">
            {archived.map((theme) => (
              <li key={theme.id}>
                <ThemeRow theme={theme} series={null} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function ThemeRow({ theme, series }: { theme: ListedTheme; series: Outputs["trends"]["series"] | null }) {
  const { slug, timeZone } = useWorkspace();
  const share = series ? themeShare(series, theme.id) : null;
  return (
    <article className="grid grid-cols-[6rem_minmax(0,1fr)] items-end gap-x-4 gap-y-2 py-4 md:grid-cols-[minmax(0,1fr)_8rem_16rem] md:items-start md:gap-x-8">
      <div className="col-span-2 min-w-0 md:col-span-1">
        <h2 className="flex items-baseline gap-x-2.5 text-xl leading-snug">
          <MarkSwatch markIndex={theme.markIndex} className="h-3.5 w-7 self-center" />
          <Link href={`/w/${slug}/themes/${theme.id}`} className="min-w-0 no-underline [overflow-wrap:anywhere] hover:underline">
            {theme.name}
          </Link>
        </h2>
        {theme.asksStance ? <Badge className="mt-1">asks for the stance</Badge> : null}
        <p className="mt-1 truncate font-mono text-sm text-ink-soft" title={theme.rule}>
          {theme.ruleLine}
        </p>
        <p className="mt-0.5 text-sm text-ink-faint">
          Version {theme.version}, {theme.changedBy ? `by ${theme.changedBy}, ` : ""}
          {sayMoment(theme.changedAt, timeZone)}
        </p>
        {theme.pending ? (
          <div className="mt-2 max-w-xl">
            <BackfillProgress pending={theme.pending} shown={theme.version} />
          </div>
        ) : null}
      </div>
      {share ? <Sparkline values={share.values} markIndex={theme.markIndex} lastUnfinished={share.lastUnfinished} label={share.label} width={128} height={36} /> : <span className="hidden md:block" />}
      {theme.archived ? null : (
        <p className={`md:text-right ${share ? "" : "col-span-2 md:col-span-1"}`}>
          {share ? (
            <>
              <span className="block font-serif text-2xl leading-tight font-semibold tabular-nums">{share.share}</span>
              <Link href={`/w/${slug}/articles?${printFilterUrl({ filter: { themes: [theme.id], from: share.from, to: share.to } })}`} className="text-sm text-ink-soft no-underline hover:underline">
                {share.base}
              </Link>
            </>
          ) : (
            <span className="text-sm text-ink-soft">No dated coverage yet</span>
          )}
        </p>
      )}
    </article>
  );
}
