import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JudgedSeries, judgeSpike, judgeThreshold, tellWeek } from "@/server/core/alerts/judge-series";
import { binomialTail, median, modifiedZ } from "@/server/core/alerts/tail-probability";
import type { BucketState } from "@/server/core/trends/coverage-series";
import { addDays } from "@/server/core/trends/days";

const FIRST = "2025-02-03";

/** Days of one theme as [count, total], with a state where a day is not complete. */
function seriesOf(days: [count: number, total: number, state?: BucketState][]): JudgedSeries {
  return {
    unit: "articles",
    buckets: days.map(([, total, state = "complete"], i) => ({ start: addDays(FIRST, i), end: addDays(FIRST, i), state, total, reasons: [] })),
    lines: [{ theme: { id: "a", name: "Assets" }, points: days.map(([count, total]) => ({ count, total, share: total === 0 ? null : count / total })) }],
  };
}
const steady = (days: number, count = 3, total = 100): [number, number][] => Array.from({ length: days }, (_, i) => [count + (i % 3) - 1, total]);
const share = { unit: "articles" as const, by: "share" as const, minArticles: 5 };
const count = { ...share, by: "count" as const };

describe("tail probabilities", () => {
  it("are those of a table", () => {
    expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 10);
    expect(binomialTail(1, 20, 0.05)).toBeCloseTo(1 - 0.95 ** 20, 10);
    expect(binomialTail(0, 10, 0.3)).toBe(1);
    expect(binomialTail(11, 10, 0.3)).toBe(0);
    expect(binomialTail(60, 1_000, 0.03)).toBeLessThan(1e-6);
  });

  it("agree with the sum that they stand for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.nat(60), (total, p, wanted) => {
        const from = Math.min(wanted, total);
        let chance = 0;
        let choose = 1;
        for (let k = 0; k <= total; k++) {
          if (k >= from) chance += choose * p ** k * (1 - p) ** (total - k);
          choose = (choose * (total - k)) / (k + 1);
        }
        expect(binomialTail(from, total, p)).toBeCloseTo(chance, 8);
      }),
    );
  });

  it("measure a distance that a few wild days do not move", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(modifiedZ(10, [1, 2, 3, 4, 5])).toBeCloseTo(7 / 1.482602, 5);
    expect(modifiedZ(10, [1, 2, 3, 4, 500])).toBeCloseTo(7 / 1.482602, 5);
    expect(modifiedZ(1, [0, 0, 0, 0, 0, 0, 1])).toBeGreaterThan(3.5);
    expect(modifiedZ(2, [2, 2, 2])).toBe(0);
    expect(modifiedZ(3, [2, 2, 2])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("a spike by share", () => {
  it("is told with its numbers", () => {
    const [finding] = judgeSpike(seriesOf([...steady(28), [12, 100]]), 28, share);
    expect(finding?.reason).toBe("Assets took 12.0 % of coverage on 3 March 2025 (12 of 100 articles). Usual is 3.0 % (median of 28 days before); by chance so many would come about once in 22,000 days.");
  });

  it.each<[string, [number, number, BucketState?][]]>([
    ["a day as usual", [...steady(28), [4, 100]]],
    ["more articles when there is more of everything", [...steady(28), [12, 400]]],
    ["too few articles to mean anything", [...steady(28, 1, 20), [4, 20]]],
    ["a gap", [...steady(28), [12, 100, "gap"]]],
    ["a day that is not over", [...steady(28), [12, 100, "unfinished"]]],
    ["a workspace that is a few days old", [...steady(6), [12, 100]]],
    ["days of which most were gaps", [...steady(28).map(([c, t], i): [number, number, BucketState?] => [c, t, i < 22 ? "gap" : "complete"]), [12, 100]]],
  ])("is not told of %s", (_, days) => {
    expect(judgeSpike(seriesOf(days), days.length - 1, share)).toEqual([]);
  });

  it("is not hidden by one wild day or by gaps in the weeks before", () => {
    const before = steady(28).map(([c, t], i): [number, number, BucketState?] => (i === 5 ? [60, 100] : i > 10 && i < 15 ? [0, 2, "gap"] : [c, t]));
    expect(judgeSpike(seriesOf([...before, [15, 100]]), 28, share)).toHaveLength(1);
  });

  it("cries rarely where nothing happens: at most one day in a hundred of chance alone", () => {
    let seed = 11;
    const random = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const draw = (total: number, p: number) => Array.from({ length: total }).filter(() => random() < p).length;
    const days = Array.from({ length: 1_028 }, (): [number, number] => [draw(150, 0.05), 150]);
    const told = Array.from({ length: 1_000 }, (_, i) => judgeSpike(seriesOf(days.slice(i, i + 29)), 28, share).length).reduce((sum, one) => sum + one, 0);
    expect(told).toBeLessThanOrEqual(10);
  });
});

describe("a spike by count", () => {
  it("compares with the previous fourteen days", () => {
    const [finding] = judgeSpike(seriesOf([...steady(20, 30), ...steady(14), [12, 100]]), 34, count);
    expect(finding?.reason).toBe("Assets had 12 articles on 9 March 2025 (of 100 in all), against 2.9 a day on average in the 14 days before.");
    expect(judgeSpike(seriesOf([...steady(14), [6, 100]]), 14, count)).toEqual([]);
    expect(judgeSpike(seriesOf([...steady(14), [12, 100, "partial"]]), 14, count)).toEqual([]);
  });
});

describe("a line that somebody draws", () => {
  const line = { unit: "articles" as const, measure: "share" as const, direction: "above" as const, value: 0.05, per: "day" as const };
  it("is passed by a day or by a week", () => {
    expect(judgeThreshold(seriesOf([[5, 100]]), 0, line)[0]?.reason).toBe("Assets took 5.0 % of coverage on 3 February 2025 (5 of 100 articles); your line is 5.0 % or more.");
    expect(judgeThreshold(seriesOf([[4, 100]]), 0, line)).toEqual([]);
    const week = seriesOf(steady(7, 6));
    expect(judgeThreshold(week, 6, { ...line, per: "week" })[0]?.reason).toContain("in the week from 3 February to 9 February 2025");
    expect(judgeThreshold(week, 5, { ...line, per: "week" })).toEqual([]);
  });

  it("is not passed downwards because of what was not collected", () => {
    const below = { ...line, direction: "below" as const, measure: "count" as const, value: 2 };
    expect(judgeThreshold(seriesOf([[1, 100]]), 0, below)).toHaveLength(1);
    for (const state of ["gap", "partial", "unfinished"] as const) expect(judgeThreshold(seriesOf([[1, 100, state]]), 0, below)).toEqual([]);
  });
});

describe("the week", () => {
  it("is told theme by theme, with the week before", () => {
    expect(tellWeek(seriesOf([...steady(7, 2), ...steady(7, 6)]), 13)).toEqual({ reason: "700 articles in the week from 10 February to 16 February 2025.", lines: ["Assets: 5.9 % (41 of 700), after 1.9 % (13 of 700)"] });
  });

  it("compares nothing across a gap, and says so", () => {
    const days: [number, number, BucketState?][] = [...steady(13, 2), [0, 3, "gap"]];
    const week = tellWeek(seriesOf(days), 13)!;
    expect(week.reason).toContain("On 1 of its days less than half of the usual coverage was collected");
    expect(week.lines[0]).not.toContain("after");
  });
});
