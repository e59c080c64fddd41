import { xOfBucket, type PreparedNote, type PreparedSeries } from "@/components/charts/prepare-series";

const FLAG_Y = 12;

/** Numbered flags above the plot, lettered peaks on their points, rule changes on the axis. */
export function DrawnNotes({ prepared }: { prepared: PreparedSeries }) {
  return (
    <g>
      {prepared.notes.map((note) => (
        <g key={`${note.kind}-${note.key}`}>
          {note.kind === "annotation" ? <Flag note={note} prepared={prepared} /> : null}
          {note.kind === "peak" ? <Peak note={note} top={prepared.plot.top} /> : null}
          {note.kind === "rule" ? <RuleTick note={note} /> : null}
        </g>
      ))}
    </g>
  );
}

/** A wedge that stands on the axis. */
function RuleTick({ note }: { note: PreparedNote }) {
  return (
    <g>
      <path d={`M${note.x},${note.y - 11}l6,11h-12Z`} strokeWidth="1.5" className="fill-ink stroke-paper" />
      <line x1={note.x} x2={note.x} y1={note.y} y2={note.y + 5} className="stroke-ink" />
    </g>
  );
}

function Flag({ note, prepared }: { note: PreparedNote; prepared: PreparedSeries }) {
  const { plot } = prepared;
  const toX = xOfBucket(prepared, note.toIndex);
  return (
    <g>
      {note.toIndex > note.index ? <rect x={note.x} y={plot.top} width={toX - note.x} height={plot.height} opacity="0.07" className="fill-ink" /> : null}
      <path d={`M${note.signX},${FLAG_Y + 8}V${FLAG_Y + 12}L${note.x},${plot.top - 4}V${plot.top + plot.height}`} fill="none" strokeWidth="1" className="stroke-ink-faint" />
      <circle cx={note.signX} cy={FLAG_Y} r="8.5" className="fill-ink" />
      <text x={note.signX} y={FLAG_Y} dy="0.36em" textAnchor="middle" fontSize="11" fontWeight={700} className="fill-paper">
        {note.sign}
      </text>
    </g>
  );
}

function Peak({ note, top }: { note: PreparedNote; top: number }) {
  const y = Math.max(top + 8, note.y - 16);
  return (
    <g>
      <rect x={note.x - 8} y={y - 8} width="16" height="16" strokeWidth="1" className="fill-paper stroke-ink" />
      <text x={note.x} y={y} dy="0.36em" textAnchor="middle" fontSize="11" fontWeight={700} className="fill-ink">
        {note.sign}
      </text>
    </g>
  );
}
