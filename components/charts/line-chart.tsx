"use client";

import { lazy, memo, Suspense, useDeferredValue, useId, useMemo, useRef } from "react";
import { ChartKey, ChartNotes } from "@/components/charts/chart-legend";
import { ChartOverlay, type OpenPoint } from "@/components/charts/chart-overlay";
import type { ChartSeries } from "@/components/charts/chart-series";
import { describeSeries } from "@/components/charts/describe-series";
import { DrawnLines } from "@/components/charts/drawn-lines";
import { prepareSeries, type PreparedSeries } from "@/components/charts/prepare-series";
import { useElementWidth } from "@/components/charts/use-element-width";

const loadDrawing = () => import("@/components/charts/line-drawing");
// Asked for as soon as a page with a chart wakes up, not only when its width is known.
if (typeof window !== "undefined") void loadDrawing();
const LineDrawing = lazy(async () => ({ default: (await loadDrawing()).LineDrawing }));

const NOMINAL_WIDTH_PX = 1200;

export type LineChartProps = {
  series: ChartSeries;
  /** Names the chart for those who listen; the visible headline stands above. */
  label: string;
  /** Of the plot with its axis, in pixels; reserved on the server. */
  height?: number;
  /** A fixed width instead of the container's: printing and frozen images. */
  width?: number;
  onOpenPoint?: OpenPoint;
  /** Both ends are bucket indexes, the first before the last. */
  onZoom?: (fromIndex: number, toIndex: number) => void;
  /** Annotations, peaks, rule changes and gaps in words under the chart (default), or folded where many charts stand together. */
  showNotes?: boolean | "folded";
  className?: string;
};

/**
 * The line chart. Lines, summary, key and notes come from the server; axes and marks follow when recharts is there.
 * Give it the very series that SeriesTable gets.
 */
export function LineChart({ series, label, height = 420, width, onOpenPoint, onZoom, showNotes = true, className }: LineChartProps) {
  const summaryId = useId();
  const box = useRef<HTMLDivElement>(null);
  const measuredPx = useElementWidth(box);
  const widthPx = width ?? measuredPx;
  const prepared = useMemo(() => prepareSeries(series, { width: widthPx || NOMINAL_WIDTH_PX, height }), [series, widthPx, height]);

  return (
    <figure aria-labelledby={summaryId} className={`@container m-0 min-w-0 ${className ?? ""}`}>
      <p className="text-sm text-ink-soft">{prepared.valueAxis.title}</p>
      <figcaption id={summaryId} className="sr-only">
        {label}. <SummaryLater series={series} />
      </figcaption>
      <div ref={box} data-chart="line" className="relative w-full contain-layout" style={{ height, width }}>
        {widthPx === 0 && !prepared.empty ? <LinesAtFirst prepared={prepared} /> : null}
        {widthPx > 0 && !prepared.empty ? (
          <>
            {/* Out of the flow, so that a wide drawing cannot hold a narrow page open; on a layer of its own, so that hovering repaints no line. */}
            <div className="absolute inset-0 overflow-clip will-change-transform print:will-change-auto">
              <Suspense fallback={<LinesAtFirst prepared={prepared} />}>
                <LineDrawing prepared={prepared} />
              </Suspense>
            </div>
            <ChartOverlay series={series} prepared={prepared} label={label} onOpenPoint={onOpenPoint} onZoom={onZoom} />
          </>
        ) : null}
        {prepared.empty ? <NothingToDraw series={series} /> : null}
      </div>
      <WordsLater series={series} prepared={prepared} showNotes={showNotes} />
    </figure>
  );
}

/** Words follow once the lines stand on the screen: nobody reads or hears them sooner. */
function SummaryLater({ series }: { series: ChartSeries }) {
  return <Summary series={useDeferredValue(series)} />;
}

const Summary = memo(function Summary({ series }: { series: ChartSeries }) {
  return describeSeries(series);
});

type WordsProps = Required<Pick<LineChartProps, "series" | "showNotes">> & { prepared: PreparedSeries };

function WordsLater({ series, prepared, showNotes }: WordsProps) {
  const said = useDeferredValue(useMemo(() => ({ series, prepared }), [series, prepared]));
  return <Words {...said} showNotes={showNotes} />;
}

const Words = memo(function Words({ series, prepared, showNotes }: WordsProps) {
  const keyAlways = prepared.hiddenLabelCount > 0 && !prepared.numbered;
  return (
    <>
      {prepared.endLabels.length > 0 ? (
        <div className={keyAlways ? "" : "hidden @max-[35rem]:block"}>
          <ChartKey labels={prepared.endLabels} series={series} />
        </div>
      ) : null}
      {showNotes ? <ChartNotes notes={prepared.notes} bands={prepared.bands} series={series} isFolded={showNotes === "folded"} /> : null}
    </>
  );
});

/** The lines before their axes: on the server in the width of most screens, stretched to the one that is there. */
function LinesAtFirst({ prepared }: { prepared: PreparedSeries }) {
  return (
    <svg viewBox={`0 0 ${prepared.width} ${prepared.height}`} preserveAspectRatio="none" aria-hidden="true" className="absolute inset-0 size-full">
      <DrawnLines prepared={prepared} stretched />
    </svg>
  );
}

/** Says why there is no line, instead of drawing a line at zero. */
function NothingToDraw({ series }: { series: ChartSeries }) {
  const unit = series.unit ?? "articles";
  const allGap = series.buckets.length > 0 && series.buckets.every((bucket) => bucket.state === "gap");
  const sentence =
    series.lines.length === 0
      ? "No line is chosen. Choose at least one to see it here."
      : allGap
        ? "Nothing was collected in this period, so there is nothing to draw. It is a gap, not zero."
        : `There are no ${unit} in this period under this filter, so there is nothing to draw.`;
  return (
    <div className="grid h-full place-items-center border-y border-rule px-6 text-center">
      <p className="max-w-prose text-ink-soft">{sentence}</p>
    </div>
  );
}
