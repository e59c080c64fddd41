import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUCKETS, bucketStarts } from "@/server/core/trends/buckets";
import { dayFromNumber, dayNumber, daysBetween, weekday } from "@/server/core/trends/days";
import { previousPeriod } from "@/server/core/trends/previous-period";

describe("the previous period", () => {
  it.each([
    ["a week of days", "day", "2025-03-03", "2025-03-09", "2025-02-24", "2025-03-02"],
    ["ten days, so that weekdays meet", "day", "2025-03-03", "2025-03-12", "2025-02-17", "2025-02-26"],
    ["days across the change to summer time", "day", "2025-03-30", "2025-04-05", "2025-03-23", "2025-03-29"],
    ["weeks that the range cuts at both ends", "week", "2025-03-05", "2025-03-18", "2025-02-12", "2025-02-25"],
    ["a whole month before a longer one", "month", "2025-03-01", "2025-03-31", "2025-02-01", "2025-02-28"],
    ["a whole February before a longer month", "month", "2024-02-01", "2024-02-29", "2024-01-01", "2024-01-31"],
    ["two months up to the middle", "month", "2025-01-22", "2025-02-15", "2024-11-22", "2024-12-15"],
    ["a 31st that the month before has not", "month", "2025-03-31", "2025-04-15", "2025-01-31", "2025-02-15"],
    ["a year of quarters", "quarter", "2024-01-01", "2024-12-31", "2023-01-01", "2023-12-31"],
  ] as const)("of %s", (_, bucket, from, to, previousFrom, previousTo) => {
    expect(previousPeriod({ from, to }, bucket, 1)).toEqual({ from: previousFrom, to: previousTo });
  });

  it("is null before the calendar begins", () => {
    expect(previousPeriod({ from: "1800-01-01", to: "1800-02-01" }, "day", 1)).toBeNull();
  });

  it("has as many buckets, ends before the period begins, and keeps weekday and length where days count", () => {
    const day = fc.integer({ min: dayNumber("1950-01-01"), max: dayNumber("2100-12-31") });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), fc.constantFrom(...BUCKETS), fc.integer({ min: 1, max: 7 }), (first, length, bucket, weekStart) => {
        const from = dayFromNumber(first);
        const to = dayFromNumber(first + length);
        const previous = previousPeriod({ from, to }, bucket, weekStart)!;
        expect(previous.to < from).toBe(true);
        expect(previous.from <= previous.to).toBe(true);
        expect(bucketStarts(previous.from, previous.to, bucket, weekStart)).toHaveLength(bucketStarts(from, to, bucket, weekStart).length);
        if (bucket === "day" || bucket === "week") {
          expect(daysBetween(previous.from, previous.to)).toBe(daysBetween(from, to));
          expect(weekday(previous.from)).toBe(weekday(from));
        }
      }),
    );
  });
});
