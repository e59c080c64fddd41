import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import { feeds, gaps } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { feedIdShape } from "@/server/core/feeds/feed-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueuePoll } from "@/server/services/feeds/enqueue-poll";
import { requireRole, type Scope } from "@/server/services/scope";

type FeedInput = z.input<typeof feedIdShape>;

/** Stops collecting a feed; its articles stay. Needs `analyst`. */
export async function removeFeed(scope: Scope, input: FeedInput): Promise<void> {
  requireRole(scope, "analyst");
  const { feedId } = feedIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [gone] = await tx
      .update(feeds)
      .set({ removedAt: scope.now(), nextPollAt: null })
      .where(and(eq(feeds.id, feedId), eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt)))
      .returning({ url: feeds.url });
    if (!gone) throw notFound("feed");
    await tx.update(gaps).set({ endedAt: scope.now() }).where(and(eq(gaps.feedId, feedId), isNull(gaps.endedAt)));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.remove", subjectId: feedId, detail: { url: gone.url } });
  });
}

/** Takes back a removal: the feed is collected again, at once. Needs `analyst`. */
export async function restoreFeed(scope: Scope, input: FeedInput): Promise<void> {
  requireRole(scope, "analyst");
  const { feedId } = feedIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [back] = await tx
      .update(feeds)
      .set({ removedAt: null })
      .where(and(eq(feeds.id, feedId), eq(feeds.workspaceId, scope.workspace.id), isNotNull(feeds.removedAt)))
      .returning({ url: feeds.url });
    if (!back) throw notFound("feed");
    await enqueuePoll(tx, scope.workspace.id, feedId);
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.restore", subjectId: feedId, detail: { url: back.url } });
  });
}

/** Has a feed collected now, whatever its schedule says. Needs `analyst`. */
export async function requestPoll(scope: Scope, input: FeedInput): Promise<void> {
  requireRole(scope, "analyst");
  const { feedId } = feedIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [feed] = await tx.select({ id: feeds.id }).from(feeds).where(and(eq(feeds.id, feedId), eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt)));
    if (!feed) throw notFound("feed");
    await enqueuePoll(tx, scope.workspace.id, feedId);
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.poll", subjectId: feedId });
  });
}
