import { sql } from "drizzle-orm";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { feeds, outlets } from "@/db/schema";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { bucketStart, BUCKETS, legalBuckets } from "@/server/core/trends/buckets";
import { addDays, type Day, localDay, weekday } from "@/server/core/trends/days";
import { listArticles } from "@/server/services/articles/list-articles";
import { storeArticles } from "@/server/services/articles/store-articles";
import type { Scope } from "@/server/services/scope";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { exportSeries } from "@/server/services/trends/export-series";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { applyTimeZone } from "@/server/services/workspaces/settings";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

/** Zones whose days are odd: half an hour of summer time, three quarters of an hour off, changes at midnight, far west and far east. */
const ZONES = ["Australia/Lord_Howe", "Asia/Kathmandu", "America/New_York", "Europe/Berlin", "Africa/Cairo", "Pacific/Kiritimati", "Pacific/Pago_Pago"];
/** Hours in which clocks of those zones change, in 2024 and 2025. */
const CHANGES = ["2024-04-06T15:00:00Z", "2024-10-05T15:30:00Z", "2025-04-05T15:00:00Z", "2025-03-09T07:00:00Z", "2024-11-03T06:00:00Z", "2025-03-30T01:00:00Z", "2024-10-27T01:00:00Z", "2025-04-24T22:00:00Z"];

