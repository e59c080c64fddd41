import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveOpens } from "@/components/boards/open-live";
import { newId } from "@/db/new-id";
import { rateLimits, shareLinks, snapshots, themes } from "@/db/schema";
import { pointKey } from "@/server/core/snapshots/point-key";
import { snapshotPayloadShape } from "@/server/core/snapshots/snapshot-shape";
import { parseFilterUrl } from "@/server/core/trends/filter-url";
import { readLink } from "@/server/services/access/links";
import { findPerson } from "@/server/services/access/sessions";
import { addArticle } from "@/server/services/articles/add-article";
import { listArticles } from "@/server/services/articles/list-articles";
import { deleteArticles } from "@/server/services/articles/trash-articles";
import { addAnnotation } from "@/server/services/trends/annotations";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { ARTICLES_PER_POINT, previewView } from "@/server/services/snapshots/read-view";
import { createShareLink, listShareLinks, openShare, revokeShareLink } from "@/server/services/snapshots/share-links";
import { createSnapshot, deleteSnapshot, getSnapshot, restoreSnapshot } from "@/server/services/snapshots/snapshots";
import { archiveTheme, renameTheme, reviveTheme } from "@/server/services/themes/themes";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { callerFor } from "@/tests/support/people";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

let nowMs = Date.parse("2025-03-20T12:00:00Z");
const now = () => new Date(nowMs);

/** Every key that a reader of a link is sent; a new one stands here before it leaves the house. */
const GOLDEN_KEYS = JSON.parse(readFileSync(resolve(import.meta.dirname, "shared-keys.json"), "utf8")) as string[];

/** All paths of keys in a value; items of a list share one path, and so do keys that are no names but places. */
function keysOf(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, `${at}[]`));
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, item]) => keysOf(item, `${at}.${/^t\d+(@|$)/.test(key) ? "*" : key}`));
}

