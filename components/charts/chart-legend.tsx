import type { ChartSeries } from "@/components/charts/chart-series";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import type { EndLabel } from "@/components/charts/prepare-end-labels";
import type { PreparedNote } from "@/components/charts/prepare-series";

/** Names for the numbers at the line ends, where the names themselves do not fit; in the order of the ends. */
export function ChartKey({ labels, series }: { labels: readonly EndLabel[]; series: ChartSeries }) {
  const markIndexOf = new Map(series.lines.map((line) => [line.id, line.markIndex]));
  return (
    <ol className="m-0 mt-2 grid list-none grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-x-6 gap-y-1 p-0 text-sm">
      {labels.map((label) => (
        <li key={label.lineId} className="flex min-w-0 items-baseline gap-2">
          <span className="hidden w-5 shrink-0 text-right font-bold @max-[35rem]:inline">{label.number}</span>
          <MarkSwatch markIndex={markIndexOf.get(label.lineId) ?? 0} className="h-3.5 w-7 translate-y-0.5" />
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{label.name}</span>
          <span className="shrink-0 text-right text-ink-soft">{label.value}</span>
        </li>
      ))}
    </ol>
  );
}

/** The annotations, peaks and rule changes in words. */
export function ChartNotes({ notes, series }: { notes: readonly PreparedNote[]; series: ChartSeries }) {
  if (notes.length === 0) return null;
  const period = (note: PreparedNote) => {
    const from = series.buckets[note.index]?.label ?? "";
    const to = series.buckets[note.toIndex]?.label ?? "";
    return note.toIndex > note.index ? `${from} to ${to}` : from;
  };
  return (
    <ul className="m-0 mt-3 grid list-none gap-x-8 gap-y-1 border-t border-rule p-0 pt-2 text-sm md:columns-2 md:block">
      {notes.map((note) => (
        <li key={`${note.kind}-${note.key}`} className="flex min-w-0 break-inside-avoid items-baseline gap-2 py-0.5">
          <NoteSign note={note} />
          <span className="min-w-0">
            <span className="text-ink-soft">{note.kind === "rule" ? `Rule changed, ${period(note)}` : period(note)}:</span> {note.text}
          </span>
        </li>
      ))}
    </ul>
  );
}

function NoteSign({ note }: { note: PreparedNote }) {
  const look = note.kind === "annotation" ? "rounded-full bg-ink text-paper" : note.kind === "peak" ? "border border-ink" : "";
  return (
    <span className={`inline-flex size-5 shrink-0 items-center justify-center text-2xs font-bold ${look}`}>
      {note.sign}
    </span>
  );
}