describe("days, in the workspace's zone and week", () => {
  let house: TestHouse;
  const moments: Date[] = CHANGES.flatMap((change) => [-26, -13.75, -10.5, -1, -0.25, 0, 0.25, 0.5, 1, 5.5, 9.75, 14, 24].map((hours) => new Date(Date.parse(change) + hours * 3_600_000)));
  const inZone = (timeZone: string, weekStart = 1): Scope => ({ ...house.as("viewer"), workspace: { ...house.workspace, timeZone, weekStart } });

  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-06-01T12:00:00Z"));
    const drafts = [...moments.map((at) => at.toISOString()), "2025-04-06", "2024-10-06", ""];
    const articles = drafts.map((publishedAt, i) => {
      const normal = normaliseDraft({ url: `https://zones.example/${i}`, title: `Report ${i}`, outlet: "Zones", publishedAt, text: "Peace talks began and a ceasefire is near." }, { timeZone: "UTC", now: house.now() });
      if (!normal.ok) throw new Error(normal.problems[0]!.message);
      return normal.article;
    });
    await house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: house.as("analyst").actor, now: house.now, origin: "import" }, articles));
    await house.work();
    await foldCounts(house.db);
  });
  afterAll(() => house.close());

  it.each(ZONES)("in %s the database and we cut the same days, and every bucket holds what its list holds", async (zone) => {
    await applyTimeZone(house.db, house.workspace.id, zone);
    const stored = await house.db.execute<{ at: string; day: Day }>(sql`select published_at as at, published_day::text as day from articles where published_precision = 'time' order by id`);
    expect(stored).toHaveLength(moments.length);
    for (const { at, day } of stored) expect(day, at).toBe(localDay(new Date(at), zone));
    const printed = await house.db.execute<{ day: Day }>(sql`select published_day::text as day from articles where published_precision = 'day' order by id`);
    expect(printed.map(({ day }) => day)).toEqual(["2025-04-06", "2024-10-06"]);

    const days = [...stored.map(({ day }) => day), "2025-04-06", "2024-10-06"];
    for (const weekStart of [1, 6, 7]) {
      for (const bucket of BUCKETS) {
        const scope = inZone(zone, weekStart);
        const series = await coverageSeries(scope, { filter: {}, bucket, unit: "articles" });
        const expected = new Map<Day, number>();
        for (const day of days) expected.set(bucketStart(day, bucket, weekStart), (expected.get(bucketStart(day, bucket, weekStart)) ?? 0) + 1);
        expect(new Map(series.buckets.flatMap(({ start, total }) => (total > 0 ? [[start, total]] : [])))).toEqual(new Map([...expected].sort()));
        if (bucket === "week") expect(series.buckets.every(({ start }) => weekday(start) === weekStart)).toBe(true);
        expect(series.method.undated).toBe(1);
        const fullest = series.buckets.reduce((best, one) => (one.total > best.total ? one : best));
        const listed = await listArticles(scope, { filter: { from: series.from, to: series.to }, within: { from: fullest.start < series.from ? series.from : fullest.start, to: fullest.end } });
        expect(listed.total).toBe(fullest.total);
      }
    }
  });

  it("takes a range of one day, refuses one that ends before it begins, and coarsens a century", async () => {
    const one = await coverageSeries(inZone("UTC"), { filter: { from: "2025-04-06", to: "2025-04-06" }, bucket: "month", unit: "stories" });
    expect([one.bucket, one.buckets.length, one.legalBuckets]).toEqual(["day", 1, ["day"]]);
    await expect(coverageSeries(inZone("UTC"), { filter: { from: "2025-04-06", to: "2025-04-05" }, unit: "articles" })).rejects.toMatchObject({ code: "INVALID" });
    const century = await coverageSeries(inZone("UTC"), { filter: { from: "1925-01-01", to: "2025-05-31" }, bucket: "day", unit: "articles" });
    expect(legalBuckets(century.from, century.to)).not.toContain("day");
    expect(century.bucket).toBe("quarter");
    expect(century.method.denominator).toBe(moments.length + 2);
  });

  it("draws themes that are not there as no line, and none at all as none", async () => {
    const series = await coverageSeries(inZone("UTC"), { filter: { themes: [newId()] }, unit: "articles" });
    expect(series.lines).toEqual([]);
    expect(series.method.denominator).toBeGreaterThan(0);
  });

  it("marks the day of today as unfinished in the zone's own today", async () => {
    const before = inZone("Pacific/Kiritimati");
    const early = { ...before, now: () => new Date("2025-05-31T09:59:00Z") };
    const late = { ...before, now: () => new Date("2025-05-31T10:01:00Z") };
    const stateOf = async (scope: Scope) => (await coverageSeries(scope, { filter: { from: "2025-05-30", to: addDays("2025-05-31", 0) }, bucket: "day", unit: "articles" })).buckets.map(({ state }) => state);
    expect(await stateOf(early)).toEqual(["gap", "unfinished"]);
    expect(await stateOf(late)).toEqual(["gap", "gap"]);
  });

  it("calls no day a zero that nobody collected, in the chart and in its exports, unless a feed goes on", async () => {
    await applyTimeZone(house.db, house.workspace.id, "UTC");
    const request = { filter: { from: "2024-03-01", to: "2025-05-31" }, bucket: "month" as const, unit: "articles" as const };
    const statesOf = async () => (await coverageSeries(inZone("UTC"), request)).buckets.map(({ start, state, reasons }) => [start.slice(0, 7), state, ...reasons]);
    expect((await statesOf()).filter(([, state]) => state !== "complete")).toEqual([["2024-03", "gap", "Nothing was collected before 5 Apr 2024."], ["2025-05", "gap", "Nothing was collected after 25 Apr 2025."]]);
    const parts: string[] = [];
    for await (const part of (await exportSeries(inZone("UTC"), request, "csv")).parts) parts.push(String(part));
    const rows = parse(parts.join(""), { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.filter(({ bucket }) => bucket === "2025-05-01").map(({ count, state, note }) => [count, state, note])).toContainEqual(["0", "gap", "Nothing was collected after 25 Apr 2025."]);

    const [outlet] = await house.db.select({ id: outlets.id }).from(outlets);
    await house.db.insert(feeds).values({ id: newId(), workspaceId: house.workspace.id, url: "https://zones.example/feed", outletId: outlet!.id, lastSuccessAt: house.now() });
    expect((await statesOf()).filter(([, state]) => state !== "complete").map(([start]) => start)).toEqual(["2024-03"]);
    await house.db.update(feeds).set({ removedAt: house.now() });
    expect((await statesOf()).at(-1)).toEqual(["2025-05", "gap", "Nothing was collected after 25 Apr 2025."]);
  });
});
