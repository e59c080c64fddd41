import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { articles, collectionRecords, feeds, gaps, outlets } from "@/db/schema";
import { addArticle } from "@/server/services/articles/add-article";
import { listArticles } from "@/server/services/articles/list-articles";
import { addFeed, chooseFeeds } from "@/server/services/feeds/add-feed";
import { exportOpml } from "@/server/services/feeds/export-opml";
import { listFeeds } from "@/server/services/feeds/list-feeds";
import { removeFeed, restoreFeed } from "@/server/services/feeds/remove-feed";
import { scheduleFeeds } from "@/server/services/feeds/schedule-feeds";
import { getImport } from "@/server/services/imports/list-imports";
import { parseFeed } from "@/server/ingest/feeds/parse-feed";
import { printOpml } from "@/server/ingest/feeds/print-opml";
import { uploadFile } from "@/tests/support/faults";
import { type FixtureItem, openFeedPlace, printRss } from "@/tests/support/feed-place";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const at = (moment: string) => new Date(moment);
const item = (number: number, date?: string, over: Partial<FixtureItem> = {}): FixtureItem => ({ guid: `g-${number}`, title: `Report ${number}`, url: `https://gazette.example/news/${number}`, date, summary: `What happened, part ${number}.`, ...over });
const failed = (reason: string, retryAfterMs: number | null = null) => ({ kind: "failed" as const, reason, retryAfterMs });

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse(() => at("2025-03-20T12:00:00Z"));
});
afterAll(() => house.close());

describe("collecting a feed", () => {
  it("records every poll, keeps what the publisher gave, and asks again in time", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/a.xml");
    const feed = parseFeed(Buffer.from(printRss([item(1, "Mon, 10 Mar 2025 08:00:00 GMT")])), { url: "https://gazette.example/a.xml", contentType: null });
    await place.poll(at("2025-03-10T09:00:00Z"), { kind: "feed", feed: feed as never, etag: '"1"', lastModified: null });
    await place.poll(at("2025-03-10T10:00:00Z"), { kind: "unchanged" });
    await place.poll(at("2025-03-10T11:00:00Z"), failed("gazette.example took too long to answer.", 7_200_000));
    const records = await house.db.select().from(collectionRecords).where(eq(collectionRecords.feedId, place.feedId)).orderBy(collectionRecords.startedAt);
    expect(records.map(({ outcome, entriesNew, reason }) => [outcome, entriesNew, reason])).toEqual([["collected", 1, ""], ["unchanged", 0, ""], ["failed", 0, "gazette.example took too long to answer."]]);
    const row = await place.feed();
    expect(row).toMatchObject({ etag: '"1"', failures: 1, title: "The Harbour Gazette", siteUrl: "https://gazette.example/", lastSuccessAt: at("2025-03-10T10:00:00Z"), error: "gazette.example took too long to answer." });
    expect(row.nextPollAt!.getTime()).toBeGreaterThanOrEqual(at("2025-03-10T13:00:00Z").getTime());
  });

  it("joins articles that are there already, and never shortens a text that somebody else brought", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/b.xml");
    const text = "The whole report, as a person pasted it, with everything that was said and by whom.";
    const { articleId } = await addArticle({ ...place.scope, now: house.now }, { requestId: newId(), draft: { url: "https://gazette.example/news/7", title: "Report 7", outlet: "", author: "", language: "", publishedAt: "2025-03-10", text } });
    await place.poll(at("2025-03-10T12:00:00Z"), printRss([item(7, "Mon, 10 Mar 2025 08:00:00 GMT", { title: "Report 7, changed" })]));
    expect(await place.titles()).toEqual([["Report 7", "Report 7, changed"]]);
    const rows = await house.db.execute<{ text: string }>(`select r.text from article_revisions r where r.article_id = '${articleId}' and r.number = 2`);
    expect(rows[0]!.text).toBe(text);
  });

  it("leaves articles alone that were deleted for good, and follows an entry to its new address", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/c.xml");
    await place.poll(at("2025-03-10T12:00:00Z"), printRss([item(1, "Mon, 10 Mar 2025 08:00:00 GMT"), item(2, "Mon, 10 Mar 2025 09:00:00 GMT")]));
    await house.db.delete(articles).where(eq(articles.workspaceId, place.scope.workspace.id));
    await house.db.execute(`delete from addresses where workspace_id = '${place.scope.workspace.id}'`);
    await place.poll(at("2025-03-10T13:00:00Z"), printRss([item(1, "Mon, 10 Mar 2025 08:00:00 GMT", { title: "Changed" }), item(3, "Mon, 10 Mar 2025 12:30:00 GMT")]));
    expect(await place.titles()).toEqual([["Report 3"]]);
    await place.poll(at("2025-03-10T14:00:00Z"), printRss([item(3, "Mon, 10 Mar 2025 12:30:00 GMT", { url: "https://gazette.example/moved/3" })]));
    await place.poll(at("2025-03-10T15:00:00Z"), printRss([item(3, "Mon, 10 Mar 2025 12:30:00 GMT", { url: "https://gazette.example/moved/3", title: "Report 3 goes on" })]));
    expect(await place.titles()).toEqual([["Report 3", "Report 3 goes on"]]);
  });

  it("dates what a dateless feed shows anew by the day, and what was there before not at all", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/d.xml");
    await place.poll(at("2025-03-10T12:00:00Z"), printRss([item(1)]));
    await place.poll(at("2025-03-10T13:00:00Z"), printRss([item(2), item(1)]));
    const rows = await house.db.select({ day: articles.publishedDay, precision: articles.publishedPrecision }).from(articles).where(eq(articles.workspaceId, place.scope.workspace.id)).orderBy(articles.id);
    expect(rows).toEqual([{ day: null, precision: "none" }, { day: "2025-03-10", precision: "day" }]);
  });

  it("offers the feeds of a site, and takes the only one by itself", async () => {
    const several = await openFeedPlace(house, "https://gazette.example/");
    const found = [{ url: "https://gazette.example/world.xml", title: "World" }, { url: "https://gazette.example/home.xml", title: "Home" }];
    await several.poll(at("2025-03-10T12:00:00Z"), { kind: "page", found });
    expect((await listFeeds(several.scope)).feeds).toMatchObject([{ state: "choose", found }]);
    await expect(chooseFeeds(several.scope, { feedId: several.feedId, urls: ["https://elsewhere.example/"] })).rejects.toMatchObject({ code: "INVALID" });
    await chooseFeeds(several.scope, { feedId: several.feedId, urls: [found[0]!.url] });
    expect((await listFeeds(several.scope)).feeds).toMatchObject([{ url: found[0]!.url, state: "collecting" }]);

    const one = await openFeedPlace(house, "https://gazette.example/one");
    await one.poll(at("2025-03-10T12:00:00Z"), { kind: "page", found: [found[1]!] });
    expect((await listFeeds(one.scope)).feeds.map(({ url }) => url)).toEqual([found[1]!.url]);
    const none = await openFeedPlace(house, "https://gazette.example/none");
    await none.poll(at("2025-03-10T12:00:00Z"), { kind: "page", found: [] });
    expect((await listFeeds(none.scope)).feeds).toMatchObject([{ state: "collecting", error: expect.stringContaining("names no feeds") as string }]);
  });
});

