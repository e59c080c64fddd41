import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { feeds } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { addFeedShape, chooseFeedsShape } from "@/server/core/feeds/feed-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueuePoll } from "@/server/services/feeds/enqueue-poll";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

export interface NewFeed {
  url: string;
  title?: string;
  siteUrl?: string | null;
  folder?: string | null;
}

export interface AddedFeed {
  feedId: string;
  outcome: "added" | "known";
}

/**
 * Adds a feed by its address, or by the address of a site whose page names its feeds; the worker finds out which, and
 * collects it at once. A feed that was removed comes back with its history. Needs `analyst`.
 */
export async function addFeed(scope: Scope, input: z.input<typeof addFeedShape>): Promise<AddedFeed> {
  requireRole(scope, "analyst");
  const { url } = addFeedShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const [added] = await storeFeeds(tx, scope, [{ url }]);
    if (added!.outcome === "added") await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.add", subjectId: added!.feedId, detail: { url } });
    return added!;
  });
}

/** Takes some of the feeds that a site's page named in the site's stead. Needs `analyst`. */
export async function chooseFeeds(scope: Scope, input: z.input<typeof chooseFeedsShape>): Promise<AddedFeed[]> {
  requireRole(scope, "analyst");
  const { feedId, urls } = chooseFeedsShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const [site] = await tx.select().from(feeds).where(and(eq(feeds.id, feedId), eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt))).for("update");
    if (!site) throw notFound("feed");
    const chosen = (site.found ?? []).filter((found) => urls.includes(found.url));
    if (chosen.length < new Set(urls).size) throw new Refusal("INVALID", "Choose among the feeds that the page names.", "urls");
    await tx.update(feeds).set({ removedAt: scope.now(), nextPollAt: null, found: null }).where(eq(feeds.id, feedId));
    const added = await storeFeeds(tx, scope, chosen.map(({ url, title }) => ({ url, title, siteUrl: site.url, folder: site.folder })));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.choose", subjectId: feedId, detail: { site: site.url, feeds: added.length } });
    return added;
  });
}

/** A long list must not stand before all other work: the rest of it is collected in turn, as the schedule finds it due. */
const COLLECTED_AT_ONCE = 10;

/** Stores feeds that are not there yet, revives removed ones, and has the worker collect both. Answers in order. */
export async function storeFeeds(tx: Transaction, scope: Scope, wanted: NewFeed[]): Promise<AddedFeed[]> {
  const added: AddedFeed[] = [];
  let asked = 0;
  for (const { url, title = "", siteUrl = null, folder = null } of wanted) {
    const [fresh] = await tx
      .insert(feeds)
      .values({ id: newId(), workspaceId: scope.workspace.id, url, title: title.slice(0, 300), siteUrl, folder, nextPollAt: scope.now(), createdBy: actorUserId(scope.actor), createdAt: scope.now() })
      .onConflictDoNothing()
      .returning({ id: feeds.id });
    const feedId = fresh?.id ?? (await reviveFeed(tx, scope, url));
    if (feedId && asked < COLLECTED_AT_ONCE) {
      await enqueuePoll(tx, scope.workspace.id, feedId);
      asked += 1;
    }
    added.push(feedId ? { feedId, outcome: "added" } : { feedId: await idOf(tx, scope, url), outcome: "known" });
  }
  return added;
}

async function reviveFeed(tx: Transaction, scope: Scope, url: string): Promise<string | null> {
  const rows = await tx.select({ id: feeds.id, removedAt: feeds.removedAt }).from(feeds).where(and(eq(feeds.workspaceId, scope.workspace.id), eq(feeds.url, url))).for("update");
  const removed = rows.find(({ removedAt }) => removedAt !== null);
  if (!removed) return null;
  // While it was removed nobody wanted it collected, so what is missing of that time is no failure of collection.
  await tx.update(feeds).set({ removedAt: null, nextPollAt: scope.now(), failures: 0, error: "", lastSuccessAt: null, oldestEntryAt: null, etag: null, lastModified: null }).where(eq(feeds.id, removed.id));
  return removed.id;
}

async function idOf(tx: Transaction, scope: Scope, url: string): Promise<string> {
  const [row] = await tx.select({ id: feeds.id }).from(feeds).where(and(eq(feeds.workspaceId, scope.workspace.id), eq(feeds.url, url)));
  return row!.id;
}
