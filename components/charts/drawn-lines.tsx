import type { PreparedSeries } from "@/components/charts/prepare-series";

/** The finished parts of all lines, below whatever marks them. `stretched` keeps strokes even where the svg is not drawn at its own size. */
export function DrawnLines({ prepared, stretched = false }: { prepared: PreparedSeries; stretched?: boolean }) {
  return (
    <g>
      {prepared.lines.map((line) => (
        <path
          key={line.id}
          data-line=""
          d={line.path}
          fill="none"
          strokeOpacity={line.previous ? 0.6 : 1}
          strokeWidth={line.previous ? 1.25 : prepared.strokePx}
          strokeDasharray={line.mark.dash}
          strokeLinejoin="round"
          vectorEffect={stretched ? "non-scaling-stroke" : undefined}
          style={{ stroke: line.mark.color }}
        />
      ))}
    </g>
  );
}
