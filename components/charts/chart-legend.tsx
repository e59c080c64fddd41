import type { ChartSeries } from "@/components/charts/chart-series";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import type { EndLabel } from "@/components/charts/prepare-end-labels";
import type { PreparedBand, PreparedNote } from "@/components/charts/prepare-series";
import { countNoun } from "@/server/core/text/count-noun";

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

const MOST_BANDS = 4;

/** What was not collected, in words: gaps before what is partly there, the longest first; `more` are left to the table. */
export function namedBands(bands: readonly PreparedBand[]): { named: PreparedBand[]; more: number } {
  const length = (band: PreparedBand) => band.to - band.from;
  const ranked = bands.toSorted((a, b) => Number(a.kind === "partial") - Number(b.kind === "partial") || length(b) - length(a));
  return { named: ranked.slice(0, MOST_BANDS).toSorted((a, b) => a.from - b.from), more: Math.max(0, bands.length - MOST_BANDS) };
}

/** Why a stretch is hatched. */
export const sayBand = ({ kind, reason }: PreparedBand): string => `${kind === "gap" ? "a gap, not zero." : "partly collected."} ${reason}`.trim();

/** Buckets from one to another, as their labels say them. */
export function saySpan(series: ChartSeries, from: number, to: number): string {
  const first = series.buckets[from]?.label ?? "";
  return to > from ? `${first} to ${series.buckets[to]?.label ?? ""}` : first;
}

/** What was not collected, and the annotations, peaks and rule changes in words. */
export function ChartNotes({ isFolded = false, ...shown }: NotesProps & { isFolded?: boolean }) {
  const count = shown.notes.length + shown.bands.length;
  if (count === 0) return null;
  if (!isFolded) return <NoteList {...shown} />;
  return (
    <details className="mt-2">
      <summary className="min-h-6 cursor-pointer text-sm text-ink-soft">{countNoun(count, "note")} on this chart</summary>
      <NoteList {...shown} />
    </details>
  );
}

interface NotesProps {
  notes: readonly PreparedNote[];
  bands: readonly PreparedBand[];
  series: ChartSeries;
}

function NoteList({ notes, bands, series }: NotesProps) {
  const { named, more } = namedBands(bands);
  return (
    <ul className="m-0 mt-3 grid list-none gap-x-8 gap-y-1 border-t border-rule p-0 pt-2 text-sm md:columns-2 md:block">
      {notes.map((note) => (
        <li key={`${note.kind}-${note.key}`} className="flex min-w-0 break-inside-avoid items-baseline gap-2 py-0.5">
          <NoteSign note={note} />
          <span className="min-w-0">
            <span className="text-ink-soft">{note.kind === "rule" ? `Rule changed, ${saySpan(series, note.index, note.toIndex)}` : saySpan(series, note.index, note.toIndex)}:</span> {note.text}
          </span>
        </li>
      ))}
      {named.map((band) => (
        <li key={`band-${band.from}`} className="flex min-w-0 break-inside-avoid items-baseline gap-2 py-0.5">
          <span aria-hidden="true" className={`mx-0.5 size-4 shrink-0 translate-y-0.5 border border-rule-strong bg-[repeating-linear-gradient(135deg,var(--color-rule-strong)_0_1.5px,transparent_1.5px_5px)] ${band.kind === "gap" ? "" : "opacity-50"}`} />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="text-ink-soft">{saySpan(series, band.from, band.to)}:</span> {sayBand(band)}
          </span>
        </li>
      ))}
      {more > 0 ? <li className="py-0.5 text-ink-soft">{countNoun(more, "more stretch")} that {more === 1 ? "was" : "were"} not wholly collected {more === 1 ? "is" : "are"} marked in the table.</li> : null}
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
