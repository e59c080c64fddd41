export type Marker = "circle" | "square" | "triangle" | "diamond";

export type ThemeMark = {
  light: string;
  dark: string;
  /** A CSS colour that follows the paper: `light-dark(light, dark)`. */
  color: string;
  /** An SVG stroke-dasharray; undefined is a solid line. */
  dash: string | undefined;
  marker: Marker;
  /** From the thirteenth mark on, markers are hollow, so that colours may come round again. */
  hollow: boolean;
};

/*
 * Found by simulated annealing on the least OKLab distance between any two, seen normally and under
 * full protanopia, deuteranopia and tritanopia (matrices of Machado, Oliveira and Fernandes 2009), the first
 * six weighing most; each stays within nine degrees of one hue on both papers. The unit test holds the floors.
 */
const COLORS: readonly (readonly [light: string, dark: string])[] = [
  ["#0b4fa0", "#6ea3f2"],
  ["#c8470f", "#f0803c"],
  ["#549572", "#85efa6"],
  ["#522b5a", "#ecc3f7"],
  ["#644700", "#f0bd45"],
  ["#966aec", "#8774d6"],
  ["#057599", "#4a92a0"],
  ["#8a475a", "#cd5d6b"],
  ["#557900", "#a2b383"],
  ["#0b299d", "#a0b6ff"],
  ["#612d00", "#ba7507"],
  ["#00979e", "#00c9bc"],
];

const MARKERS: readonly Marker[] = ["circle", "square", "triangle", "diamond"];
const DASHES: readonly (string | undefined)[] = [undefined, "10 4", "10 3 2.5 3", "4 3"];

export const MARK_COUNT = COLORS.length;

/**
 * Colour, dash and marker of a theme, by the index that it keeps for life.
 * Any index has a mark; the first 12 differ in colour, the first 96 in at least one of colour, dash, marker and filling.
 */
export function themeMark(index: number): ThemeMark {
  const whole = Math.max(0, Math.trunc(Number.isFinite(index) ? index : 0));
  const round = Math.floor(whole / COLORS.length);
  const [light, dark] = COLORS[whole % COLORS.length] ?? ["#4f4c45", "#bab6ab"];
  return {
    light,
    dark,
    color: `light-dark(${light}, ${dark})`,
    dash: DASHES[(Math.floor((whole % COLORS.length) / MARKERS.length) + Math.floor(round / 2)) % DASHES.length],
    marker: MARKERS[whole % MARKERS.length] ?? "circle",
    hollow: round % 2 === 1,
  };
}

/** An SVG path of a marker about a point, the origin unless said; all four cover about the same area at the same radius. */
export function markerPath(marker: Marker, radiusPx: number, x = 0, y = 0): string {
  const r = radiusPx;
  switch (marker) {
    case "circle":
      return `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
    case "square":
      return `M${x - r * 0.89},${y - r * 0.89}h${r * 1.78}v${r * 1.78}h${-r * 1.78}Z`;
    case "triangle":
      return `M${x},${y - r * 1.25}l${r * 1.17},${r * 2.1}h${-r * 2.34}Z`;
    case "diamond":
      return `M${x},${y - r * 1.3}l${r * 1.3},${r * 1.3}l${-r * 1.3},${r * 1.3}l${-r * 1.3},${-r * 1.3}Z`;
  }
}
