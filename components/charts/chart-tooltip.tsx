import { linesAtBucket, type Pointed } from "@/components/charts/chart-pointing";
import { cutLabel, sayMissing, unfinishedLabel, type ChartSeries } from "@/components/charts/chart-series";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { xOfBucket, type PreparedSeries } from "@/components/charts/prepare-series";

const MOST_ROWS = 12;
const WIDTH_PX = 330;
const GAP_PX = 18;

/** All lines of one bucket with share and base, the pointed one set off. Seen only: the readout speaks. */
export function ChartTooltip({ series, prepared, active, canOpen }: { series: ChartSeries; prepared: PreparedSeries; active: Pointed; canOpen: boolean }) {
  const bucket = series.buckets[active.bucketIndex];
  if (!bucket) return null;
  const rows = linesAtBucket(series, active.bucketIndex);
  const pointedAt = rows.findIndex((row) => row.lineIndex === active.lineIndex);
  // The pointed line is always among the rows, however many there are.
  const shown = pointedAt >= MOST_ROWS ? [...rows.slice(0, MOST_ROWS - 1), ...rows.slice(pointedAt, pointedAt + 1)] : rows.slice(0, MOST_ROWS);
  const widthPx = Math.min(WIDTH_PX, prepared.width - 16);
  const x = xOfBucket(prepared, active.bucketIndex);
  const toRight = x + GAP_PX + widthPx <= prepared.width;
  const left = toRight ? x + GAP_PX : Math.max(0, x - GAP_PX - widthPx);
  const notes = prepared.notes.filter((note) => note.index <= active.bucketIndex && active.bucketIndex <= note.toIndex);
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute z-10 rounded-xs border border-rule-strong bg-raised px-3 py-2 text-sm leading-snug shadow-lift"
      style={{ left, top: prepared.plot.top, width: widthPx }}
    >
      <p className="font-semibold">{bucket.label}</p>
      {bucket.state === "unfinished" ? <p className="text-ink-soft italic">{unfinishedLabel(bucket)}</p> : null}
      {bucket.cut ? <p className="text-ink-soft italic">{cutLabel(bucket.cut)}</p> : null}
      {bucket.state === "gap" ? <p className="text-ink-soft italic">No data, not zero: {sayMissing(bucket) ?? "not collected"}</p> : null}
      {bucket.state === "partial" ? <p className="text-ink-soft italic">Partly collected{sayMissing(bucket) ? `: ${sayMissing(bucket)}` : ""}</p> : null}
      {series.smoothedPeriods && bucket.state !== "gap" ? <p className="text-ink-soft italic">This {series.interval} alone; the line is a mean of {series.smoothedPeriods}</p> : null}
      {rows.length === 0 && bucket.state !== "gap" ? <p className="text-ink-soft">Nothing to take a share of in this {series.interval}.</p> : null}
      {shown.length > 0 ? (
        <table className="mt-1 w-full border-collapse">
          <tbody>
            {shown.map(({ lineIndex }) => {
              const line = series.lines[lineIndex];
              const point = line?.points[active.bucketIndex];
              if (!line || !point) return null;
              return (
                <tr key={line.id} className={lineIndex === active.lineIndex ? "bg-sunken font-semibold" : ""}>
                  <td className="py-0.5 pr-2 align-top">
                    <MarkSwatch markIndex={line.markIndex} className="mt-0.5 h-3.5 w-6" />
                  </td>
                  <td className="w-full py-0.5 pr-2 wrap-anywhere">
                    <span className="line-clamp-2 min-w-24">{line.name}</span>
                  </td>
                  <td className="py-0.5 text-right align-top whitespace-nowrap">{series.measure === "share" ? formatShare(point.share) : formatCount(point.count)}</td>
                  <td className="py-0.5 pl-2 text-right align-top text-2xs leading-5 font-normal whitespace-nowrap text-ink-soft">{formatOf(point.count, point.total)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
      {rows.length > shown.length ? <p className="mt-0.5 text-2xs text-ink-faint">and {rows.length - shown.length} more, see the table</p> : null}
      {notes.map((note) => (
        <p key={`${note.kind}-${note.key}`} className="mt-1 line-clamp-3 border-t border-rule pt-1 text-2xs text-ink-soft">
          <span className="font-bold text-ink">{note.sign}</span> {note.text}
        </p>
      ))}
      {canOpen && pointedAt >= 0 ? <p className="mt-1 text-2xs text-ink-faint pointer-coarse:hidden">Click or Enter opens what is behind this point</p> : null}
      {canOpen && pointedAt >= 0 ? <p className="mt-1 hidden text-2xs text-ink-faint pointer-coarse:block">Tap again to open what is behind this point</p> : null}
    </div>
  );
}
