import { createServer, type Server } from "node:http";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressFetches, articleRevisions, articles, jobs } from "@/db/schema";
import { setPages } from "@/server/services/feeds/set-pages";
import { listFetches } from "@/server/services/fetches/fetches";
import type { AddressAnswer } from "@/server/services/fetches/read-address";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { type FeedPlace, type FixtureItem, openFeedPlace, printRss } from "@/tests/support/feed-place";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const at = (moment: string) => new Date(moment);
const item = (number: number, over: Partial<FixtureItem> = {}): FixtureItem => ({ guid: `g-${number}`, title: `Report ${number}`, url: `https://gazette.example/news/${number}`, date: "Mon, 10 Mar 2025 08:00:00 GMT", summary: `What happened, part ${number}.`, ...over });
const wholeText = (number: number) => `The whole report ${number}. ${"The ministers met and said what they had said before. ".repeat(20)}`;
const page = (text: string): AddressAnswer => ({ ok: true, found: { url: "", title: "Another headline", author: "", outlet: "", language: "en", publishedAt: "", text, sources: {} } });

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse(() => at("2025-03-20T12:00:00Z"));
});
afterAll(() => house.close());

/** Does the waiting work with pages answered by `read`, whatever time it waits for. */
async function work(read: (url: string) => Promise<AddressAnswer>): Promise<string[]> {
  const asked: string[] = [];
  await house.db.update(jobs).set({ runAt: sql`now() - interval '1 second'` });
  await house.work({ readFeed: async () => ({ kind: "unchanged" }), readFeedPage: (url) => (asked.push(url), read(url)) });
  return asked.sort();
}

/** Title and text of each revision of the only article. */
const revisions = (place: FeedPlace) =>
  house.db.select({ title: articleRevisions.title, text: articleRevisions.text }).from(articleRevisions).innerJoin(articles, eq(articles.id, articleRevisions.articleId)).where(eq(articles.workspaceId, place.scope.workspace.id)).orderBy(articles.id, articleRevisions.number);

