import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUCKETS, bucketStart, bucketStarts } from "@/server/core/trends/buckets";
import { addRuns, bucketEdges, countPerBucket, coveredDays, NO_COUNTS } from "@/server/core/trends/daily-counts";
import { addDays, dayFromNumber, dayNumber, daysBetween } from "@/server/core/trends/days";

const run = fc
  .record({ firstDay: fc.integer({ min: dayNumber("2019-06-01"), max: dayNumber("2021-06-01") }), entries: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 365 }), fc.integer({ min: -3, max: 20 })), { selector: ([day]) => day, maxLength: 40 }) })
  .map(({ firstDay, entries }) => {
    const sorted = entries.toSorted(([a], [b]) => a - b);
    return { firstDay, days: sorted.map(([day]) => day), counts: sorted.map(([, count]) => count) };
  });

const print = ({ firstDay, days, counts }: { firstDay: number; days: number[]; counts: number[] }) => ({ firstDay, days: days.join(","), counts: counts.join(",") });

describe("counts per day", () => {
  it("are summed per bucket as if each day were looked at by itself", () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 500 }), fc.constantFrom(...BUCKETS), fc.integer({ min: 1, max: 7 }), (runs, offset, length, bucket, weekStart) => {
        const from = addDays("2019-03-10", offset);
        const to = addDays(from, length);
        const expected = new Map<string, number>();
        for (const { firstDay, days, counts } of runs) {
          days.forEach((day, i) => {
            const on = dayFromNumber(firstDay + day);
            if (on >= from && on <= to) expected.set(bucketStart(on, bucket, weekStart), (expected.get(bucketStart(on, bucket, weekStart)) ?? 0) + counts[i]!);
          });
        }
        const starts = bucketStarts(from, to, bucket, weekStart);
        const edges = bucketEdges(starts, from, to);
        expect(edges).toHaveLength(starts.length + 1);
        expect(countPerBucket(addRuns(runs.map(print)), edges)).toEqual(starts.map((start) => expected.get(start) ?? 0));
      }),
    );
  });

  it("know the first and the last day that have any, however runs cancel out", () => {
    expect(coveredDays(addRuns([{ firstDay: dayNumber("2025-01-01"), days: "0,4,364", counts: "2,1,7" }, { firstDay: dayNumber("2025-12-31"), days: "0", counts: "-7" }]))).toEqual({ first: "2025-01-01", last: "2025-01-05", days: 2 });
    expect(coveredDays(addRuns([{ firstDay: 5, days: "0", counts: "1" }, { firstDay: 5, days: "0", counts: "-1" }]))).toBeNull();
    expect(addRuns([{ firstDay: 5, days: "", counts: "" }])).toBe(NO_COUNTS);
  });
});

describe("day numbers", () => {
  it("are those of the calendar, over all days that we keep", () => {
    for (let number = dayNumber("1800-01-01"); number <= dayNumber("2200-12-31"); number += 1) {
      const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
      if (dayFromNumber(number) !== day || dayNumber(day) !== number) expect([number, dayFromNumber(number), dayNumber(day)]).toEqual([number, day, number]);
    }
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(3);
    expect(dayFromNumber(Number.NaN)).toBe("");
  });
});
