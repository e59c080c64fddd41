"use client";

import { useMemo } from "react";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";
import { HeatTable } from "@/components/charts/heat-table";
import { LineChart } from "@/components/charts/line-chart";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { SeriesTable } from "@/components/charts/series-table";
import { ShareBars } from "@/components/charts/share-bars";
import { SmallMultiples } from "@/components/charts/small-multiples";
import { thawChart } from "@/components/snapshots/thaw-view";
import type { ViewOpens } from "@/components/snapshots/view-opens";
import { Opening } from "@/components/trends/opening";
import { type Column, Table } from "@/components/ui/table";
import type { FrozenView } from "@/server/core/snapshots/snapshot-shape";

export interface ViewPanelProps {
  view: FrozenView;
  /** What its numbers open; without it none does. */
  opens?: ViewOpens;
  /** Of the line chart, in pixels. */
  height?: number;
  /** A fixed width of the line chart: paper. */
  width?: number;
  /** Notes, peaks and rule changes in words under the line chart (default). */
  showNotes?: boolean | "folded";
}

const nameOfMeasure = (view: FrozenView) => `${view.measure === "share" ? "Share" : "Number"} of ${view.unit} per theme`;

export function ViewLines({ view, opens, height, width, showNotes }: ViewPanelProps) {
  const chart = useMemo(() => thawChart(view), [view]);
  return <LineChart series={chart} label={nameOfMeasure(view)} onOpenPoint={opens?.onPoint} height={height} width={width} showNotes={showNotes} />;
}

export function ViewMultiples({ view, opens }: ViewPanelProps) {
  const chart = useMemo(() => thawChart(view, true), [view]);
  return <SmallMultiples series={chart} label={`${view.measure === "share" ? "Share" : "Number"} of ${view.unit} per ${view.bucket}`} hrefFor={opens?.lineHref} />;
}

const BARS = 10;

export function ViewOutlets({ view, opens }: ViewPanelProps) {
  const only = view.lines.length === 1 ? view.lines[0]! : null;
  const shown = view.outlets.rows.slice(0, BARS);
  const hiddenCount = view.outlets.more + view.outlets.rows.length - shown.length;
  const label = `Share of each outlet’s ${view.unit} about ${only?.name ?? "any of these themes"}`;
  return (
    <>
      <p className="mb-3 text-sm text-ink-soft">{label}</p>
      <ShareBars
        label={label}
        bars={shown.map(({ name, any, total }, at) => ({ id: String(at), label: name, count: any, total, share: total === 0 ? null : any / total, markIndex: only?.markIndex, ...(any > 0 ? opens?.outlet(at, null) : {}) }))}
        footer={shown.length === 0 ? "No outlet has coverage under this filter." : hiddenCount > 0 ? `The ${formatCount(shown.length)} outlets with most coverage; ${formatCount(hiddenCount)} more.` : null}
      />
    </>
  );
}

export function ViewHeat({ view, opens }: ViewPanelProps) {
  return (
    <>
      <p className="mb-3 text-sm text-ink-soft">
        Share of each outlet’s {view.unit} per theme; the deeper the tint, the larger the share.{view.outlets.more > 0 ? ` ${formatCount(view.outlets.more)} smaller outlets are left out.` : ""}
      </p>
      <HeatTable
        caption="Share of each outlet’s coverage per theme"
        rowHeader="Outlet"
        allHeader={`All ${view.unit}`}
        columns={view.lines.map(({ key, name, markIndex }) => ({ id: key, name, markIndex }))}
        rows={view.outlets.rows.map(({ name, total, themes }, at) => ({
          id: String(at),
          name,
          all: { count: total, total, share: 1, ...opens?.allOf(at) },
          cells: view.lines.map(({ key }) => ({ count: themes[key] ?? 0, total, share: total === 0 ? null : (themes[key] ?? 0) / total, ...opens?.outlet(at, key) })),
        }))}
      />
    </>
  );
}

type Pair = FrozenView["pairs"]["pairs"][number];

const PAIRS_SHOWN = 10;

export function ViewPairs({ view, opens }: ViewPanelProps) {
  const lines = new Map(view.lines.map((line) => [line.key, line]));
  const part = (key: string, both: number) => {
    const of = view.pairs.themes[key] ?? 0;
    return (
      <>
        {formatShare(of === 0 ? null : both / of)} <span className="block text-2xs text-ink-soft">{formatOf(both, of)}</span>
      </>
    );
  };
  const columns: Column<Pair>[] = [
    {
      key: "pair",
      header: "Both themes",
      rowHeader: true,
      width: "11rem",
      renderCell: ({ first, second }) => (
        <span className="grid gap-0.5">
          {[first, second].map((key) => (
            <span key={key} className="flex items-center gap-2">
              <MarkSwatch markIndex={lines.get(key)?.markIndex ?? 0} className="h-3 w-6" />
              <span className="[overflow-wrap:anywhere]">{lines.get(key)?.name}</span>
            </span>
          ))}
        </span>
      ),
    },
    { key: "both", header: view.unit === "articles" ? "Articles" : "Stories", numeric: true, renderCell: ({ first, second, both }) => <Opening behind={opens?.pair(first, second)}>{formatCount(both)}</Opening> },
    { key: "first", header: "of the first", numeric: true, renderCell: ({ first, both }) => part(first, both) },
    { key: "second", header: "of the second", numeric: true, renderCell: ({ second, both }) => part(second, both) },
  ];
  return (
    <>
      <Table caption="Pairs of themes in the same articles" hideCaption columns={columns} rows={view.pairs.pairs.slice(0, PAIRS_SHOWN)} rowKey={({ first, second }) => `${first}-${second}`} dense empty="No article is about two of these themes." />
      {view.pairs.pairs.length > PAIRS_SHOWN ? <p className="mt-2 text-sm text-ink-soft">The {PAIRS_SHOWN} pairs that meet most, of {formatCount(view.pairs.pairs.length)}.</p> : null}
    </>
  );
}

export function ViewTable({ view, opens }: ViewPanelProps) {
  const chart = useMemo(() => thawChart(view), [view]);
  return <SeriesTable series={chart} caption={`${view.unit === "articles" ? "Articles" : "Stories"} per theme and ${view.bucket}`} hideCaption onOpenPoint={opens?.onPoint} />;
}

/** One panel of a view, as a board and a slide show it; the whole screen is shown by its lines. */
export function ViewPanel(props: ViewPanelProps) {
  switch (props.view.show) {
    case "multiples":
      return <ViewMultiples {...props} />;
    case "outlets":
      return <ViewOutlets {...props} />;
    case "heat":
      return <ViewHeat {...props} />;
    case "pairs":
      return <ViewPairs {...props} />;
    case "table":
      return <ViewTable {...props} />;
    default:
      return <ViewLines {...props} />;
  }
}
