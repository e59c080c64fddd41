import { drawnValue, isOpen, type ChartSeries } from "@/components/charts/chart-series";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { prepareValueAxis } from "@/components/charts/prepare-axis";
import { themeMark } from "@/components/charts/theme-marks";
import { thinPoints } from "@/components/charts/thin-points";

export type SmallMultiplesProps = {
  series: ChartSeries;
  label: string;
  /** Where the whole line opens. */
  hrefFor?: (lineId: string) => string;
};

const WIDTH_PX = 260;
const HEIGHT_PX = 84;
const PAD_PX = 5;

/** Each line by itself, all on one scale, so that heights compare; the pale line is that of the period before. */
export function SmallMultiples({ series, label, hrefFor }: SmallMultiplesProps) {
  const lines = series.lines.filter((line) => !line.previous);
  const values = new Map(series.lines.map((line) => [line.id, series.buckets.map((_, index) => drawnValue(series, line, index))]));
  const largest = Math.max(0, ...[...values.values()].flatMap((row) => row.map((value) => value ?? 0)));
  const { max } = prepareValueAxis(largest, series.measure, HEIGHT_PX);
  const say = series.measure === "share" ? formatShare : (value: number | null) => formatCount(value ?? 0);
  return (
    <figure className="m-0">
      <figcaption className="mb-3 text-sm text-ink-soft">
        {label}. All begin at zero and end at {say(max)}.
      </figcaption>
      <ul className="m-0 grid list-none grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))] gap-x-8 gap-y-5 p-0">
        {lines.map((line) => {
          const row = values.get(line.id) ?? [];
          const last = row.findLastIndex((value, index) => value !== null && !isOpen(series, line, index));
          const point = line.points[last];
          const before = series.lines.find((other) => other.previous && other.markIndex === line.markIndex);
          return (
            <li key={line.id} className="min-w-0">
              <p className="flex items-baseline gap-2 text-sm leading-snug">
                <MarkSwatch markIndex={line.markIndex} className="h-3 w-6 shrink-0" />
                {hrefFor ? (
                  <a href={hrefFor(line.id)} className="line-clamp-1 min-w-0 flex-1 font-semibold underline decoration-rule-strong underline-offset-2 [overflow-wrap:anywhere] hover:decoration-accent">
                    {line.name}
                  </a>
                ) : (
                  <span className="line-clamp-1 min-w-0 flex-1 font-semibold [overflow-wrap:anywhere]">{line.name}</span>
                )}
                <span className="shrink-0 whitespace-nowrap">{point ? say(row[last] ?? null) : "no data"}</span>
              </p>
              <svg viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`} preserveAspectRatio="none" aria-hidden="true" className="mt-1 block h-[5.25rem] w-full border-b border-rule-strong">
                {before ? <Path series={series} lineId={before.id} row={values.get(before.id) ?? []} max={max} /> : null}
                <Path series={series} lineId={line.id} row={row} max={max} />
              </svg>
              <p className="text-2xs text-ink-soft">{point ? `${formatOf(point.count, point.total)}, ${series.buckets[last]?.label ?? ""}` : "Nothing to draw in this period."}</p>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}

const tenths = (px: number) => Math.round(px * 10) / 10;

function Path({ series, lineId, row, max }: { series: ChartSeries; lineId: string; row: readonly (number | null)[]; max: number }) {
  const line = series.lines.find(({ id }) => id === lineId)!;
  const x = (index: number) => tenths(PAD_PX + (row.length > 1 ? (index / (row.length - 1)) * (WIDTH_PX - 2 * PAD_PX) : WIDTH_PX / 2));
  const y = (value: number) => tenths(HEIGHT_PX - 1 - (max > 0 ? (value / max) * (HEIGHT_PX - 2 * PAD_PX) : 0));
  const printSegments = (open: boolean) => {
    let path = "";
    let isDrawing = false;
    for (const index of thinPoints(row, (WIDTH_PX - 2 * PAD_PX) / Math.max(1, row.length - 1))) {
      const [value, before] = [row[index] ?? null, row[index - 1] ?? null];
      // A point without neighbours would be invisible as a line.
      if (!open && value !== null && before === null && (row[index + 1] ?? null) === null) path += `M${x(index) - 2},${y(value)}h4`;
      const isDrawn = value !== null && before !== null && (isOpen(series, line, index) || isOpen(series, line, index - 1)) === open;
      if (isDrawn) path += `${isDrawing ? "" : `M${x(index - 1)},${y(before)}`}L${x(index)},${y(value)}`;
      isDrawing = isDrawn;
    }
    return path;
  };
  const { color } = themeMark(line.markIndex);
  return (
    <g fill="none" style={{ stroke: color }} strokeWidth={line.previous ? 1 : 1.75} opacity={line.previous ? 0.5 : 1} strokeLinecap="round">
      <path d={printSegments(false)} vectorEffect="non-scaling-stroke" />
      <path d={printSegments(true)} vectorEffect="non-scaling-stroke" strokeDasharray="1.5 4" />
    </g>
  );
}
