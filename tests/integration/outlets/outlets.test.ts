import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { articles, feeds, outlets } from "@/db/schema";
import { normaliseDraft, type NormalArticle } from "@/server/core/articles/article-draft";
import { addDays } from "@/server/core/trends/days";
import { addArticle } from "@/server/services/articles/add-article";
import { storeArticles } from "@/server/services/articles/store-articles";
import { editOutlet } from "@/server/services/outlets/edit-outlet";
import { listOutletBook } from "@/server/services/outlets/list-outlets";
import { mergeOutlets } from "@/server/services/outlets/merge-outlets";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { outletsThroughout } from "@/server/services/trends/outlets-throughout";
import { addGap, confirmGap, dismissGap, listGaps, removeGap, reopenGap } from "@/server/services/trends/gaps";
import { enqueueGapInference } from "@/server/services/trends/infer-gaps";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const NOW = new Date("2025-07-01T12:00:00Z");
const FIRST = "2025-01-01";

function articleOn(day: string, outlet: string, number: number): NormalArticle {
  const normal = normaliseDraft({ url: `https://${outlet}/${day}/${number}`, title: `Report ${number} of ${day} in ${outlet}`, publishedAt: day }, { timeZone: "UTC", now: NOW });
  if (!normal.ok) throw new Error(normal.problems[0]!.message);
  return normal.article;
}

