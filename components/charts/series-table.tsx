"use client";

import { useState, type ReactNode } from "react";
import { cutLabel, sayMissing, stateOf, unfinishedLabel, type ChartLine, type ChartSeries } from "@/components/charts/chart-series";
import type { OpenPoint } from "@/components/charts/chart-overlay";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { Button } from "@/components/ui/button";
import { Table, type Column } from "@/components/ui/table";

const FIRST_ROWS = 40;

export type SeriesTableProps = {
  series: ChartSeries;
  caption: string;
  hideCaption?: boolean;
  onOpenPoint?: OpenPoint;
  /** Instead of `onOpenPoint`, an address for every number. */
  hrefFor?: (point: { lineId: string; bucketIndex: number }) => string;
  maxHeight?: string;
};

/** The table twin of a chart: the same rows, latest first, each number with its base, each number opens. */
export function SeriesTable({ series, caption, hideCaption, onOpenPoint, hrefFor, maxHeight = "32rem" }: SeriesTableProps) {
  const [all, setAll] = useState(false);
  const latestFirst = series.buckets.map((_, index) => index).toReversed();
  const rows = all ? latestFirst : latestFirst.slice(0, FIRST_ROWS);
  const columns: Column<number>[] = [
    { key: "bucket", header: "Period", rowHeader: true, width: "9rem", renderCell: (index) => <PeriodCell series={series} index={index} /> },
    ...series.lines.map(
      (line): Column<number> => ({
        key: line.id,
        numeric: true,
        width: "7.5rem",
        header: (
          <span className="inline-flex flex-col items-end gap-0.5">
            <MarkSwatch markIndex={line.markIndex} />
            <span className="line-clamp-3 max-w-40 whitespace-normal [overflow-wrap:anywhere]">{line.name}</span>
          </span>
        ),
        renderCell: (index) => <PointCell series={series} line={line} index={index} onOpenPoint={onOpenPoint} hrefFor={hrefFor} />,
      }),
    ),
  ];
  return (
    <div className="min-w-0">
      <Table caption={caption} hideCaption={hideCaption} columns={columns} rows={rows} rowKey={(index) => String(index)} maxHeight={maxHeight} dense empty="No period to show." />
      {rows.length < latestFirst.length ? (
        <div className="pt-3 print:hidden">
          <Button size="small" onClick={() => setAll(true)}>
            Show all {formatCount(latestFirst.length)} rows
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function PeriodCell({ series, index }: { series: ChartSeries; index: number }) {
  const bucket = series.buckets[index];
  if (!bucket) return null;
  const note =
    bucket.state === "unfinished" ? unfinishedLabel(bucket) : bucket.state === "gap" ? (sayMissing(bucket) ?? "not collected") : bucket.state === "partial" ? `partly collected${sayMissing(bucket) ? `: ${sayMissing(bucket)}` : ""}` : null;
  return (
    <>
      <span className="whitespace-nowrap">{bucket.label}</span>
      {bucket.cut ? <span className="block text-2xs text-ink-soft italic">{cutLabel(bucket.cut)}</span> : null}
      {note ? <span className="block text-2xs text-ink-soft italic">{note}</span> : null}
    </>
  );
}

function PointCell({ series, line, index, onOpenPoint, hrefFor }: { series: ChartSeries; line: ChartLine; index: number } & Pick<SeriesTableProps, "onOpenPoint" | "hrefFor">) {
  const point = line.points[index];
  if (!point || stateOf(series, line, index) === "gap") return <span className="text-ink-faint">no data</span>;
  const main = series.measure === "share" ? formatShare(point.share) : formatCount(point.count);
  const words: ReactNode = (
    <>
      {main} <span className="block text-2xs text-ink-soft">{formatOf(point.count, point.total)}</span>
    </>
  );
  const look = "inline-block min-h-6 text-right underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent hover:decoration-2";
  const target = { lineId: line.id, bucketIndex: index };
  if (hrefFor) {
    return (
      <a href={hrefFor(target)} className={look}>
        {words}
      </a>
    );
  }
  if (!onOpenPoint) return words;
  return (
    <button type="button" className={look} onClick={() => onOpenPoint(target)}>
      {words}
    </button>
  );
}
