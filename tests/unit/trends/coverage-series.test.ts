import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectedPart, collectedSpan, denseBuckets, densePoints, type DenseSeriesInput, type OutletGap, type UsualCoverage } from "@/server/core/trends/coverage-series";

const base: DenseSeriesInput = { from: "2025-03-03", to: "2025-03-23", bucket: "week", weekStart: 1, today: "2025-04-10", totals: [], span: null, usual: { perDay: new Map(), ofAll: 0 }, gaps: [] };
const usual: UsualCoverage = { perDay: new Map([["a", 3], ["b", 1]]), ofAll: 4 };
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
    const buckets = denseBuckets({ ...base, usual, gaps });
    expect(buckets.map(({ state, collected }) => [state, collected && Math.round(collected * 1_000)])).toEqual([
      ["complete", undefined],
      ["gap", 250],
      ["partial", 929],
    ]);
    expect(buckets[1]!.reasons).toEqual(["A: not collected"]);
  });

  it("counts a day of an outlet as missing once, however many gaps cover it", () => {
    const twice = [gap("a", "2025-03-03", "2025-03-05"), gap("a", "2025-03-04", "2025-03-06")];
    expect(collectedPart("2025-03-03", "2025-03-09", null, usual, twice).collected).toBeCloseTo(1 - (4 * 3) / 28);
  });

  it("is measured by the outlets that had begun, and says which had not", () => {
    const late: UsualCoverage = { perDay: new Map([["a", 1], ["b", 3]]), ofAll: 4, first: new Map([["a", "2025-01-01"], ["b", "2025-03-20"]]) };
    const before = { ...gap("b", "2025-01-01", "2025-03-19"), reason: "Nothing came before 20 Mar 2025." };
    const of = (gaps: OutletGap[], known = late) => denseBuckets({ ...base, usual: known, gaps }).map(({ state, collected, reasons }) => [state, collected === undefined ? null : Math.round(collected * 100), ...reasons]);
    const SAID = "B: Nothing came before 20 Mar 2025.";
    expect(of([before])).toEqual([["partial", null, SAID], ["partial", null, SAID], ["partial", null, SAID]]);
    // What was lost of the others is a part of theirs, not of a whole that was not there yet.
    expect(of([before, gap("a", "2025-03-10", "2025-03-13")])[1]).toEqual(["gap", 43, "A: not collected", SAID]);
    expect(of([before, gap("a", "2025-03-10", "2025-03-12")])[1]).toEqual(["partial", 57, "A: not collected", SAID]);
    // Alone it is a gap like any other; next to a large one nobody misses it.
    const alone = { perDay: new Map([["b", 3]]), ofAll: 3, first: late.first };
    expect(of([before], alone)).toEqual([["gap", 0, SAID], ["gap", 0, SAID], ["partial", null, SAID]]);
    expect(of([before], { ...late, perDay: new Map([["a", 60], ["b", 3]]), ofAll: 63 }).map(([state]) => state)).toEqual(["complete", "complete", "complete"]);
    // A silence after its first article is a loss.
    expect(of([{ ...before, fromDay: "2025-03-21", toDay: "2025-03-23" }])[2]).toEqual(["partial", 68, SAID]);
  });

  it("says of how many outlets something is missing, and what concerns most of them first", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const even: UsualCoverage = { perDay: new Map(ids.map((id) => [id, 1])), ofAll: 5 };
    const part = (gaps: OutletGap[]) => collectedPart("2025-03-03", "2025-03-09", null, even, gaps);
    const stopped = (id: string, reason = "The collection stopped.") => ({ ...gap(id, "2025-03-03", "2025-03-09"), reason });
    expect(part(ids.map((id) => stopped(id)))).toEqual({ collected: 0, reasons: ["5 of 5 outlets were not collected throughout.", "A, B, C and 2 more: The collection stopped."] });
    expect(part(ids.slice(0, 4).map((id, i) => stopped(id, `Reason ${i}.`))).reasons).toEqual(["4 of 5 outlets were not collected throughout.", "A: Reason 0.", "B: Reason 1.", "C: Reason 2.", "1 more has gaps of its own."]);
    expect(part([stopped("a"), stopped("c")]).reasons).toEqual(["A: The collection stopped.", "C: The collection stopped."]);
    expect(collectedPart("2025-03-03", "2025-03-09", null, base.usual, [gap("x", "2025-03-03", "2025-03-09")])).toEqual({ collected: 1, reasons: [] });
  });
});

