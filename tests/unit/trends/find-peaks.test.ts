import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPeaks, type PeakRequest } from "@/server/core/trends/find-peaks";

const request = (rows: number[][], total = 100): PeakRequest => ({
  buckets: rows[0]!.map(() => ({ state: "complete" as const })),
  lines: rows.map((counts) => ({ points: counts.map((count) => ({ count, total, share: total === 0 ? null : count / total })) })),
});
const quiet = [2, 3, 2, 4, 3, 2, 3, 3];

describe("peaks", () => {
  it("are buckets that stand out from their line", () => {
    expect(findPeaks(request([[...quiet, 30, ...quiet]])).map(({ lineIndex, bucketIndex }) => [lineIndex, bucketIndex])).toEqual([[0, 8]]);
  });

  it.each([
    ["a level line", [5, 5, 5, 5, 5, 5, 5, 5, 5, 5]],
    ["an ordinary high", [2, 3, 2, 4, 3, 2, 5, 3, 2, 3]],
    ["one or two articles over nothing", [0, 0, 0, 0, 2, 0, 0, 0, 0, 0]],
    ["a line too short to have a usual height", [1, 1, 40, 1, 1]],
    ["the shoulder of a higher one", [...quiet, 30].slice(0, 8)],
  ])("are not in %s", (_, counts) => {
    expect(findPeaks(request([counts]))).toEqual([]);
  });

  it("are not in buckets that are not over, cut or missing", () => {
    for (const bucket of [{ state: "unfinished" as const }, { state: "gap" as const }, { state: "complete" as const, cut: { days: 2, of: 7 } }]) {
      const drawn = request([[...quiet, 30, ...quiet]]);
      expect(findPeaks({ ...drawn, buckets: drawn.buckets.map((whole, i) => (i === 8 ? bucket : whole)) })).toEqual([]);
    }
  });

  it("are shares: a busy week alone is none", () => {
    const drawn = request([[...quiet, 30, ...quiet]]);
    const points = drawn.lines[0]!.points.map((point, i) => (i === 8 ? { count: 30, total: 1_000, share: 0.03 } : point));
    expect(findPeaks({ ...drawn, lines: [{ points }] })).toEqual([]);
  });

  it("are at most two a line and five in all, the strongest first", () => {
    const many = Array.from({ length: 6 }, (_, i) => [...quiet, 20 + i, ...quiet, 40, ...quiet, 30, ...quiet]);
    const peaks = findPeaks(request(many));
    expect(peaks).toHaveLength(5);
    expect(peaks.every(({ score }, i) => i === 0 || peaks[i - 1]!.score >= score)).toBe(true);
    for (let line = 0; line < 6; line++) expect(peaks.filter(({ lineIndex }) => lineIndex === line).length).toBeLessThanOrEqual(2);
  });

  it("stand on points that are drawn, whatever the numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 60 }), (pairs) => {
        const points = pairs.map(([count, more]) => ({ count, total: count + more, share: count + more === 0 ? null : count / (count + more) }));
        for (const { bucketIndex, score } of findPeaks({ buckets: points.map(() => ({ state: "complete" as const })), lines: [{ points }] })) {
          expect(points[bucketIndex]!.share).not.toBeNull();
          expect(score).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
