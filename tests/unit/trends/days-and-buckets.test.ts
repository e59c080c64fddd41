import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { automaticBucket, type Bucket, BUCKETS, bucketStart, bucketStarts, elapsedDays, legalBuckets, MAX_BUCKETS, nextBucket } from "@/server/core/trends/buckets";
import { dayShape } from "@/server/core/trends/day-shape";
import { addDays, dayNumber, daysBetween, localDay, weekday } from "@/server/core/trends/days";

const day = fc.date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2150-01-01T00:00:00Z"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const bucket = fc.constantFrom(...BUCKETS);
const weekStart = fc.integer({ min: 1, max: 7 });

describe("days", () => {
  it.each([
    ["2025-02-28", true],
    ["2025-02-29", false],
    ["2024-02-29", true],
    ["2025-13-01", false],
    ["2025-00-10", false],
    ["25-01-01", false],
    ["0001-01-01", false],
    ["9999-01-01", false],
    ["2025-1-1", false],
    ["", false],
  ])("%s is a day: %s", (value, isDay) => expect(dayShape.safeParse(value).success).toBe(isDay));

  it.each([
    ["2025-03-30T00:30:00Z", "Europe/Berlin", "2025-03-30"],
    ["2025-03-30T22:30:00Z", "Europe/Berlin", "2025-03-31"],
    ["2025-10-26T00:59:59Z", "Europe/Berlin", "2025-10-26"],
    ["2025-10-26T22:59:59Z", "Europe/Berlin", "2025-10-26"],
    ["2025-10-26T23:00:00Z", "Europe/Berlin", "2025-10-27"],
    ["2025-01-01T18:14:59Z", "Asia/Kathmandu", "2025-01-01"],
    ["2025-01-01T18:15:00Z", "Asia/Kathmandu", "2025-01-02"],
    ["2025-04-05T13:00:00Z", "Australia/Lord_Howe", "2025-04-06"],
    ["2025-07-05T13:29:00Z", "Australia/Lord_Howe", "2025-07-05"],
    ["2025-01-01T00:00:00Z", "UTC", "2025-01-01"],
  ])("%s in %s is on %s", (at, zone, expected) => expect(localDay(new Date(at), zone)).toBe(expected));

  it("counts back and forth", () => {
    fc.assert(fc.property(day, fc.integer({ min: -4_000, max: 4_000 }), (from, days) => addDays(addDays(from, days), -days) === from && daysBetween(from, addDays(from, Math.abs(days))) === Math.abs(days) + 1));
  });

  it.each([
    ["2026-11-22", 7],
    ["2026-11-23", 1],
    ["1969-12-31", 3],
    ["2000-02-29", 2],
  ])("%s is ISO weekday %i", (value, expected) => expect(weekday(value)).toBe(expected));
});

describe("buckets", () => {
  it.each<[string, Bucket, number, string]>([
    ["2026-11-22", "week", 1, "2026-11-16"],
    ["2026-11-22", "week", 7, "2026-11-22"],
    ["2026-11-22", "week", 6, "2026-11-21"],
    ["2026-11-22", "month", 1, "2026-11-01"],
    ["2026-11-22", "quarter", 1, "2026-10-01"],
    ["2024-02-29", "quarter", 1, "2024-01-01"],
    ["2025-01-01", "week", 1, "2024-12-30"],
  ])("%s by %s (week from %i) begins on %s", (value, by, start, expected) => expect(bucketStart(value, by, start)).toBe(expected));

  it("cover every day once, whatever the week start", () => {
    fc.assert(
      fc.property(day, bucket, weekStart, (value, by, start) => {
        const first = bucketStart(value, by, start);
        const next = nextBucket(first, by);
        return first <= value && value < next && bucketStart(first, by, start) === first && bucketStart(next, by, start) === next && (by !== "week" || weekday(first) === start);
      }),
    );
  });

  it("come in order without a hole", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), bucket, weekStart, (from, length, by, start) => {
        const to = addDays(from, length);
        const starts = bucketStarts(from, to, by, start);
        expect(starts[0]! <= from && nextBucket(starts.at(-1)!, by) > to).toBe(true);
        starts.slice(1).forEach((later, i) => expect(later).toBe(nextBucket(starts[i]!, by)));
      }),
    );
  });

  it("are legal only in reasonable numbers, and the automatic one is legal", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 36_500 }), (from, length) => {
        const to = addDays(from, length);
        const legal = legalBuckets(from, to);
        expect(legal).toContain(automaticBucket(from, to));
        for (const by of legal) expect(bucketStarts(from, to, by, 1).length).toBeLessThanOrEqual(MAX_BUCKETS + 2);
      }),
    );
  });

  it.each<[string, Bucket, string, { days: number; of: number }]>([
    ["2026-11-16", "week", "2026-11-19", { days: 3, of: 7 }],
    ["2026-11-16", "week", "2026-11-16", { days: 0, of: 7 }],
    ["2026-02-01", "month", "2026-03-01", { days: 28, of: 28 }],
    ["2026-10-01", "quarter", "2026-11-22", { days: 52, of: 92 }],
  ])("%s (%s) on %s is over by %o", (start, by, today, expected) => expect(elapsedDays(start, by, today)).toEqual(expected));

  it("knows how far a day is from another", () => expect(dayNumber("1970-01-02")).toBe(1));
});
