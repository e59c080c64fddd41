"use client";

import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { firstPointed, linesAtBucket, pointAt, stepNote, stepPointed, type Pointed } from "@/components/charts/chart-pointing";
import type { ChartSeries } from "@/components/charts/chart-series";
import { ChartTooltip } from "@/components/charts/chart-tooltip";
import { describePoint } from "@/components/charts/describe-series";
import { MarkerShapes } from "@/components/charts/mark-swatch";
import { xOfBucket, yOfValue, type PreparedSeries } from "@/components/charts/prepare-series";
import { themeMark } from "@/components/charts/theme-marks";

export type OpenPoint = (point: { lineId: string; bucketIndex: number }) => void;

type Range = { from: number; to: number };
type OverlayProps = { series: ChartSeries; prepared: PreparedSeries; label: string; onOpenPoint?: OpenPoint; onZoom?: (fromIndex: number, toIndex: number) => void };

const REACH_PX = 40;
const DRAG_PX = 8;
const MOVES = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);

const ordered = (range: Range): Range => ({ from: Math.min(range.from, range.to), to: Math.max(range.from, range.to) });

/**
 * Everything that moves: pointing, keys, tooltip, zoom range. It lies over the drawing and redraws alone,
 * so that hovering twelve lines of five years of days costs no more than hovering one.
 */
export function ChartOverlay({ series, prepared, label, onOpenPoint, onZoom }: OverlayProps) {
  const id = useId();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [range, setRange] = useState<Range | null>(null);
  const [byKey, setByKey] = useState(false);
  const drag = useRef<{ x: number; bucket: number } | null>(null);
  const touched = useRef<Pointed | null>(null);
  // A drawer takes the focus and gives it back: the reader goes on from the same point.
  const resume = useRef<Pointed | null>(null);

  // A narrower period may have replaced the series since the pointer last moved.
  const active = pointed && series.lines[pointed.lineIndex] && series.buckets[pointed.bucketIndex] ? pointed : null;
  const activeLine = active ? series.lines[active.lineIndex] : undefined;

  const locate = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const open = (point: Pointed) => {
    const line = series.lines[point.lineIndex];
    if (line && linesAtBucket(series, point.bucketIndex).some((drawn) => drawn.lineIndex === point.lineIndex)) onOpenPoint?.({ lineId: line.id, bucketIndex: point.bucketIndex });
  };

  const zoomTo = (wanted: Range) => {
    const { from, to } = ordered(wanted);
    setRange(null);
    if (to > from) onZoom?.(from, to);
  };

  const handleMove = (event: PointerEvent<HTMLElement>) => {
    const { x, y } = locate(event);
    const found = pointAt(series, prepared, x, y);
    setByKey(false);
    if (drag.current && onZoom && found && Math.abs(x - drag.current.x) > DRAG_PX) setRange({ from: drag.current.bucket, to: found.bucketIndex });
    setPointed((before) => {
      if (!found) return null;
      return before && before.bucketIndex === found.bucketIndex && before.lineIndex === found.lineIndex ? before : { lineIndex: found.lineIndex, bucketIndex: found.bucketIndex };
    });
  };

  const handleDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const { x, y } = locate(event);
    const found = pointAt(series, prepared, x, y);
    // A finger that slides is scrolling the page.
    if (found && event.pointerType !== "touch") drag.current = { x, bucket: found.bucketIndex };
    setRange(null);
  };

  const handleUp = (event: PointerEvent<HTMLElement>) => {
    const { x, y } = locate(event);
    const found = pointAt(series, prepared, x, y);
    drag.current = null;
    if (range) {
      zoomTo(range);
      return;
    }
    if (!found) return;
    if (event.pointerType === "touch") {
      // The first tap shows, the second on the same point opens.
      const again = touched.current?.bucketIndex === found.bucketIndex && touched.current.lineIndex === found.lineIndex;
      touched.current = found;
      setPointed(found);
      if (!again) return;
    }
    if (found.distancePx <= REACH_PX) open(found);
  };

  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const here = active ?? firstPointed(series);
    if (MOVES.has(event.key)) {
      event.preventDefault();
      const next = active ? stepPointed(series, here, event.key) : here;
      setByKey(true);
      setPointed(next);
      if (event.shiftKey && onZoom) setRange((before) => ({ from: before?.from ?? here.bucketIndex, to: next.bucketIndex }));
      else setRange(null);
    } else if (event.key.toLowerCase() === "n" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const bucketIndex = stepNote(prepared, active ? active.bucketIndex : -1, event.shiftKey);
      if (bucketIndex === null) return;
      setByKey(true);
      setRange(null);
      setPointed({ lineIndex: here.lineIndex, bucketIndex });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (range && range.from !== range.to) zoomTo(range);
      else if (active) open(active);
    } else if (event.key === "Escape" && (range || active)) {
      event.preventDefault();
      setRange(null);
      if (!range) setPointed(null);
    }
  };

  const handleLeave = (event: PointerEvent<HTMLElement>) => {
    // A finger that lifts leaves too, but what it showed must stay to be read.
    if (byKey || event.pointerType === "touch") return;
    setPointed(null);
  };

  const readout = describeActive(series, prepared, active, range, Boolean(onOpenPoint));
  const reachable = Boolean(onOpenPoint) && activeLine !== undefined;
  const shown = range ? ordered(range) : null;

  return (
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the plot is one widget with its own arrow keys
    <div
      role="application"
      aria-roledescription="chart"
      aria-label={label}
      aria-describedby={`${id}-keys`}
      tabIndex={0}
      onPointerMove={handleMove}
      onPointerDown={handleDown}
      onPointerUp={handleUp}
      onPointerLeave={handleLeave}
      onPointerCancel={() => {
        drag.current = null;
        setRange(null);
      }}
      onKeyDown={handleKeyDown}
      onFocus={(event) => {
        if (!event.currentTarget.matches(":focus-visible")) return;
        setByKey(true);
        setPointed((before) => before ?? resume.current ?? firstPointed(series));
      }}
      onBlur={() => {
        resume.current = byKey ? active : null;
        setPointed(null);
        setRange(null);
        setByKey(false);
      }}
      className={`absolute inset-0 will-change-transform touch-pan-y select-none print:hidden ${reachable ? "cursor-pointer" : "cursor-crosshair"}`}
    >
      <span id={`${id}-keys`} className="sr-only">
        Left and right arrows move in time, up and down between lines.{onOpenPoint ? " Enter opens the point." : ""}
        {prepared.notes.length > 0 ? " N goes to the next note or peak, Shift N to the one before." : ""}
        {onZoom ? " Shift with left or right chooses a range, Enter then zooms in." : ""} The same numbers are in the table.
      </span>
      <output className="sr-only" aria-live="polite">
        {byKey ? readout : ""}
      </output>
      <svg width={prepared.width} height={prepared.height} aria-hidden="true" className="pointer-events-none absolute inset-0">
        {shown ? (
          <rect
            x={Math.max(prepared.plot.left, xOfBucket(prepared, shown.from - 0.5))}
            y={prepared.plot.top}
            width={Math.min(prepared.plot.left + prepared.plot.width, xOfBucket(prepared, shown.to + 0.5)) - Math.max(prepared.plot.left, xOfBucket(prepared, shown.from - 0.5))}
            height={prepared.plot.height}
            className="fill-accent stroke-accent"
            fillOpacity="0.14"
          />
        ) : null}
        {active ? <ActivePoints series={series} prepared={prepared} active={active} /> : null}
      </svg>
      {active ? <ChartTooltip series={series} prepared={prepared} active={active} canOpen={Boolean(onOpenPoint)} /> : null}
    </div>
    // oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
  );
}