describe("days of which nobody knows anything", () => {
  const span = { first: "2025-03-05", last: "2025-03-14", isSharp: { first: true, last: true } };
  const states = (over: Partial<DenseSeriesInput>) => denseBuckets({ ...base, span, ...over }).map(({ state, collected, reasons }) => [state, collected === undefined ? null : Math.round(collected * 100), ...reasons]);
  const BEFORE = "Nothing was collected before 5 Mar 2025.";
  const AFTER = "Nothing was collected after 14 Mar 2025.";

  it("are no zeros, before the first article and after the last one", () => {
    expect(states({ bucket: "week", from: "2025-02-24", to: "2025-03-30" })).toEqual([["gap", 0, BEFORE], ["partial", 71, BEFORE], ["partial", 71, AFTER], ["gap", 0, AFTER], ["gap", 0, AFTER]]);
    expect(states({ bucket: "month", from: "2025-03-01", to: "2025-03-31" })).toEqual([["gap", 32, BEFORE, AFTER]]);
    expect(states({ bucket: "day", from: "2025-03-04", to: "2025-03-06" }).map(([state]) => state)).toEqual(["gap", "complete", "complete"]);
  });

  it("come to what gaps take away", () => {
    const gaps = [gap("a", "2025-03-10", "2025-03-14")];
    expect(states({ usual, gaps })[1]).toEqual(["gap", 18, AFTER, "A: not collected"]);
    expect(states({ from: "2025-03-17", usual, gaps: [gap("a", "2025-03-17", "2025-03-23")] })).toEqual([["gap", 0, AFTER]]);
  });

  it("have no end where a feed goes on", () => {
    expect(states({ span: { ...span, last: null } }).map(([state]) => state)).toEqual(["partial", "complete", "complete"]);
    expect(states({ span: null }).map(([state]) => state)).toEqual(["complete", "complete", "complete"]);
  });

  it("are whole buckets where coverage comes now and then, and none that is not over", () => {
    const now = { span: { ...span, isSharp: { first: false, last: false } } };
    expect(states({ ...now, from: "2025-02-24", to: "2025-03-30" }).map(([state]) => state)).toEqual(["gap", "complete", "complete", "gap", "gap"]);
    expect(states({ ...now, bucket: "month", from: "2025-03-01", to: "2025-03-31" })).toEqual([["complete", null]]);
    expect(states({ ...now, from: "2025-03-10", today: "2025-03-20" })).toEqual([["complete", null], ["unfinished", null]]);
    expect(states({ ...now, from: "2025-03-10", usual, gaps: [gap("a", "2025-03-10", "2025-03-16")] })).toEqual([["gap", 25, "A: not collected"], ["gap", 0, AFTER]]);
  });

  it("are told to the day where coverage came on half of the days, on fourteen at least, and the end once it lies a week back", () => {
    const sharp = (days: number, last: string, today = "2025-06-01") => collectedSpan({ first: "2025-03-01", last, days }, false, today).isSharp;
    expect([sharp(14, "2025-03-28"), sharp(14, "2025-03-29"), sharp(13, "2025-03-13")].map(({ first }) => first)).toEqual([true, false, false]);
    expect([sharp(14, "2025-03-14", "2025-03-21"), sharp(14, "2025-03-14", "2025-03-22")]).toEqual([{ first: true, last: false }, { first: true, last: true }]);
    expect(collectedSpan({ first: "2025-03-01", last: "2025-03-14", days: 14 }, true, "2025-06-01").last).toBeNull();
  });

  it("do not count today, which may yet bring something", () => {
    const daily = (today: string) => states({ bucket: "day", from: "2025-03-13", to: "2025-03-17", today }).map(([state]) => state);
    expect(daily("2025-03-14")).toEqual(["complete", "unfinished", "unfinished", "unfinished", "unfinished"]);
    expect(daily("2025-03-15")).toEqual(["complete", "complete", "unfinished", "unfinished", "unfinished"]);
    expect(daily("2025-03-16")).toEqual(["complete", "complete", "gap", "unfinished", "unfinished"]);
    expect(states({ from: "2025-03-10", today: "2025-03-16" })).toEqual([["unfinished", 83, AFTER], ["unfinished", null]]);
    expect(states({ from: "2025-03-17", today: "2025-03-19" })).toEqual([["gap", 0, AFTER]]);
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