describe("outlets and their gaps", () => {
  let house: TestHouse;
  const byFile = (list: NormalArticle[]) => house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: house.asSystem().actor, now: house.now, origin: "import" }, list));
  const days = (from: string, count: number) => Array.from({ length: count }, (_, n) => addDays(from, n));
  const infer = async () => {
    await enqueueGapInference(house.db);
    await house.work();
  };
  const idOf = async (domain: string) => (await house.db.select({ id: outlets.id }).from(outlets).where(eq(outlets.domain, domain)))[0]!.id;

  beforeAll(async () => {
    house = await openTestHouse(() => NOW);
    const isMissing = (day: string) => day >= "2025-04-07" && day <= "2025-05-04";
    await byFile([
      ...days(FIRST, 180).flatMap((day) => (isMissing(day) ? [] : [articleOn(day, "gazette.example", 1), articleOn(day, "gazette.example", 2)])),
      ...days(FIRST, 180).flatMap((day, n) => (isMissing(day) ? [] : [articleOn(day, `small-${n % 40}.example`, 1)])),
      ...days(FIRST, 180).map((day) => articleOn(day, "courier.example", 1)),
    ]);
  });
  afterAll(() => house.close());

  it("infers what is missing, once, and draws it as a gap with its reason", async () => {
    await infer();
    await infer();
    const found = await listGaps(house.as("viewer"));
    expect(found.map(({ outletCount, fromDay, toDay, kind, state }) => ({ outletCount, fromDay, toDay, kind, state }))).toEqual(
      expect.arrayContaining([
        { outletCount: 1, fromDay: "2025-04-07", toDay: "2025-05-04", kind: "inferred", state: "open" },
        { outletCount: 40, fromDay: "2025-04-07", toDay: "2025-05-04", kind: "inferred", state: "open" },
      ]),
    );
    expect(found).toHaveLength(2);
    const series = await coverageSeries(house.as("viewer"), { filter: { outlets: [await idOf("gazette.example")], from: "2025-03-31", to: "2025-05-11" }, bucket: "week", unit: "articles" });
    expect(series.buckets.map(({ state }) => state)).toEqual(["complete", "gap", "gap", "gap", "gap", "complete"]);
    expect(series.buckets[1]!.reasons.join()).toContain("Nothing came for 28 days");
  });

  it("keeps what a person decided, for the whole group, and lets it be taken back", async () => {
    const analyst = house.as("analyst");
    const [group, one] = (await listGaps(analyst)).sort((a, b) => b.outletCount - a.outletCount);
    await confirmGap(analyst, { gapId: group!.id, note: "The key had expired." });
    await dismissGap(analyst, { gapId: one!.id, note: "On strike." });
    await infer();
    const judged = await listGaps(analyst);
    expect(judged.map(({ outletCount, state, note, by }) => ({ outletCount, state, note, by })).sort((a, b) => b.outletCount - a.outletCount)).toEqual([
      { outletCount: 40, state: "confirmed", note: "The key had expired.", by: "The analyst" },
      { outletCount: 1, state: "dismissed", note: "On strike.", by: "The analyst" },
    ]);
    const series = await coverageSeries(analyst, { filter: { outlets: [await idOf("gazette.example")], from: "2025-04-14", to: "2025-04-20" }, bucket: "day", unit: "articles" });
    expect(new Set(series.buckets.map(({ state, total }) => `${state} ${total}`))).toEqual(new Set(["complete 0"]));
    await reopenGap(analyst, { gapId: one!.id });
    expect((await listGaps(analyst)).find(({ outletCount }) => outletCount === 1)).toMatchObject({ state: "open", note: "", by: null });
  });

  it("forgets a silence that a later file fills", async () => {
    await byFile(days("2025-04-07", 28).map((day) => articleOn(day, "gazette.example", 3)));
    await infer();
    expect((await listGaps(house.as("viewer"))).filter(({ outletCount }) => outletCount === 1)).toEqual([]);
  });

  it("misses an outlet whose only feed was removed, as long as it is", async () => {
    const wire = days(FIRST, 140).map((day) => articleOn(day, "wire.example", 1));
    await house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: house.asSystem().actor, now: house.now, origin: "feed" }, wire));
    await house.db.insert(feeds).values({ id: newId(), workspaceId: house.workspace.id, url: "https://wire.example/feed", outletId: await idOf("wire.example"), createdAt: new Date(FIRST), removedAt: house.now() });
    const ofWire = async () => {
      await infer();
      return (await listGaps(house.as("viewer"))).flatMap(({ outlets: [first], fromDay, toDay }) => (first!.name === "wire.example" ? [[fromDay, toDay]] : []));
    };
    expect(await ofWire()).toEqual([["2025-05-21", "2025-06-29"]]);
    await house.db.update(feeds).set({ removedAt: null });
    expect(await ofWire()).toEqual([]);
  });

  it("misses an outlet before it was taken in, and one that people added to and left, beside a live feed", async () => {
    const scope = house.asSystem();
    const late = days("2025-03-03", 119).flatMap((day) => [1, 2, 3].map((number) => articleOn(day, "late.example", number)));
    const byHand = days("2025-01-08", 60).map((day) => articleOn(day, "typed.example", 1));
    const store = (origin: "feed" | "form", list: NormalArticle[]) => house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: scope.actor, now: house.now, origin }, list));
    await store("feed", late);
    await store("form", byHand);
    await house.db.insert(feeds).values({ id: newId(), workspaceId: house.workspace.id, url: "https://late.example/feed", outletId: await idOf("late.example"), createdAt: new Date("2025-03-03"), lastSuccessAt: NOW });
    await infer();
    const found = (await listGaps(house.as("viewer"))).filter(({ outlets: [first] }) => first!.name === "late.example" || first!.name === "typed.example");
    expect(found.map(({ outlets: [first], fromDay, toDay, reason }) => [first!.name, fromDay, toDay, reason.slice(0, 33)])).toEqual([
      ["typed.example", "2025-03-09", "2025-06-29", "Nothing came for 113 days; in the"],
      ["late.example", "2025-01-01", "2025-03-02", "Nothing came before 3 Mar 2025, w"],
    ]);
    const all = await coverageSeries(house.as("viewer"), { filter: { from: "2025-02-01", to: "2025-04-30" }, bucket: "month", unit: "articles" });
    expect(all.buckets.map(({ state }) => state)[0]).toBe("partial");
    expect(all.buckets[0]!.reasons.join(" ")).toContain("late.example: Nothing came before 3 Mar 2025");
    const shown = { filter: { from: "2025-02-01", to: "2025-04-30" }, bucket: "month" as const };
    const { outletIds, of } = await outletsThroughout(house.as("viewer"), shown);
    expect(outletIds).not.toContain(await idOf("late.example"));
    expect(outletIds).not.toContain(await idOf("typed.example"));
    expect(outletIds.length).toBeGreaterThan(0);
    expect(of).toBeGreaterThan(outletIds.length);
    const only = await coverageSeries(house.as("viewer"), { filter: { ...shown.filter, outlets: outletIds }, bucket: "month", unit: "articles" });
    expect(only.buckets.map(({ state }) => state)).toEqual(["complete", "complete", "complete"]);
    const ofOne = async (domain: string) => (await coverageSeries(house.as("viewer"), { filter: { outlets: [await idOf(domain)], from: "2025-01-01", to: "2025-06-30" }, bucket: "month", unit: "articles" })).buckets.map(({ state }) => state);
    expect(await ofOne("late.example")).toEqual(["gap", "gap", "partial", "complete", "complete", "complete"]);
    expect(await ofOne("typed.example")).toEqual(["partial", "complete", "gap", "gap", "gap", "gap"]);
    await house.db.update(feeds).set({ removedAt: NOW }).where(eq(feeds.url, "https://late.example/feed"));
  });

  it("takes gaps by hand, and only those away", async () => {
    const analyst = house.as("analyst");
    const outletId = await idOf("courier.example");
    const { gapId } = await addGap(analyst, { outletId, fromDay: "2025-02-03", toDay: "2025-02-09", reason: "The archive was closed." });
    expect((await listGaps(analyst)).find(({ id }) => id === gapId)).toMatchObject({ byHand: true, kind: "recorded", by: "The analyst", reason: "The archive was closed." });
    const inferred = (await listGaps(analyst)).find(({ kind }) => kind === "inferred")!;
    await expect(removeGap(analyst, { gapId: inferred.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await removeGap(analyst, { gapId });
    expect((await listGaps(analyst)).some(({ id }) => id === gapId)).toBe(false);
    await expect(addGap(analyst, { outletId, fromDay: "2025-02-09", toDay: "2025-02-03", reason: "x" })).rejects.toThrow("The last day lies before the first.");
    await expect(addGap(house.as("viewer"), { outletId, fromDay: "2025-02-03", toDay: "2025-02-09", reason: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(confirmGap(house.as("viewer"), { gapId: inferred.id, note: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(addGap(analyst, { outletId: newId(), fromDay: "2025-02-03", toDay: "2025-02-09", reason: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("renames an outlet, and merges others into it so that later articles follow", async () => {
    const [into, other] = [await idOf("gazette.example"), await idOf("courier.example")];
    await editOutlet(house.as("analyst"), { outletId: into, name: "The Gazette", country: "ua", groupName: "Dailies" });
    const before = (await listOutletBook(house.as("viewer"))).filter(({ id }) => id === into || id === other).reduce((sum, { articles: count }) => sum + count, 0);
    await expect(mergeOutlets(house.as("analyst"), { into, outletIds: [other] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await mergeOutlets(house.as("admin"), { into, outletIds: [other] });
    await house.work();
    await byFile([articleOn("2025-06-30", "courier.example", 9)]);
    await addArticle(house.as("analyst"), { requestId: newId(), draft: { url: "https://courier.example/new", title: "New", outlet: "", author: "", language: "", publishedAt: "2025-06-30", text: "" } });
    const book = await listOutletBook(house.as("viewer"));
    expect(book.find(({ id }) => id === into)).toMatchObject({ name: "The Gazette", country: "UA", groupName: "Dailies", articles: before + 2, merged: ["courier.example"], moving: 0 });
    expect(book.some(({ id }) => id === other)).toBe(false);
    expect(await house.db.select({ id: articles.id }).from(articles).where(eq(articles.outletId, other))).toEqual([]);
    await expect(mergeOutlets(house.as("admin"), { into: other, outletIds: [into] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await mergeOutlets(house.as("admin"), { into: await idOf("small-1.example"), outletIds: [into] });
    await house.work();
    await byFile([articleOn("2025-06-30", "courier.example", 10)]);
    expect((await listOutletBook(house.as("viewer"))).find(({ domain }) => domain === "small-1.example")).toMatchObject({ merged: ["courier.example", "The Gazette"], moving: 0 });
  });
});