describe("snapshots and links to them", () => {
  let house: TestHouse;
  let themeId: string;
  let articleIds: string[];
  const query = "from=2025-03-01&to=2025-03-16&bucket=week&compare=previous";
  const freeze = (name: string) => createSnapshot(house.as("analyst"), { requestId: newId(), name, views: [{ title: "", query, show: "all" }] });

  beforeAll(async () => {
    house = await openTestHouse(now);
    const scope = house.as("analyst");
    articleIds = [];
    for (let i = 0; i < 30; i++) {
      const about = i % 2 === 0 ? "Ministers discussed the transfer of frozen Russian assets to Ukraine." : "The harvest was good.";
      const { articleId } = await addArticle(scope, { requestId: newId(), draft: { url: `https://paper${i % 3}.example/${i}`, title: `Report ${i}`, outlet: `Paper ${i % 3}`, author: "", language: "en", publishedAt: i < 26 ? `2025-03-0${4 + (i % 2)}` : "2025-03-11", text: `Number ${i} of its own. ${about}` } });
      articleIds.push(articleId);
    }
    await house.work();
    const [theme] = await house.db.select({ id: themes.id }).from(themes).where(eq(themes.name, "Asset transfers"));
    themeId = theme!.id;
    await addAnnotation(scope, { requestId: newId(), fromDay: "2025-03-05", text: "The summit began" });
  });
  afterAll(() => house.close());

  it("hold the numbers of the screen, and behind each point the articles of its list", async () => {
    const scope = house.as("viewer");
    const { snapshotId } = await freeze("Whole");
    const [view] = (await getSnapshot(scope, { snapshotId })).views;
    const series = await coverageSeries(scope, { filter: { from: "2025-03-01", to: "2025-03-16" }, bucket: "week", unit: "articles" });
    expect(view!.buckets.map(({ total }) => total)).toEqual(series.buckets.map(({ total }) => total));
    expect(view!.lines.map(({ counts }) => counts)).toEqual(series.lines.map(({ points }) => points.map(({ count }) => count)));
    const line = view!.lines.find(({ name }) => name === "Asset transfers")!;
    expect(line).toMatchObject({ version: 1, rule: expect.stringContaining("asset") });
    expect(line.counts).toEqual([0, 13, 2]);
    for (const [at, { start, end }] of view!.buckets.entries()) {
      const kept = (view!.evidence.points[pointKey(line.key, start)] ?? []).map((place) => view!.evidence.articles[place]!);
      const list = await listArticles(scope, { filter: { from: "2025-03-01", to: "2025-03-16", themes: [themeId] }, within: { from: start > "2025-03-01" ? start : "2025-03-01", to: end } });
      expect(list.total).toBe(line.counts[at]);
      expect(kept.map(({ title }) => title)).toEqual(list.articles.slice(0, ARTICLES_PER_POINT).map(({ title }) => title));
      for (const article of kept) {
        expect(article.sentences[line.key]![0]!.text).toContain("frozen Russian assets");
        expect(article.url).toMatch(/^https:\/\/paper/);
        expect(view!.outlets.rows[article.outletRow!]!.name).toBe(article.outlet);
      }
    }
    expect(view!.annotations).toEqual([{ line: null, fromDay: "2025-03-05", toDay: null, text: "The summit began", author: "The analyst" }]);
    expect(view!.previous!.buckets).toHaveLength(3);
  });

  it("show what a board shows of the same view now, which also has the ids that its numbers open by", async () => {
    const scope = house.as("viewer");
    const { snapshotId } = await freeze("Beside a board");
    const [view] = (await getSnapshot(scope, { snapshotId })).views;
    const live = await previewView(scope, { title: "", query, show: "all" });
    expect({ ...live.view, asOf: "", evidence: null }).toEqual({ ...view!, asOf: "", evidence: null });
    const state = parseFilterUrl(new URLSearchParams(query));
    const opened: { themeId: string; start: string }[] = [];
    const opens = liveOpens(live, state, { workspace: "main", onOpen: (point) => opened.push(point) });
    const place = view!.lines.findIndex(({ name }) => name === "Asset transfers");
    const { key } = view!.lines[place]!;
    opens.onPoint({ lineId: key, bucketIndex: 1 });
    expect(opened).toEqual([{ themeId, start: view!.buckets[1]!.start }]);
    const { themes: byTheme, any, total } = view!.outlets.rows[1]!;
    const listed = async ({ href = "" }) => (await listArticles(scope, { filter: parseFilterUrl(new URLSearchParams(href.split("?")[1])).filter })).total;
    expect(await listed(opens.outlet(1, key))).toBe(byTheme[key]);
    expect(await listed(opens.outlet(1, null))).toBe(any);
    expect(await listed(opens.allOf(1))).toBe(total);
  });

  it("count stories where the screen counts stories", async () => {
    const { snapshotId } = await createSnapshot(house.as("analyst"), { requestId: newId(), name: "Stories", views: [{ title: "", query: `${query}&unit=stories`, show: "lines" }] });
    const [view] = (await getSnapshot(house.as("viewer"), { snapshotId })).views;
    const series = await coverageSeries(house.as("viewer"), { filter: { from: "2025-03-01", to: "2025-03-16" }, bucket: "week", unit: "stories" });
    expect(view!.lines.map(({ counts }) => counts)).toEqual(series.lines.map(({ points }) => points.map(({ count }) => count)));
  });

  it("are one, however often the same request arrives", async () => {
    const request = { requestId: newId(), name: "Twice", views: [{ title: "", query, show: "all" as const }] };
    const first = await createSnapshot(house.as("analyst"), request);
    expect(await createSnapshot(house.as("analyst"), request)).toEqual(first);
    const [rows] = await house.db.execute<{ n: number }>(sql`select count(*)::int as n from snapshots where name = 'Twice'`);
    expect(rows!.n).toBe(1);
  });

  it("read the same when articles and themes are gone since, and what is live does not", async () => {
    const { snapshotId } = await freeze("Lasting");
    const before = await getSnapshot(house.as("viewer"), { snapshotId });
    await deleteArticles(house.as("analyst"), { articleIds: articleIds.slice(0, 20) });
    await renameTheme(house.as("analyst"), { themeId, name: "Renamed since" });
    await archiveTheme(house.as("admin"), { themeId });
    nowMs += 5 * 365 * 86_400_000;
    expect(await getSnapshot(house.as("viewer"), { snapshotId })).toEqual(before);
    const live = await coverageSeries(house.as("viewer"), { filter: { from: "2025-03-01", to: "2025-03-16" }, bucket: "week", unit: "articles" });
    expect(live.buckets.map(({ total }) => total)).not.toEqual(before.views[0]!.buckets.map(({ total }) => total));
    expect(live.lines.map(({ theme }) => theme.name)).not.toContain("Asset transfers");
    await reviveTheme(house.as("admin"), { themeId });
  });

  it("of the first version open as long as there is a program", () => {
    const kept = JSON.parse(readFileSync(resolve(import.meta.dirname, "snapshot-version-1.json"), "utf8")) as unknown;
    expect(snapshotPayloadShape.parse(kept)).toEqual(kept);
  });

  it("are sent to whoever has a link with exactly the golden keys, and without any id", async () => {
    const { snapshotId } = await freeze("Shared");
    const { token } = await createShareLink(house.as("analyst"), { requestId: newId(), snapshotId, days: 7 });
    const opened = await callerFor(house, null).snapshots.open({ token });
    const keys = [...new Set(keysOf(opened))].sort();
    expect(keys.filter((key) => !GOLDEN_KEYS.includes(key))).toEqual([]);
    expect(keys).toContain(".snapshot.views[].evidence.articles[].title");
    expect(JSON.stringify(opened)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
    expect(JSON.stringify(opened)).not.toContain(house.workspace.slug === "main" ? '"main"' : house.workspace.slug);
    // What a member is sent has more, so a link that answered with it would be found out.
    const naive = keysOf({ locked: false, snapshot: await getSnapshot(house.as("viewer"), { snapshotId }) });
    expect(naive.filter((key) => !GOLDEN_KEYS.includes(key))).not.toEqual([]);
    // The token opens this snapshot and is no other kind of key.
    expect(await findPerson(house, token)).toBeNull();
    await expect(readLink(house, token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(callerFor(house, null).snapshots.get({ workspace: "main", snapshotId })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const [stored] = await house.db.select().from(shareLinks).where(eq(shareLinks.snapshotId, snapshotId));
    expect(stored!.tokenHash).not.toContain(token);
  });

  it("show nothing on the next request after a link is ended, expires, or loses its snapshot", async () => {
    const scope = house.as("analyst");
    const { snapshotId } = await freeze("Ended");
    const share = () => createShareLink(scope, { requestId: newId(), snapshotId, days: 7 });
    const { token, shareLinkId } = await share();
    await openShare(house, "a", { token });
    expect((await listShareLinks(scope, { snapshotId }))[0]).toMatchObject({ isOpen: true, lastOpenedAt: now().toISOString() });
    await revokeShareLink(scope, { shareLinkId });
    await expect(openShare(house, "a", { token })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { token: second } = await share();
    nowMs += 7 * 86_400_000 - 1;
    await openShare(house, "a", { token: second });
    nowMs += 1;
    await expect(openShare(house, "a", { token: second })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { token: third } = await share();
    await deleteSnapshot(scope, { snapshotId });
    await expect(openShare(house, "a", { token: third })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await restoreSnapshot(scope, { snapshotId });
    await openShare(house, "a", { token: third });
    await expect(openShare(house, "a", { token: "x".repeat(43) })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("behind a password tell nothing before it, and stop guessing without locking out whoever knows it", async () => {
    const { snapshotId } = await freeze("Locked");
    const { token } = await createShareLink(house.as("analyst"), { requestId: newId(), snapshotId, days: 7, password: "a phrase of ours" });
    expect(await openShare(house, "reader", { token })).toEqual({ locked: true, snapshot: null });
    const refusals: string[] = [];
    for (let i = 0; i < 15; i++) await openShare(house, "guesser", { token, password: `guess number ${i}` }).catch((reason: { code: string }) => refusals.push(reason.code));
    expect(refusals.filter((code) => code === "INVALID")).toHaveLength(10);
    expect(refusals.filter((code) => code === "TOO_MANY")).toHaveLength(5);
    await expect(openShare(house, "guesser", { token, password: "a phrase of ours" })).rejects.toMatchObject({ code: "TOO_MANY" });
    expect((await openShare(house, "reader", { token, password: "a phrase of ours" })).snapshot?.name).toBe("Locked");
  });

  it("behind a password stay shut when attempts cannot be counted", async () => {
    const { snapshotId } = await freeze("Shut");
    const { token } = await createShareLink(house.as("analyst"), { requestId: newId(), snapshotId, days: 7, password: "a phrase of ours" });
    await house.db
      .transaction(async (tx) => {
        await tx.execute(sql`alter table ${rateLimits} rename to rate_limits_away`);
        await expect(openShare({ db: tx as never, now }, "reader", { token, password: "a phrase of ours" })).rejects.toThrow();
        throw new Error("take it back");
      })
      .catch((reason: Error) => expect(reason.message).toBe("take it back"));
  });

  it("cannot be made by viewers, nor shared from another workspace", async () => {
    const { snapshotId } = await freeze("Ours");
    await expect(createSnapshot(house.as("viewer"), { requestId: newId(), name: "No", views: [{ title: "", query, show: "all" }] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await house.db.transaction((tx) => createWorkspace(tx, { name: "Other", slug: "other", actor: { kind: "system", name: "test" }, now }));
    const elsewhere = { ...house.asSystem(), workspace: other };
    await expect(getSnapshot(elsewhere, { snapshotId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(createShareLink(elsewhere, { requestId: newId(), snapshotId, days: 7 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("hold text that JSON in a database cannot", async () => {
    const { snapshotId } = await createSnapshot(house.as("analyst"), { requestId: newId(), name: "Odd", views: [{ title: "half \ud83d \\ud800 a character", query, show: "lines" }] });
    const [row] = await house.db.select().from(snapshots).where(eq(snapshots.id, snapshotId));
    expect(snapshotPayloadShape.parse(row!.payload).views[0]!.title).toBe("half \ufffd \\ud800 a character");
  });
});
