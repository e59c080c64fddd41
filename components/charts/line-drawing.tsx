"use client";

import { memo, useId } from "react";
import { LineChart, XAxis, YAxis, ZIndexLayer } from "recharts";
import { DrawnBands } from "@/components/charts/drawn-bands";
import { DrawnEndLabels } from "@/components/charts/drawn-end-labels";
import { DrawnLines } from "@/components/charts/drawn-lines";
import { DrawnNotes } from "@/components/charts/drawn-notes";
import { MarkerShape } from "@/components/charts/mark-swatch";
import type { PreparedSeries } from "@/components/charts/prepare-series";

const TICK_FONT_PX = 12;
const UNFINISHED_DASH = "1.5 4.5";
const ABOVE_LINES = 1500;

type TickProps = { x?: number | string; y?: number | string; payload?: { value?: unknown } };

/** Draws what prepareSeries decided, in one svg that can be exported as it stands. It hears no events and moves nothing. */
export const LineDrawing = memo(function LineDrawing({ prepared }: { prepared: PreparedSeries }) {
  const hatchId = useId();
  const { plot, width, height, valueAxis, timeTicks, domain } = prepared;
  const tickAt = new Map(timeTicks.map((tick) => [tick.index, tick]));
  const labelAt = new Map(valueAxis.ticks.map((tick) => [tick.value, tick.label]));

  const drawTimeTick = ({ x = 0, payload }: TickProps) => {
    const tick = tickAt.get(Number(payload?.value));
    const baseline = plot.top + plot.height;
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
  const drawValueTick = ({ y = 0, payload }: TickProps) => (
    <text x={plot.left - 8} y={y} dy="0.35em" textAnchor="end" fontSize={TICK_FONT_PX} className="fill-ink-soft">
      {labelAt.get(Number(payload?.value))}
    </text>
  );

  return (
    <LineChart
      width={width}
      height={height}
      margin={{ left: 0, top: plot.top, right: width - plot.left - plot.width, bottom: 0 }}
      accessibilityLayer={false}
      style={{ pointerEvents: "none" }}
    >
      <DrawnBands prepared={prepared} hatchId={hatchId} />
      <XAxis
        type="number"
        dataKey="index"
        domain={domain}
        ticks={timeTicks.map((tick) => tick.index)}
        interval={0}
        tick={drawTimeTick}
        tickLine={false}
        height={height - plot.top - plot.height}
        axisLine={{ stroke: "var(--color-ink)" }}
        allowDataOverflow
      />
      <YAxis
        type="number"
        domain={[0, valueAxis.max]}
        ticks={valueAxis.ticks.map((tick) => tick.value)}
        interval={0}
        tick={drawValueTick}
        tickLine={false}
        axisLine={false}
        width={plot.left}
        allowDataOverflow
      />
      <DrawnLines prepared={prepared} />
      <ZIndexLayer zIndex={ABOVE_LINES}>
        {prepared.lines.map((line) => (
          <g key={line.id} opacity={line.previous ? 0.6 : 1}>
            {line.unfinished.map((points) => (
              <path
                key={points[0]?.index}
                d={points.map((point, at) => `${at === 0 ? "M" : "L"}${point.x},${point.y}`).join("")}
                fill="none"
                strokeWidth={line.previous ? 1.25 : prepared.strokePx}
                strokeDasharray={UNFINISHED_DASH}
                strokeLinecap="round"
                style={{ stroke: line.mark.color }}
              />
            ))}
            {[...line.markers, ...line.lone].map((point) => (
              <MarkerShape key={point.index} mark={line.mark} x={point.x} y={point.y} radiusPx={line.previous ? 2.5 : 4} hollow={point.unfinished} />
            ))}
          </g>
        ))}
        <DrawnNotes prepared={prepared} />
        <DrawnEndLabels prepared={prepared} />
      </ZIndexLayer>
    </LineChart>
  );
});