function describeActive(series: ChartSeries, prepared: PreparedSeries, active: Pointed | null, range: Range | null, canOpen: boolean): string {
  const line = active ? series.lines[active.lineIndex] : undefined;
  const bucket = active ? series.buckets[active.bucketIndex] : undefined;
  if (!active || !line || !bucket) return "";
  if (range && range.from !== range.to) {
    const { from, to } = ordered(range);
    return `Range ${series.buckets[from]?.label ?? ""} to ${series.buckets[to]?.label ?? ""}. Enter zooms in.`;
  }
  const drawn = linesAtBucket(series, active.bucketIndex).some((entry) => entry.lineIndex === active.lineIndex);
  const notes = prepared.notes.filter((note) => note.index <= active.bucketIndex && active.bucketIndex <= note.toIndex).map((note) => ` ${note.kind === "annotation" ? `Note ${note.sign}` : note.kind === "peak" ? `Peak ${note.sign}` : "Rule changed"}: ${note.text}.`);
  return `${line.name}, ${bucket.label}: ${describePoint(series, line, active.bucketIndex)}.${notes.join("")}${canOpen && drawn ? " Enter opens." : ""}`;
}

function ActivePoints({ series, prepared, active }: { series: ChartSeries; prepared: PreparedSeries; active: Pointed }) {
  const x = xOfBucket(prepared, active.bucketIndex);
  const { plot } = prepared;
  return (
    <g>
      <line x1={x} x2={x} y1={plot.top} y2={plot.top + plot.height} strokeWidth="1" className="stroke-ink-soft" />
      {linesAtBucket(series, active.bucketIndex).map(({ lineIndex, value }) => {
        const line = series.lines[lineIndex];
        if (!line) return null;
        const y = yOfValue(prepared, value);
        const isActive = lineIndex === active.lineIndex;
        return (
          <g key={line.id}>
            {isActive ? <circle cx={x} cy={y} r="10" fill="none" strokeWidth="2" className="stroke-ink" /> : null}
            <MarkerShapes mark={themeMark(line.markIndex)} points={[{ x, y }]} radiusPx={isActive ? 5.5 : 4} />
          </g>
        );
      })}
    </g>
  );
}
