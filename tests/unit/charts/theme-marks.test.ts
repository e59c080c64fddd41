import { describe, expect, it } from "vitest";
import { MARK_COUNT, markerPath, themeMark } from "@/components/charts/theme-marks";

type Rgb = [number, number, number];

const PAPERS = { light: ["#fbf9f4", "#ffffff", "#f3f0e7"], dark: ["#14161a", "#1c1f24", "#0e1013"] };

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const VISIONS: Record<string, readonly number[]> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function readLinear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function contrast(a: string, b: string): number {
  const luminance = ([r, g, blue]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  const [dark = 0, light = 0] = [luminance(readLinear(a)), luminance(readLinear(b))].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function seenAs(hex: string, matrix: readonly number[]): Rgb {
  const [r, g, b] = readLinear(hex);
  const row = (at: number) => Math.min(1, Math.max(0, (matrix[at] ?? 0) * r + (matrix[at + 1] ?? 0) * g + (matrix[at + 2] ?? 0) * b));
  return [row(0), row(3), row(6)];
}

function toOklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

function leastDistance(colors: readonly string[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const matrix of Object.values(VISIONS)) {
    const seen = colors.map((hex) => toOklab(seenAs(hex, matrix)));
    for (const [at, a] of seen.entries()) for (const b of seen.slice(0, at)) least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
  }
  return least;
}

const marks = Array.from({ length: MARK_COUNT }, (_, index) => themeMark(index));

describe("theme marks", () => {
  it("has twelve colours of 3:1 or more on every paper", () => {
    expect(marks).toHaveLength(12);
    for (const mark of marks) {
      for (const paper of PAPERS.light) expect(contrast(mark.light, paper), `${mark.light} on ${paper}`).toBeGreaterThanOrEqual(3);
      for (const paper of PAPERS.dark) expect(contrast(mark.dark, paper), `${mark.dark} on ${paper}`).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(["light", "dark"] as const)("keeps colours apart on %s paper for every kind of colour vision", (paper) => {
    const colors = marks.map((mark) => mark[paper]);
    expect(leastDistance(colors.slice(0, 6))).toBeGreaterThanOrEqual(0.05);
    expect(leastDistance(colors)).toBeGreaterThanOrEqual(0.03);
  });

  it("tells the twelve apart without any colour, by dash and marker", () => {
    expect(new Set(marks.map((mark) => `${mark.dash}|${mark.marker}`)).size).toBe(12);
  });

  it("goes on beyond twelve without repeating a whole mark", () => {
    const many = Array.from({ length: 96 }, (_, index) => themeMark(index));
    expect(new Set(many.map((mark) => JSON.stringify(mark))).size).toBe(96);
  });

  it("has a mark for an index that makes no sense", () => {
    for (const index of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(themeMark(index).light).toMatch(/^#/u);
  });

  it("draws closed marker shapes, one after the other wherever they stand", () => {
    for (const mark of marks) {
      expect(markerPath(mark.marker, 4)).toMatch(/^M.*Z$/u);
      // All but the first step is relative, so that a shape is the same anywhere.
      const stepsOf = (path: string) => path.replace(/^M[^a-z]+/u, "");
      expect(stepsOf(markerPath(mark.marker, 4, 120, 80))).toBe(stepsOf(markerPath(mark.marker, 4)));
    }
  });
});
