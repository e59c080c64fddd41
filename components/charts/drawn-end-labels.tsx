import { LABEL_FONT_PX, LABEL_LINE_PX, type EndLabel } from "@/components/charts/prepare-end-labels";
import { xOfBucket, type PreparedSeries } from "@/components/charts/prepare-series";

/** The names where the lines end, each led to by a thin line. */
export function DrawnEndLabels({ prepared }: { prepared: PreparedSeries }) {
  const fromX = prepared.labelsFromX;
  // Labels inside the plot stand on its grid and its hatching.
  const halo = prepared.bucketCount > 1 ? undefined : ({ paintOrder: "stroke", strokeWidth: 4, stroke: "var(--color-paper)" } as const);
  return (
    <g>
      {prepared.endLabels.map((label) =>
        label.visible ? (
          <g key={label.lineId}>
            {label.stopsEarly ? null : (
              <path
                d={`M${xOfBucket(prepared, label.index) + 6},${label.endY}L${fromX + 4},${label.endY}L${fromX + 16},${label.y}H${fromX + 20}`}
                fill="none"
                strokeWidth="1"
                strokeOpacity="0.55"
                style={{ stroke: label.mark.color }}
              />
            )}
            <g {...halo}>
              <LabelText label={label} x={fromX + (prepared.numbered ? 22 : 24)} />
            </g>
          </g>
        ) : null,
      )}
    </g>
  );
}

function LabelText({ label, x }: { label: EndLabel; x: number }) {
  if (label.lines.length === 1 && /^\d+$/u.test(label.lines[0] ?? "")) {
    return (
      <text x={x} y={label.y} dy="0.35em" fontSize={LABEL_FONT_PX} fontWeight={700} style={{ fill: label.mark.color }}>
        {label.number}
      </text>
    );
  }
  const rows = label.oneRow ? 1 : label.lines.length + 1;
  const firstY = label.y - ((rows - 1) * LABEL_LINE_PX) / 2;
  return (
    <text fontSize={LABEL_FONT_PX} className="fill-ink">
      <title>{`${label.name}, ${label.value}`}</title>
      {label.lines.map((line, at) => (
        <tspan key={at} x={x} y={firstY + at * LABEL_LINE_PX} dy="0.35em" fontWeight={label.previous ? 400 : 650}>
          {line}
        </tspan>
      ))}
      {label.oneRow ? (
        <tspan dx="5" className="fill-ink-soft">
          {label.value}
        </tspan>
      ) : (
        <tspan x={x} y={firstY + label.lines.length * LABEL_LINE_PX} dy="0.35em" className="fill-ink-soft">
          {label.value}
        </tspan>
      )}
    </text>
  );
}
