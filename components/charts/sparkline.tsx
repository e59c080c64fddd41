import { themeMark } from "@/components/charts/theme-marks";

export type SparklineProps = {
  /** Null is a gap and breaks the line. */
  values: readonly (number | null)[];
  markIndex: number;
  /** What it shows, in words, with its numbers. */
  label: string;
  /** The last value is not over yet: its segment is dotted and its end hollow. */
  lastUnfinished?: boolean;
  width?: number;
  height?: number;
};

const PAD_PX = 4;

/** Runs of neighbours that have a value. */
function findRuns(values: readonly (number | null)[]): number[][] {
  const runs: number[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const run = runs.at(-1);
    if (run?.at(-1) === index - 1) run.push(index);
    else runs.push([index]);
  });
  return runs;
}

/** A line as large as a word, from zero, for lists. Plain svg, so that pages of lists do not load the chart library. */
export function Sparkline({ values, markIndex, label, lastUnfinished = false, width = 120, height = 30 }: SparklineProps) {
  const { color } = themeMark(markIndex);
  const top = Math.max(...values.map((value) => value ?? 0), 0) || 1;
  const x = (index: number) => PAD_PX + (values.length > 1 ? (index / (values.length - 1)) * (width - 2 * PAD_PX) : width / 2 - PAD_PX);
  const y = (index: number) => height - PAD_PX - ((values[index] ?? 0) / top) * (height - 2 * PAD_PX);
  const path = (indexes: readonly number[]) => indexes.map((index, at) => `${at === 0 ? "M" : "L"}${x(index).toFixed(1)},${y(index).toFixed(1)}`).join("");
  const last = values.length - 1;
  const lastDrawn = values.findLastIndex((value) => value !== null);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline svg follows the paper, an <img> would not
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="inline-block max-w-full align-middle">
      <line x1={PAD_PX} x2={width - PAD_PX} y1={height - PAD_PX + 0.5} y2={height - PAD_PX + 0.5} className="stroke-rule" />
      {findRuns(values).map((run) => {
        const dotted = lastUnfinished && run.at(-1) === last;
        const solid = dotted ? run.slice(0, -1) : run;
        return (
          <g key={run[0]} fill="none" strokeWidth="1.75" strokeLinejoin="round" style={{ stroke: color }}>
            {solid.length > 1 ? <path d={path(solid)} /> : null}
            {dotted && run.length > 1 ? <path d={path(run.slice(-2))} strokeDasharray="1.5 3" strokeLinecap="round" /> : null}
            {run.length === 1 ? <circle cx={x(run[0] ?? 0)} cy={y(run[0] ?? 0)} r="1.6" style={{ fill: color }} /> : null}
          </g>
        );
      })}
      {lastDrawn >= 0 ? (
        <circle cx={x(lastDrawn)} cy={y(lastDrawn)} r="2.6" strokeWidth="1.5" style={{ stroke: color, fill: lastUnfinished && lastDrawn === last ? "var(--color-paper)" : color }} />
      ) : null}
    </svg>
  );
}
