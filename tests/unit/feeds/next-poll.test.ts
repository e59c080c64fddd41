import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_BACK_OFF_MS, LONGEST_WAIT_MS, nextPollAt, type PollRhythm, SHORTEST_WAIT_MS } from "@/server/core/feeds/next-poll";

const NOW = new Date("2025-03-30T01:30:00Z");
const MINUTE_MS = 60_000;
const every = (gapMs: number, count = 20) => Array.from({ length: count }, (_, at) => new Date(NOW.getTime() - at * gapMs));
const waitMs = (over: Partial<PollRhythm>) =>
  nextPollAt({ feedId: "0190-feed", now: NOW, entryDates: [], ttlMinutes: null, failures: 0, retryAfterMs: null, ...over }).getTime() - NOW.getTime();

const rhythm = fc.record({
  feedId: fc.uuid(),
  now: fc.constant(NOW),
  entryDates: fc.array(fc.integer({ min: -400 * 86_400_000, max: 3 * 86_400_000 }).map((offset) => new Date(NOW.getTime() + offset)), { maxLength: 60 }),
  ttlMinutes: fc.option(fc.integer({ min: 0, max: 100_000 })),
  failures: fc.integer({ min: 0, max: 5_000 }),
  retryAfterMs: fc.option(fc.integer({ min: 1, max: 86_400_000 })),
});

describe("when a feed is asked again", () => {
  it("stays between five minutes and six hours after a success, and within a day after failures", () => {
    fc.assert(
      fc.property(rhythm, (given) => {
        const wait = nextPollAt(given).getTime() - NOW.getTime();
        const most = Math.max(given.failures === 0 ? LONGEST_WAIT_MS : LONGEST_BACK_OFF_MS, given.retryAfterMs ?? 0);
        expect(wait).toBeGreaterThanOrEqual(SHORTEST_WAIT_MS);
        expect(wait).toBeLessThanOrEqual(most);
        expect(wait).toBeGreaterThanOrEqual(given.retryAfterMs ?? 0);
      }),
    );
  });

  it("never waits less after one failure more", () => {
    fc.assert(
      fc.property(rhythm, (given) => {
        const failures = given.failures + 1;
        expect(nextPollAt({ ...given, failures: failures + 1 }).getTime()).toBeGreaterThanOrEqual(nextPollAt({ ...given, failures }).getTime() * (1 - 1e-9) - LONGEST_BACK_OFF_MS * 0.2);
      }),
    );
    const waits = Array.from({ length: 14 }, (_, at) => waitMs({ failures: at + 1, entryDates: every(MINUTE_MS) }));
    expect(waits.slice(0, 8)).toEqual(waits.slice(0, 8).sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(LONGEST_BACK_OFF_MS * 0.79);
  });

  it("asks the same feed at the same part of its wait, and spreads feeds that were added together", () => {
    const waits = Array.from({ length: 200 }, (_, at) => waitMs({ feedId: `feed-${at}`, entryDates: every(60 * MINUTE_MS) }));
    expect(waitMs({ feedId: "feed-7", entryDates: every(60 * MINUTE_MS) })).toBe(waits[7]);
    const perMinute = new Map<number, number>();
    for (const wait of waits) perMinute.set(Math.floor(wait / MINUTE_MS), (perMinute.get(Math.floor(wait / MINUTE_MS)) ?? 0) + 1);
    expect(perMinute.size).toBeGreaterThanOrEqual(6);
    expect(Math.max(...perMinute.values())).toBeLessThan(60);
  });

  it.each([
    ["a ticker at the lower bound", { entryDates: every(MINUTE_MS) }, 5, 6],
    ["an entry an hour about every half an hour", { entryDates: every(60 * MINUTE_MS) }, 30, 36],
    ["a weekly at the upper bound", { entryDates: every(7 * 24 * 60 * MINUTE_MS) }, 288, 360],
    ["a daily that has been silent for a month rarely", { entryDates: every(24 * 60 * MINUTE_MS).map((date) => new Date(date.getTime() - 30 * 24 * 60 * MINUTE_MS)) }, 288, 360],
    ["a feed without dates hourly", {}, 60, 72],
    ["a ticker that asks for a quarter of an hour as it asks", { entryDates: every(MINUTE_MS), ttlMinutes: 15 }, 15, 18],
    ["a feed that asks for a month no later than the bound", { entryDates: every(MINUTE_MS), ttlMinutes: 43_200 }, 288, 360],
    ["a publisher that asks for two hours in two hours", { entryDates: every(MINUTE_MS), failures: 1, retryAfterMs: 120 * MINUTE_MS }, 120, 120],
  ])("asks %s", (_what, given, least, most) => {
    expect(waitMs(given) / MINUTE_MS).toBeGreaterThanOrEqual(least);
    expect(waitMs(given) / MINUTE_MS).toBeLessThanOrEqual(most);
  });
});
