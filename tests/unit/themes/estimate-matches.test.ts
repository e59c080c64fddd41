import { describe, expect, it } from "vitest";
import { addEstimates, estimateCount, exactly, subtractEstimate } from "@/server/core/themes/estimate-matches";
import { seeded } from "@/tests/support/generated-coverage";

describe("estimating a count from a sample", () => {
  it("is certain when everything was read", () => {
    expect(estimateCount(7, 40, 40)).toEqual({ value: 7, low: 7, high: 7, exact: true });
  });

  it("refuses to estimate from nothing", () => {
    expect(() => estimateCount(0, 0, 10)).toThrow(RangeError);
  });

  it("never says that nothing is nothing, nor less or more than was seen", () => {
    expect(estimateCount(0, 500, 50_000)).toMatchObject({ value: 0, low: 0, exact: false });
    expect(estimateCount(0, 500, 50_000).high).toBeGreaterThan(100);
    expect(estimateCount(95, 100, 110).low).toBeGreaterThanOrEqual(95);
    expect(estimateCount(95, 100, 110).high).toBeLessThanOrEqual(105);
  });

  it("agrees with the published score interval where the sample is small against the whole", () => {
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
    for (const [hits, drawn, low, high] of [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]] as const) {
      const size = 1e9;
      expect(estimateCount(hits, drawn, size).low / size).toBeCloseTo(low, 3);
      expect(estimateCount(hits, drawn, size).high / size).toBeCloseTo(high, 3);
    }
  });

  it("covers the truth in about 95 of 100 samples, also when strata are added", () => {
    const random = seeded(99);
    const strata = [
      { size: 3_000, share: 0.06, drawn: 300 },
      { size: 900, share: 0.7, drawn: 200 },
    ].map(({ size, share, drawn }) => ({ drawn, things: Array.from({ length: size }, (_, at) => at < size * share) }));
    const truth = strata.flatMap(({ things }) => things).filter(Boolean).length;
    let covered = 0;
    for (let run = 0; run < 2_000; run += 1) {
      const estimates = strata.map(({ things, drawn }) => {
        const left = [...things];
        let hits = 0;
        for (let at = 0; at < drawn; at += 1) {
          const other = at + Math.floor(random() * (left.length - at));
          [left[at], left[other]] = [left[other]!, left[at]!];
          if (left[at]) hits += 1;
        }
        return estimateCount(hits, drawn, things.length);
      });
      const { low, high } = addEstimates(...estimates);
      if (low <= truth && truth <= high) covered += 1;
    }
    expect(covered / 2_000).toBeGreaterThan(0.93);
    expect(covered / 2_000).toBeLessThan(0.985);
  });

  it("keeps certainty through sums and differences", () => {
    expect(addEstimates(exactly(3), exactly(4))).toEqual(exactly(7));
    expect(subtractEstimate(10, { value: 4, low: 2, high: 7, exact: false })).toEqual({ value: 6, low: 3, high: 8, exact: false });
  });
});
