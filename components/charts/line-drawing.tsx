"use client";

import { memo, useId } from "react";
import { CartesianAxis, Surface } from "recharts";
import { DrawnBands } from "@/components/charts/drawn-bands";
import { DrawnEndLabels } from "@/components/charts/drawn-end-labels";
import { DrawnLines } from "@/components/charts/drawn-lines";
import { DrawnMarks } from "@/components/charts/drawn-marks";
import { DrawnNotes } from "@/components/charts/drawn-notes";
import { xOfBucket, yOfValue, type PreparedSeries } from "@/components/charts/prepare-series";

const TICK_FONT_PX = 12;

/** What recharts hands to whatever draws a tick; it gives no type for it. */
type TickProps = { x: number; y: number; payload: { index: number } };

/**
 * Draws what prepareSeries decided, in one svg that can be exported as it stands. It hears no events and moves nothing.
 * Surface and axes of recharts stand outside of its charts, with everything told to them: a chart of recharts would keep
 * each scale in a store of its own and work it out anew, twice, whenever the filter changes.
 */
export const LineDrawing = memo(function LineDrawing({ prepared }: { prepared: PreparedSeries }) {
  const hatchId = useId();
  const { plot, width, height, valueAxis, timeTicks } = prepared;
  const baseline = plot.top + plot.height;

  const drawTimeTick = (props: unknown) => {
    const { x, payload } = props as TickProps;
    const tick = timeTicks[payload.index];
    return (
      <g className="fill-ink-soft">
        <line x1={x} x2={x} y1={baseline} y2={baseline + 5} className="stroke-ink-faint" />
        <text x={x} y={baseline + 18} textAnchor="middle" fontSize={TICK_FONT_PX}>
          {tick?.label}
        </text>
        {tick?.secondLine ? (
          <text x={x} y={baseline + 33} textAnchor="middle" fontSize={TICK_FONT_PX} fontWeight={600}>
            {tick.secondLine}
          </text>
        ) : null}
      </g>
    );
  };
  const drawValueTick = (props: unknown) => {
    const { y, payload } = props as TickProps;
    return (
      <text x={plot.left - 8} y={y} dy="0.35em" textAnchor="end" fontSize={TICK_FONT_PX} className="fill-ink-soft">
        {valueAxis.ticks[payload.index]?.label}
      </text>
    );
  };

  return (
    <Surface width={width} height={height} className="pointer-events-none block">
      <DrawnBands prepared={prepared} hatchId={hatchId} />
      <CartesianAxis
        orientation="bottom"
        x={plot.left}
        y={baseline}
        width={plot.width}
        height={height - baseline}
        ticks={timeTicks.map((tick, index) => ({ index, value: tick.index, coordinate: xOfBucket(prepared, tick.index) }))}
        interval={0}
        tick={drawTimeTick}
        tickLine={false}
        axisLine={{ stroke: "var(--color-ink)" }}
      />
      <CartesianAxis
        orientation="left"
        x={0}
        y={plot.top}
        width={plot.left}
        height={plot.height}
        ticks={valueAxis.ticks.map(({ value }, index) => ({ index, value, coordinate: yOfValue(prepared, value) }))}
        interval={0}
        tick={drawValueTick}
        tickLine={false}
        axisLine={false}
      />
      <DrawnLines prepared={prepared} />
      <DrawnMarks prepared={prepared} />
      <DrawnNotes prepared={prepared} />
      <DrawnEndLabels prepared={prepared} />
    </Surface>
  );
});
