import { describe, expect, it } from "vitest";
import { thinPoints } from "@/components/charts/thin-points";

/** Five years of days that go up and down, with a peak and a hole of one day each. */
const DAYS = Array.from({ length: 1_825 }, (_, at) => (at === 900 ? 99 : at === 400 ? -5 : 10 + ((at * 7_919) % 11)));

describe("fewer points than there are", () => {
  it("keeps all while each column of pixels can show them", () => {
    expect(thinPoints(DAYS, 0.5)).toHaveLength(DAYS.length);
  });

  it("keeps first, lowest, highest and last of each column, and so every peak and hole", () => {
    const stepPx = 0.1;
    const kept = thinPoints(DAYS, stepPx);
    expect(kept.length).toBeLessThanOrEqual(4 * Math.ceil(DAYS.length * stepPx));
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
    expect(kept).toContain(900);
    expect(kept).toContain(400);
    expect(kept.at(0)).toBe(0);
    expect(kept.at(-1)).toBe(DAYS.length - 1);
    for (let column = 0; column < DAYS.length * stepPx; column += 1) {
      const inside = (index: number) => Math.floor(index * stepPx) === column;
      const values = DAYS.filter((_, index) => inside(index));
      const left = kept.filter(inside).map((index) => DAYS[index]!);
      expect([Math.min(...left), Math.max(...left), left[0], left.at(-1)]).toEqual([Math.min(...values), Math.max(...values), values[0], values.at(-1)]);
    }
  });

  it("never bridges a gap", () => {
    const gapped = DAYS.map((value, at) => (at >= 1_003 && at < 1_006 ? null : value));
    const kept = thinPoints(gapped, 0.1);
    for (const index of [1_002, 1_003, 1_004, 1_005, 1_006]) expect(kept).toContain(index);
  });

  it("has nothing to keep of nothing", () => {
    expect(thinPoints([], 0.1)).toEqual([]);
  });
});
