import type { PreparedLine, PreparedPoint, PreparedSeries } from "@/components/charts/prepare-series";
import { MarkerShapes } from "@/components/charts/mark-swatch";

const UNFINISHED_DASH = "1.5 4.5";

/** What stands on the lines: their unfinished parts, the points without neighbours and the few that carry the marker. One path for each kind, however many there are. */
export function DrawnMarks({ prepared }: { prepared: PreparedSeries }) {
  return (
    <g>
      {prepared.lines.map((line) => (
        <g key={line.id} opacity={line.previous ? 0.6 : 1}>
          {line.unfinished.length > 0 ? (
            <path d={printRuns(line)} fill="none" strokeWidth={line.previous ? 1.25 : prepared.strokePx} strokeDasharray={UNFINISHED_DASH} strokeLinecap="round" style={{ stroke: line.mark.color }} />
          ) : null}
          <Markers line={line} isOpen={false} />
          <Markers line={line} isOpen />
        </g>
      ))}
    </g>
  );
}

const printRuns = ({ unfinished }: PreparedLine): string => unfinished.map((run) => run.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x},${y}`).join("")).join("");

function Markers({ line, isOpen }: { line: PreparedLine; isOpen: boolean }) {
  const isWanted = (point: PreparedPoint) => point.unfinished === isOpen;
  const points = [...line.markers.filter(isWanted), ...line.lone.filter(isWanted)];
  return points.length > 0 ? <MarkerShapes mark={line.mark} points={points} radiusPx={line.previous ? 2.5 : 4} hollow={isOpen} /> : null;
}
