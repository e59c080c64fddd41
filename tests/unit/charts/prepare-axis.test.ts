import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareTimeTicks, prepareValueAxis } from "@/components/charts/prepare-axis";

const DAY_MS = 86_400_000;
const startsEvery = (from: string, stepDays: number, count: number) =>
  Array.from({ length: count }, (_, index) => new Date(Date.parse(`${from}T00:00:00Z`) + index * stepDays * DAY_MS).toISOString().slice(0, 10));
const monthStarts = (count: number, step = 1) => Array.from({ length: count }, (_, index) => new Date(Date.UTC(2020, index * step, 1)).toISOString().slice(0, 10));

describe("prepareValueAxis", () => {
  it.each([
    [0.041, "share", ["0 %", "1 %", "2 %", "3 %", "4 %", "5 %"]],
    [0.004, "share", ["0.0 %", "0.1 %", "0.2 %", "0.3 %", "0.4 %"]],
    [1, "share", ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]],
    [0, "share", ["0.0 %", "0.2 %", "0.4 %", "0.6 %", "0.8 %", "1.0 %"]],
    [3, "count", ["0", "1", "2", "3"]],
    [1268, "count", ["0", "500", "1,000", "1,500"]],
    [0, "count", ["0", "1"]],
  ] as const)("%s as %s", (largest, measure, labels) => {
    expect(prepareValueAxis(largest, measure, 300).ticks.map((tick) => tick.label)).toEqual(labels.map((label) => label.replace(" ", "\u00a0")));
  });

  it("always begins at zero, covers the largest value, and keeps counts whole and shares within 100 %", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 60, max: 900 }), (share, count, heightPx) => {
        const shares = prepareValueAxis(share, "share", heightPx);
        const counts = prepareValueAxis(count, "count", heightPx);
        expect(shares.ticks[0]?.value).toBe(0);
        expect(shares.max).toBeGreaterThanOrEqual(share - 1e-12);
        expect(shares.max).toBeLessThanOrEqual(1 + 1e-12);
        expect(counts.max).toBeGreaterThanOrEqual(count);
        expect(counts.ticks.every((tick) => Number.isInteger(tick.value))).toBe(true);
        expect(new Set(shares.ticks.map((tick) => tick.label)).size).toBe(shares.ticks.length);
        expect(Math.max(shares.ticks.length, counts.ticks.length)).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe("prepareTimeTicks", () => {
  it("names every week while there is room, and the year once", () => {
    expect(prepareTimeTicks(startsEvery("2025-12-15", 7, 4), "week", 80)).toEqual([
      { index: 0, label: "15 Dec", secondLine: "2025" },
      { index: 1, label: "22 Dec", secondLine: undefined },
      { index: 2, label: "29 Dec", secondLine: undefined },
      { index: 3, label: "5 Jan", secondLine: "2026" },
    ]);
  });

  it("names months by their first week, each month once", () => {
    const ticks = prepareTimeTicks(startsEvery("2026-06-01", 7, 26), "week", 11);
    expect(ticks.map((tick) => tick.label)).toEqual(["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]);
  });

  it("thins five years of days to years, on the first of January", () => {
    const starts = startsEvery("2021-11-22", 1, 1825);
    const ticks = prepareTimeTicks(starts, "day", 0.2);
    expect(ticks.map((tick) => [starts[tick.index], tick.label])).toEqual(["2022", "2023", "2024", "2025", "2026"].map((year) => [`${year}-01-01`, year]));
  });

  it("names quarters as quarters", () => {
    expect(prepareTimeTicks(monthStarts(5, 3), "quarter", 60).map((tick) => tick.label)).toEqual(["Q1", "Q2", "Q3", "Q4", "Q1"]);
  });

  it("survives no bucket and one bucket", () => {
    expect(prepareTimeTicks([], "week", 10)).toEqual([]);
    expect(prepareTimeTicks(["2026-11-16"], "week", 900)).toEqual([{ index: 0, label: "16 Nov", secondLine: "2026" }]);
  });

  it("never lets labels touch, except that a very short axis may name its two ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40_000 }), fc.constantFrom("day", "week", "month", "quarter"), fc.integer({ min: 200, max: 2400 }), (count, interval, widthPx) => {
        const starts = interval === "month" ? monthStarts(count % 1200 || 2) : interval === "quarter" ? monthStarts(count % 400 || 2, 3) : startsEvery("1990-01-01", interval === "day" ? 1 : 7, count % 5000 || 2);
        const stepPx = widthPx / starts.length;
        const ticks = prepareTimeTicks(starts, interval, stepPx);
        if (ticks.length <= 2) return;
        ticks.forEach((tick, at) => {
          const before = ticks[at - 1];
          if (before) expect((tick.index - before.index) * stepPx).toBeGreaterThanOrEqual(40);
        });
      }),
      { numRuns: 60 },
    );
  });
});