describe("a site that is asked for other things", () => {
  it("lets its feed wait its turn, which is no failure", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/busy.xml");
    await place.poll(at("2025-03-10T12:00:00Z"), { kind: "busy", retryAfterMs: 90_000 });
    expect(await place.feed()).toMatchObject({ failures: 0, error: "", nextPollAt: at("2025-03-10T12:01:30Z") });
    await house.db.execute(`delete from jobs where key = 'poll-feed:${place.feedId}'`);
    expect((await listFeeds(place.scope)).feeds).toMatchObject([{ state: "waiting" }]);
  });
});

describe("a feed that could not be collected", () => {
  const hours = (day: number) => Array.from({ length: 12 }, (_, hour) => item(day * 100 + hour, `${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][new Date(Date.UTC(2025, 2, day)).getUTCDay()]}, ${day} Mar 2025 ${String(hour).padStart(2, "0")}:00:00 GMT`));
  const gapsOf = async (workspaceId: string) => (await house.db.select().from(gaps).where(eq(gaps.workspaceId, workspaceId))).map(({ fromDay, toDay, kind, state, reason, endedAt }) => ({ fromDay, toDay, kind, state, reason, isOver: endedAt !== null }));

  it("leaves a gap with its reason while it lasts, and for good when entries were lost", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/e.xml");
    await place.poll(at("2025-03-10T12:00:00Z"), printRss(hours(10)));
    await place.poll(at("2025-03-10T15:00:00Z"), failed("gazette.example cannot be found."));
    expect(await gapsOf(place.scope.workspace.id)).toEqual([]);
    await place.poll(at("2025-03-12T12:00:00Z"), failed("gazette.example cannot be found."));
    const reason = "The feed The Harbour Gazette could not be collected: gazette.example cannot be found.";
    expect(await gapsOf(place.scope.workspace.id)).toEqual([{ fromDay: "2025-03-10", toDay: "2025-03-12", kind: "recorded", state: "open", reason, isOver: false }]);
    await place.poll(at("2025-03-15T13:00:00Z"), printRss(hours(15)));
    expect(await gapsOf(place.scope.workspace.id)).toEqual([{ fromDay: "2025-03-10", toDay: "2025-03-14", kind: "recorded", state: "open", reason, isOver: true }]);
  });

  it("leaves none when everything is still there afterwards", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/f.xml");
    await place.poll(at("2025-03-10T12:00:00Z"), printRss(hours(10)));
    await place.poll(at("2025-03-12T12:00:00Z"), failed("gazette.example cannot be found."));
    await place.poll(at("2025-03-13T12:00:00Z"), printRss([...hours(13), ...hours(12), ...hours(11), ...hours(10)]));
    expect(await gapsOf(place.scope.workspace.id)).toEqual([]);
    expect((await place.titles()).length).toBe(48);
  });
});

