import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectedPart, denseBuckets, densePoints, type DenseSeriesInput } from "@/server/core/trends/coverage-series";

const base: DenseSeriesInput = { from: "2025-03-03", to: "2025-03-23", bucket: "week", weekStart: 1, today: "2025-04-10", totals: [], rhythms: [], gaps: [] };
const rhythms = [
  { outletId: "a", perDay: 3 },
  { outletId: "b", perDay: 1 },
];
const gap = (outletId: string, fromDay: string, toDay: string) => ({ outletId, outletName: outletId.toUpperCase(), fromDay, toDay, reason: "not collected" });

describe("the state of a bucket", () => {
  it("is complete when it is over and was collected", () => {
    expect(denseBuckets(base).map(({ start, end, state }) => [start, end, state])).toEqual([
      ["2025-03-03", "2025-03-09", "complete"],
      ["2025-03-10", "2025-03-16", "complete"],
      ["2025-03-17", "2025-03-23", "complete"],
    ]);
  });

  it("is unfinished as long as its last day is not over", () => {
    const states = (today: string) => denseBuckets({ ...base, today }).map(({ state }) => state);
    expect(states("2025-03-23")).toEqual(["complete", "complete", "unfinished"]);
    expect(states("2025-03-24")).toEqual(["complete", "complete", "complete"]);
    expect(denseBuckets({ ...base, today: "2025-03-20" })[2]!.elapsed).toEqual({ days: 3, of: 7 });
  });

  it("says when the range cuts it, at either end, so that it does not read as a collapse", () => {
    const months = denseBuckets({ ...base, bucket: "month", from: "2025-01-22", to: "2025-03-10", today: "2025-04-10" });
    expect(months.map(({ start, cut }) => [start, cut])).toEqual([
      ["2025-01-01", { days: 10, of: 31 }],
      ["2025-02-01", undefined],
      ["2025-03-01", { days: 10, of: 31 }],
    ]);
    const unfinished = denseBuckets({ ...base, bucket: "month", from: "2025-03-01", to: "2025-03-10", today: "2025-03-10" });
    expect(unfinished[0]).toMatchObject({ state: "unfinished", elapsed: { days: 9, of: 31 } });
    expect(unfinished[0]!.cut).toBeUndefined();
  });

  it("is a gap below half of the usual coverage, and partly collected below all of it", () => {
    const gaps = [gap("a", "2025-03-10", "2025-03-16"), gap("b", "2025-03-17", "2025-03-18")];
    const buckets = denseBuckets({ ...base, rhythms, gaps });
    expect(buckets.map(({ state, collected }) => [state, collected && Math.round(collected * 1_000)])).toEqual([
      ["complete", undefined],
      ["gap", 250],
      ["partial", 929],
    ]);
    expect(buckets[1]!.reasons).toEqual(["A: not collected"]);
  });

  it("counts a day of an outlet as missing once, however many gaps cover it", () => {
    const twice = [gap("a", "2025-03-03", "2025-03-05"), gap("a", "2025-03-04", "2025-03-06")];
    expect(collectedPart("2025-03-03", "2025-03-09", rhythms, twice).collected).toBeCloseTo(1 - (4 * 3) / 28);
  });

  it("is no gap for outlets of which nothing is known", () => {
    const many = ["a", "b", "c", "d", "e"].map((id) => ({ ...gap(id, "2025-03-03", "2025-03-09"), outletName: id.toUpperCase(), reason: "The collection stopped." }));
    expect(collectedPart("2025-03-03", "2025-03-09", many.map(({ outletId }) => ({ outletId, perDay: 1 })), many)).toEqual({ collected: 0, reasons: ["A, B, C and 2 more: The collection stopped."] });
    expect(collectedPart("2025-03-03", "2025-03-09", [], [gap("x", "2025-03-03", "2025-03-09")])).toEqual({ collected: 1, reasons: [] });
  });
});

describe("points", () => {
  it("have a row for every bucket, and no share where nothing was counted", () => {
    const buckets = denseBuckets({ ...base, totals: [0, 4, 0] });
    expect(densePoints(buckets, [0, 1, 0])).toEqual([
      { count: 0, total: 0, share: null },
      { count: 1, total: 4, share: 0.25 },
      { count: 0, total: 0, share: null },
    ]);
  });

  it("keep every share between 0 and 1", () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (a, b) => {
        const buckets = denseBuckets({ ...base, totals: [Math.max(a, b)] });
        const { share } = densePoints(buckets, [Math.min(a, b)])[0]!;
        return share === null ? Math.max(a, b) === 0 : share >= 0 && share <= 1;
      }),
    );
  });
});
