import { markerPath, themeMark, type ThemeMark } from "@/components/charts/theme-marks";

/** Markers of a mark at places inside an svg; hollow on unfinished points, so that they are told apart without colour. */
export function MarkerShapes({ mark, points, radiusPx = 4, hollow = false }: { mark: ThemeMark; points: readonly { x: number; y: number }[]; radiusPx?: number; hollow?: boolean }) {
  const open = hollow || mark.hollow;
  return (
    <path
      d={points.map(({ x, y }) => markerPath(mark.marker, radiusPx, x, y)).join("")}
      style={{ fill: open ? "var(--color-paper)" : mark.color, stroke: open ? mark.color : "var(--color-paper)" }}
      strokeWidth={open ? 1.75 : 1}
      strokeDasharray={hollow ? "2 1.5" : undefined}
    />
  );
}

const SWATCH_MIDDLE = [{ x: 14, y: 7 }];

/** A piece of line with its marker: the same colour, dash and shape that the theme has in every chart. Decorative; put the name beside it. */
export function MarkSwatch({ markIndex, className = "h-3.5 w-7" }: { markIndex: number; className?: string }) {
  const mark = themeMark(markIndex);
  return (
    <svg viewBox="0 0 28 14" aria-hidden="true" className={`${className} inline-block shrink-0`}>
      <line x1="0" x2="28" y1="7" y2="7" strokeWidth="2.25" strokeDasharray={mark.dash} style={{ stroke: mark.color }} />
      <MarkerShapes mark={mark} points={SWATCH_MIDDLE} />
    </svg>
  );
}