describe("the pages behind a feed's entries", () => {
  it("give their text to announcements as a revision, once, and again when the entry changes", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/pages.xml");
    await work(async () => page(""));
    await place.poll(at("2025-03-10T09:00:00Z"), printRss([item(1)]));
    expect(await work(async () => page(wholeText(1)))).toEqual(["https://gazette.example/news/1"]);
    expect(await revisions(place)).toEqual([{ title: "Report 1", text: "What happened, part 1." }, { title: "Report 1", text: wholeText(1).trim() }]);
    await place.poll(at("2025-03-10T10:00:00Z"), printRss([item(1)]));
    expect(await work(async () => page("never asked"))).toEqual([]);
    await place.poll(at("2025-03-10T11:00:00Z"), printRss([item(1, { title: "Report 1, changed" })]));
    expect((await revisions(place)).at(-1)).toEqual({ title: "Report 1, changed", text: wholeText(1).trim() });
    expect(await work(async () => page(`${wholeText(1)} And more was said.`))).toEqual(["https://gazette.example/news/1"]);
    expect((await revisions(place)).at(-1)).toEqual({ title: "Report 1, changed", text: `${wholeText(1)} And more was said.` });
    expect(await listFetches(place.scope)).toEqual([]);
  });

  it("are read where the feed's option says so, and not where an entry carries the report", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/options.xml");
    await work(async () => page(""));
    await place.poll(at("2025-03-10T09:00:00Z"), printRss([item(2, { summary: wholeText(2) })]));
    expect(await work(async () => page(""))).toEqual([]);
    await setPages(place.scope, { feedId: place.feedId, pages: "never" });
    await place.poll(at("2025-03-10T10:00:00Z"), printRss([item(3)]));
    expect(await work(async () => page(""))).toEqual([]);
    await setPages(place.scope, { feedId: place.feedId, pages: "always" });
    await place.poll(at("2025-03-10T11:00:00Z"), printRss([item(4, { summary: wholeText(4) })]));
    expect(await work(async () => page(""))).toEqual(["https://gazette.example/news/4"]);
    expect((await revisions(place)).map(({ text }) => text)).toEqual([wholeText(2).trim(), "What happened, part 3.", wholeText(4).trim()]);
  });

  it("leave the article as it is when they cannot be had, are tried three times, and then wait with their reason", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/failing.xml");
    await work(async () => page(""));
    await place.poll(at("2025-03-10T09:00:00Z"), printRss([item(5)]));
    const down = async (): Promise<AddressAnswer> => ({ ok: false, code: "server_error", reason: "gazette.example has trouble.", retryable: true });
    expect(await work(async () => ({ ok: false, code: "busy", reason: "Others are being read.", retryable: true, retryAfterMs: 5_000 }))).toHaveLength(1);
    for (let tries = 0; tries < 3; tries += 1) expect(await work(down)).toHaveLength(1);
    expect(await work(down)).toEqual([]);
    expect(await revisions(place)).toEqual([{ title: "Report 5", text: "What happened, part 5." }]);
    expect(await listFetches(place.scope)).toMatchObject([{ url: "https://gazette.example/news/5", state: "failed", reason: "gazette.example has trouble.", attempts: 3 }]);
  });

  it("are not asked for what robots.txt forbids, which is asked for once", async () => {
    const paths: string[] = [];
    const site: Server = createServer((request, answer) => {
      paths.push(request.url!);
      if (request.url === "/robots.txt") return void answer.end("User-agent: *\nDisallow: /closed/\n");
      answer.setHeader("content-type", "text/html; charset=utf-8").end(`<html><body><article><h1>Open</h1><p>${wholeText(6)}</p></article></body></html>`);
    });
    await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
    const host = `127.0.0.1:${(site.address() as { port: number }).port}`;
    const world = openOutsideWorld([host], "Themeline test");
    expect(await world.readFeedPage(`http://${host}/closed/1`)).toMatchObject({ ok: false, code: "robots", reason: expect.stringContaining("robots.txt") });
    expect(await world.readFeedPage(`http://${host}/open/1`)).toMatchObject({ ok: true });
    // A person who pastes an address is the reader.
    expect(await world.readPage(`http://${host}/closed/1`)).toMatchObject({ ok: true });
    expect(paths).toEqual(["/robots.txt", "/open/1", "/closed/1"]);
    site.close();
  });

  it("are not followed to a page that its own site forbids, and the way there is asked at every step", async () => {
    const open = async (answerAt: (path: string) => { status: number; location?: string; body: string }) => {
      const paths: string[] = [];
      const server = createServer((request, answer) => {
        paths.push(request.url!);
        const { status, location, body } = answerAt(request.url!);
        answer.writeHead(status, { "content-type": "text/html; charset=utf-8", ...(location ? { location } : {}) }).end(body);
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      return { paths, server, host: `127.0.0.1:${(server.address() as { port: number }).port}` };
    };
    const robots = "User-agent: *\nDisallow: /closed/\n";
    const report = `<html><body><article><h1>Open</h1><p>${wholeText(7)}</p></article></body></html>`;
    const other = await open((path) => ({ status: 200, body: path === "/robots.txt" ? robots : report }));
    const first = await open((path) => (path === "/robots.txt" ? { status: 200, body: robots } : { status: 302, location: path.startsWith("/away/") ? `http://${other.host}/${path.slice(6)}` : "/closed/1", body: "" }));
    const world = openOutsideWorld([first.host, other.host], "Themeline test");
    expect(await world.readFeedPage(`http://${first.host}/away/closed/1`)).toMatchObject({ ok: false, code: "robots" });
    expect(await world.readFeedPage(`http://${first.host}/within`)).toMatchObject({ ok: false, code: "robots" });
    expect([first.paths, other.paths]).toEqual([["/robots.txt", "/away/closed/1", "/within"], ["/robots.txt"]]);
    expect(await world.readFeedPage(`http://${first.host}/away/open/1`)).toMatchObject({ ok: true });
    // A person who pastes an address is the reader.
    expect(await world.readPage(`http://${first.host}/away/closed/1`)).toMatchObject({ ok: true });
    expect(other.paths).toEqual(["/robots.txt", "/open/1", "/closed/1"]);
    for (const { server } of [first, other]) server.close();
  });

  it("are asked for once per article, however often the entry is taken", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/twice.xml");
    await place.poll(at("2025-03-10T09:00:00Z"), printRss([item(8)]));
    await place.poll(at("2025-03-10T10:00:00Z"), printRss([item(8, { summary: "What happened, told anew." })]));
    const rows = await house.db.select().from(addressFetches).where(and(eq(addressFetches.workspaceId, place.scope.workspace.id), eq(addressFetches.state, "waiting")));
    expect(rows).toHaveLength(1);
  });
});
