import { describe, expect, it } from "vitest";
import { findGap, type Outage } from "@/server/core/feeds/find-gap";

const at = (moment: string) => new Date(moment);
const gap = (over: Partial<Outage>) => findGap({ lastSuccessAt: at("2025-03-10T12:00:00Z"), oldestEntryAt: at("2025-03-10T00:00:00Z"), now: at("2025-03-13T12:00:00Z"), resumed: null, timeZone: "UTC", ...over });

describe("which days a feed was not collected", () => {
  it.each<[string, Partial<Outage>, { fromDay: string; toDay: string } | null]>([
    ["nothing before the first collection", { lastSuccessAt: null }, null],
    ["three days of failures", {}, { fromDay: "2025-03-10", toDay: "2025-03-13" }],
    ["nothing while the feed still reaches back", { now: at("2025-03-10T20:00:00Z") }, null],
    ["nothing for less than half a day, however short the feed", { oldestEntryAt: at("2025-03-10T11:50:00Z"), now: at("2025-03-10T23:00:00Z") }, null],
    ["a day even of a feed that reaches back for weeks, because the silence shows by then", { oldestEntryAt: at("2025-02-01T00:00:00Z"), now: at("2025-03-11T18:00:00Z") }, { fromDay: "2025-03-10", toDay: "2025-03-11" }],
    ["nothing when an entry of before is still there", { resumed: { oldestEntryAt: at("2025-03-12T00:00:00Z"), overlaps: true } }, null],
    ["what lies between the last good collection and the earliest entry of now", { resumed: { oldestEntryAt: at("2025-03-12T15:00:00Z"), overlaps: false } }, { fromDay: "2025-03-10", toDay: "2025-03-12" }],
    ["everything when the entries of now have no dates", { resumed: { oldestEntryAt: null, overlaps: false } }, { fromDay: "2025-03-10", toDay: "2025-03-13" }],
    ["nothing when the entries of now reach back beyond the outage", { resumed: { oldestEntryAt: at("2025-03-01T00:00:00Z"), overlaps: false } }, null],
    ["only days of which half was lost", { lastSuccessAt: at("2025-03-10T20:00:00Z"), oldestEntryAt: null, now: at("2025-03-12T05:00:00Z") }, { fromDay: "2025-03-11", toDay: "2025-03-11" }],
    ["the workspace's days", { timeZone: "Pacific/Kiritimati" }, { fromDay: "2025-03-11", toDay: "2025-03-13" }],
    ["days across a change of the clocks", { lastSuccessAt: at("2025-03-29T23:00:00Z"), oldestEntryAt: null, now: at("2025-03-30T22:00:00Z"), resumed: { oldestEntryAt: null, overlaps: false }, timeZone: "Europe/Berlin" }, { fromDay: "2025-03-30", toDay: "2025-03-30" }],
  ])("says %s", (_what, outage, expected) => {
    expect(gap(outage)).toEqual(expected);
  });
});