describe("the schedule", () => {
  it("takes the longest overdue first, as many as the queue holds, and each once", async () => {
    await house.db.execute("update feeds set next_poll_at = null");
    await house.db.execute("delete from jobs");
    const ids = Array.from({ length: 25 }, () => newId());
    await house.db.insert(feeds).values(ids.map((id, n) => ({ id, workspaceId: house.workspace.id, url: `https://late.example/${n}`, nextPollAt: new Date(at("2025-03-20T10:00:00Z").getTime() + n * 60_000) })));
    const now = at("2025-03-20T12:00:00Z");
    const [one, other] = await Promise.all([scheduleFeeds(house.db, now), scheduleFeeds(house.db, now)]);
    expect(one + other).toBeLessThanOrEqual(20);
    const waiting = await house.db.execute<{ key: string }>("select key from jobs where kind = 'poll-feed'");
    expect(new Set(waiting.map(({ key }) => key)).size).toBe(waiting.length);
    expect(waiting.map(({ key }) => key)).toContain(`poll-feed:${ids[0]}`);
    expect(await scheduleFeeds(house.db, now)).toBe(0);
    expect(await house.work({ readFeed: async () => failed("No.") })).toBe(waiting.length);
    expect(await scheduleFeeds(house.db, now)).toBeGreaterThan(0);
    await house.db.execute("delete from jobs");
  });
});

describe("the list of feeds", () => {
  it("comes in and goes out as OPML, in its folders, and removal can be taken back", async () => {
    const analyst = house.as("analyst");
    const opml = '<opml version="1.0"><body><outline text="Press"><outline text="One" xmlUrl="https://one.example/feed"/><outline text="Twice" xmlUrl="https://one.example/feed"/></outline><outline text="Two" xmlUrl="feed://two.example/rss"></body>';
    const importId = await uploadFile(analyst, Buffer.from(opml));
    await house.work({ readFeed: async () => failed("No.") });
    expect(await getImport(analyst, { importId })).toMatchObject({ state: "done", kind: "feed-list", created: 2, existing: 1, refused: 0 });
    const listed = await listFeeds(analyst);
    const one = listed.feeds.find(({ url }) => url === "https://one.example/feed")!;
    expect(one).toMatchObject({ folder: "Press", title: "One", state: "failing", error: "No." });
    const out = await exportOpml(house.as("viewer"), printOpml);
    expect(parseFeed(Buffer.from(out.opml), { url: "https://list.example/", contentType: null })).toMatchObject({ kind: "opml", feeds: expect.arrayContaining([{ title: "One", url: "https://one.example/feed", siteUrl: null, folder: "Press" }]) as unknown });

    await removeFeed(analyst, { feedId: one.id });
    expect((await listFeeds(analyst)).feeds.some(({ id }) => id === one.id)).toBe(false);
    await restoreFeed(analyst, { feedId: one.id });
    expect(await addFeed(analyst, { url: "one.example/feed" })).toEqual({ feedId: one.id, outcome: "known" });
  });

  it("counts for each feed what its lists open, with and without a date", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/counted.xml");
    await addArticle({ ...place.scope, now: house.now }, { requestId: newId(), draft: { url: "https://gazette.example/news/1", title: "Report 1", outlet: "", author: "", language: "", publishedAt: "2025-03-10", text: "" } });
    await place.poll(at("2025-03-12T12:00:00Z"), printRss([item(1, "Mon, 10 Mar 2025 08:00:00 GMT"), item(2, "Tue, 11 Mar 2025 08:00:00 GMT"), item(3, "Tue, 11 Mar 2025 09:00:00 GMT"), item(4)]));
    const [listed] = (await listFeeds(place.scope)).feeds;
    const filter = { feeds: [place.feedId] };
    expect(listed).toMatchObject({ articles: (await listArticles(place.scope, { filter })).total, undated: (await listArticles(place.scope, { filter, dated: "undated" })).total });
    expect([listed!.articles, listed!.undated]).toEqual([2, 1]);
    expect(listed!.perDay.slice(-3)).toEqual([0, 2, 0]);
  });

  it("refuses viewers who change it, and anything that is no address", async () => {
    await expect(addFeed(house.as("viewer"), { url: "https://one.example/feed" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const url of ["", "no", "file:///etc/passwd", "https://user:secret@one.example/", "javascript:alert(1)"]) await expect(addFeed(house.as("analyst"), { url })).rejects.toThrow();
    const [foreign] = await house.db.select({ id: feeds.id }).from(feeds).innerJoin(outlets, eq(outlets.id, feeds.outletId)).limit(1);
    await expect(removeFeed(house.as("analyst"), { feedId: foreign!.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
