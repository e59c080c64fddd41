import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { collectionRecords, feeds, type FoundFeed } from "@/db/schema";
import { judgeEntry } from "@/server/core/feeds/judge-entry";
import { nextPollAt } from "@/server/core/feeds/next-poll";
import type { FeedEntry, ParsedFeed } from "@/server/ingest/feeds/parsed-feed";
import { recordAudit } from "@/server/services/audit/record-audit";
import { storeFeeds } from "@/server/services/feeds/add-feed";
import { followGap } from "@/server/services/feeds/follow-gap";
import { learnOutlet } from "@/server/services/feeds/learn-outlet";
import { type EntryToTake, takeEntries, type TakenEntries } from "@/server/services/feeds/take-entries";
import type { Scope } from "@/server/services/scope";

/** What the outside world answered at a feed's address. */
export type FeedAnswer =
  | { kind: "feed"; feed: ParsedFeed; etag: string | null; lastModified: string | null }
  | { kind: "unchanged" }
  | { kind: "page"; found: FoundFeed[] }
  /** Its site is being asked for other things; that is no fault of the feed. */
  | { kind: "busy"; retryAfterMs: number }
  | { kind: "failed"; reason: string; retryAfterMs: number | null };

/** Asks through the one outgoing door; the worker passes it, so that no verb can reach the network by itself. */
export type FeedReader = (url: string, known: { etag: string | null; lastModified: string | null }) => Promise<FeedAnswer>;

const ENTRIES_AT_ONCE = 500;
const MORE_THAN_A_DAY_MS = 26 * 3_600_000;

type FeedRow = typeof feeds.$inferSelect;

/**
 * Collects a feed once: asks conditionally, takes new and changed entries in, a chunk per transaction, and records how
 * it went, when to ask again and which days are missing. What was cut off is done again from the start and changes
 * nothing twice. A web page is searched for feeds: one takes the page's place, several wait for a person's choice.
 */
export async function pollFeed(scope: Scope, feedId: string, read: FeedReader, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  const [feed] = await scope.db.select().from(feeds).where(and(eq(feeds.id, feedId), eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt)));
  if (!feed) return "done";
  const startedAt = scope.now();
  const answer = await read(feed.url, { etag: feed.etag, lastModified: feed.lastModified });
  if (answer.kind === "busy") await scope.db.update(feeds).set({ nextPollAt: new Date(scope.now().getTime() + answer.retryAfterMs) }).where(eq(feeds.id, feed.id));
  else if (answer.kind === "failed") await recordFailure(scope, feed, startedAt, answer.reason, answer.retryAfterMs);
  else if (answer.kind === "page") await takePage(scope, feed, startedAt, answer.found);
  else if (answer.kind === "unchanged") await recordUnchanged(scope, feed, startedAt);
  else return takeFeed(scope, feed, startedAt, answer, goOn);
  return "done";
}

async function takeFeed(scope: Scope, feed: FeedRow, startedAt: Date, answer: Extract<FeedAnswer, { kind: "feed" }>, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  const { feed: parsed } = answer;
  const dates = entryDates(parsed.entries, scope.now());
  const options = {
    timeZone: scope.workspace.timeZone,
    now: scope.now(),
    feedName: parsed.title || feed.title || new URL(feed.url).hostname,
    feedHasDates: parsed.entries.some(({ publishedAt, updatedAt }) => publishedAt !== null || updatedAt !== null),
    lastSuccessAt: feed.lastSuccessAt,
  };
  const taken: TakenEntries = { created: 0, revised: 0, fresh: 0, known: 0 };
  for (let at = 0; at < parsed.entries.length; at += ENTRIES_AT_ONCE) {
    const chunk = parsed.entries.slice(at, at + ENTRIES_AT_ONCE).map((entry): EntryToTake => ({ id: entry.id, judged: judgeEntry(entry, options) }));
    const step = await scope.db.transaction(async (tx) => ((await isStillWanted(tx, feed.id)) ? takeEntries(tx, scope, feed, chunk) : null));
    if (!step) return "done";
    for (const key of ["created", "revised", "fresh", "known"] as const) taken[key] += step[key];
    if (at + ENTRIES_AT_ONCE < parsed.entries.length && !(await goOn())) return "interrupted";
  }

  await scope.db.transaction(async (tx) => {
    if (!(await isStillWanted(tx, feed.id))) return;
    const outletId = await learnOutlet(tx, feed.id);
    const overlaps = taken.known > 0 || parsed.entries.length === 0;
    const oldestEntryAt = dates.at(-1) ?? null;
    await followGap(tx, scope, { ...feed, outletId }, { resumed: { oldestEntryAt, overlaps } });
    await tx
      .update(feeds)
      .set({
        ...succeeded(scope, startedAt),
        outletId,
        title: (parsed.title || feed.title).slice(0, 300),
        siteUrl: parsed.link === feed.url ? feed.siteUrl : parsed.link,
        etag: answer.etag,
        lastModified: answer.lastModified,
        oldestEntryAt,
        newestEntryAt: dates[0] ?? null,
        ttlMinutes: parsed.ttlMinutes ? Math.min(parsed.ttlMinutes, 100_000) : null,
        nextPollAt: nextPollAt({ feedId: feed.id, now: scope.now(), entryDates: dates, ttlMinutes: parsed.ttlMinutes ?? null, failures: 0, retryAfterMs: null }),
      })
      .where(eq(feeds.id, feed.id));
    await recordCollection(tx, scope, feed, startedAt, "collected", { entriesNew: taken.fresh });
    if (taken.created + taken.revised > 0) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.collect", subjectId: feed.id, detail: { created: taken.created, revised: taken.revised } });
  });
  return "done";
}

