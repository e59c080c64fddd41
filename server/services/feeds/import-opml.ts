import { and, desc, eq, gt } from "drizzle-orm";
import type { z } from "zod";
import { feedLists } from "@/db/schema";
import { feedAddressShape, importOpmlShape } from "@/server/core/feeds/feed-shapes";
import type { OpmlFeed } from "@/server/ingest/feeds/parsed-feed";
import { recordAudit } from "@/server/services/audit/record-audit";
import { type NewFeed, storeFeeds } from "@/server/services/feeds/add-feed";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

/** Reads OPML of any quality; the worker passes it, because it reads foreign bytes. */
export type FeedListReader = (bytes: Uint8Array) => Promise<{ ok: true; feeds: OpmlFeed[] } | { ok: false; reason: string }>;

const MOST_FEEDS = 2_000;
const SHOWN_FOR_MS = 3_600_000;

/** Takes an OPML file for the worker to read; saying it twice with the same id reads it once. Needs `analyst`. */
export async function importOpml(scope: Scope, input: z.input<typeof importOpmlShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { listId, fileName, base64 } = importOpmlShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const made = await tx
      .insert(feedLists)
      .values({ id: listId, workspaceId: scope.workspace.id, fileName, bytes: Buffer.from(base64, "base64"), createdBy: actorUserId(scope.actor), createdAt: scope.now() })
      .onConflictDoNothing()
      .returning({ id: feedLists.id });
    if (made.length === 0) return;
    await enqueueJob(tx, { kind: "read-feed-list", workspaceId: scope.workspace.id, payload: { listId } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.import-list", subjectId: listId, detail: { fileName } });
  });
}

/** Adds the feeds of a list and forgets its bytes; running it again adds nothing. For the worker. */
export async function readFeedList(scope: Scope, listId: string, read: FeedListReader): Promise<void> {
  const own = and(eq(feedLists.id, listId), eq(feedLists.workspaceId, scope.workspace.id), eq(feedLists.state, "waiting"));
  const [list] = await scope.db.select({ bytes: feedLists.bytes }).from(feedLists).where(own);
  if (!list?.bytes) return;
  const answer = await read(list.bytes);
  await scope.db.transaction(async (tx) => {
    const [still] = await tx.select({ id: feedLists.id }).from(feedLists).where(own).for("update");
    if (!still) return;
    const wanted = answer.ok ? distinctFeeds(answer.feeds) : [];
    const refusal = !answer.ok ? answer.reason : wanted.length === 0 ? "The list names no feeds." : wanted.length > MOST_FEEDS ? `The list names more than ${MOST_FEEDS.toLocaleString("en")} feeds; split it.` : "";
    if (refusal !== "") {
      await tx.update(feedLists).set({ state: "failed", error: refusal, bytes: null }).where(own);
      return;
    }
    const added = (await storeFeeds(tx, scope, wanted)).filter(({ outcome }) => outcome === "added").length;
    await tx.update(feedLists).set({ state: "done", added, known: wanted.length - added, bytes: null }).where(own);
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.add-list", subjectId: listId, detail: { added, known: wanted.length - added } });
  });
}

function distinctFeeds(listed: OpmlFeed[]): NewFeed[] {
  const byUrl = new Map<string, NewFeed>();
  for (const { url: written, title, siteUrl, folder } of listed) {
    const url = feedAddressShape.safeParse(written);
    if (url.success && !byUrl.has(url.data)) byUrl.set(url.data, { url: url.data, title: title === written ? "" : title, siteUrl, folder });
  }
  return [...byUrl.values()];
}

export interface ListedFeedList {
  id: string;
  fileName: string;
  state: "waiting" | "done" | "failed";
  added: number;
  known: number;
  error: string;
}

/** What became of the lists of the last hour. */
export async function recentFeedLists(scope: Scope): Promise<ListedFeedList[]> {
  return scope.db
    .select({ id: feedLists.id, fileName: feedLists.fileName, state: feedLists.state, added: feedLists.added, known: feedLists.known, error: feedLists.error })
    .from(feedLists)
    .where(and(eq(feedLists.workspaceId, scope.workspace.id), gt(feedLists.createdAt, new Date(scope.now().getTime() - SHOWN_FOR_MS))))
    .orderBy(desc(feedLists.createdAt))
    .limit(5);
}