/** Latest first; what lies in the future is a programme, not a publication. */
function entryDates(entries: readonly FeedEntry[], now: Date): Date[] {
  const most = now.getTime() + MORE_THAN_A_DAY_MS;
  return entries
    .map(({ publishedAt, updatedAt }) => Date.parse(publishedAt ?? updatedAt ?? ""))
    .filter((time) => Number.isFinite(time) && time <= most)
    .sort((a, b) => b - a)
    .map((time) => new Date(Math.min(time, now.getTime())));
}

/** Locks the feed, so that two polls of one feed follow each other; false when a person removed it meanwhile. */
async function isStillWanted(tx: Transaction, feedId: string): Promise<boolean> {
  const [row] = await tx.select({ id: feeds.id }).from(feeds).where(and(eq(feeds.id, feedId), isNull(feeds.removedAt))).for("update");
  return row !== undefined;
}

const succeeded = (scope: Scope, startedAt: Date) => ({ lastPollAt: startedAt, lastSuccessAt: scope.now(), failures: 0, error: "", found: null });

async function recordUnchanged(scope: Scope, feed: FeedRow, startedAt: Date): Promise<void> {
  await scope.db.transaction(async (tx) => {
    if (!(await isStillWanted(tx, feed.id))) return;
    await followGap(tx, scope, feed, { resumed: { oldestEntryAt: feed.oldestEntryAt, overlaps: true } });
    const dates = [feed.newestEntryAt, feed.oldestEntryAt].filter((date) => date !== null);
    const next = nextPollAt({ feedId: feed.id, now: scope.now(), entryDates: dates.length === 2 ? spreadOut(dates[0]!, dates[1]!) : dates, ttlMinutes: feed.ttlMinutes, failures: 0, retryAfterMs: null });
    await tx.update(feeds).set({ ...succeeded(scope, startedAt), nextPollAt: next }).where(eq(feeds.id, feed.id));
    await recordCollection(tx, scope, feed, startedAt, "unchanged", {});
  });
}

/** The rhythm of an unchanged feed, of which only both ends were kept. */
const spreadOut = (newest: Date, oldest: Date): Date[] => Array.from({ length: 10 }, (_, at) => new Date(newest.getTime() - ((newest.getTime() - oldest.getTime()) * at) / 9));

async function recordFailure(scope: Scope, feed: FeedRow, startedAt: Date, reason: string, retryAfterMs: number | null): Promise<void> {
  await scope.db.transaction(async (tx) => {
    if (!(await isStillWanted(tx, feed.id))) return;
    const failures = feed.failures + 1;
    const failed = { ...feed, failures, error: reason };
    await followGap(tx, scope, failed, { resumed: null });
    const dates = [feed.newestEntryAt, feed.oldestEntryAt].filter((date) => date !== null);
    await tx
      .update(feeds)
      .set({ lastPollAt: startedAt, failures, error: reason, nextPollAt: nextPollAt({ feedId: feed.id, now: scope.now(), entryDates: dates, ttlMinutes: null, failures, retryAfterMs }) })
      .where(eq(feeds.id, feed.id));
    await recordCollection(tx, scope, feed, startedAt, "failed", { reason });
  });
}

async function takePage(scope: Scope, feed: FeedRow, startedAt: Date, found: FoundFeed[]): Promise<void> {
  if (feed.lastSuccessAt !== null) return recordFailure(scope, feed, startedAt, "The address answered with a web page, not with the feed that was there before.", null);
  const others = found.filter(({ url }) => url !== feed.url).slice(0, 50).map(({ url, title }) => ({ url, title }));
  if (others.length === 0) return recordFailure(scope, feed, startedAt, "The address leads to a web page that names no feeds. Look on the site for one, and add its own address.", null);
  await scope.db.transaction(async (tx) => {
    if (!(await isStillWanted(tx, feed.id))) return;
    const only = others.length === 1 ? others[0]! : null;
    if (only) await storeFeeds(tx, scope, [{ ...only, siteUrl: feed.url, folder: feed.folder }]);
    await tx
      .update(feeds)
      .set({ lastPollAt: startedAt, nextPollAt: null, error: "", failures: 0, found: only ? null : others, ...(only ? { removedAt: scope.now() } : {}) })
      .where(eq(feeds.id, feed.id));
  });
}

async function recordCollection(tx: Transaction, scope: Scope, feed: FeedRow, startedAt: Date, outcome: "collected" | "unchanged" | "failed", said: { entriesNew?: number; reason?: string }): Promise<void> {
  await tx.insert(collectionRecords).values({ id: newId(), workspaceId: scope.workspace.id, feedId: feed.id, startedAt, finishedAt: scope.now(), outcome, ...said });
}
