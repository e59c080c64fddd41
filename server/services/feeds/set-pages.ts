import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { feeds } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { feedPagesShape } from "@/server/core/feeds/feed-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { requireRole, type Scope } from "@/server/services/scope";

/** Says whether the pages of a feed's articles are read, from the next entries on. Needs `analyst`. */
export async function setPages(scope: Scope, input: z.input<typeof feedPagesShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { feedId, pages } = feedPagesShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [changed] = await tx
      .update(feeds)
      .set({ fetchesPages: pages === "when-short" ? null : pages === "always" })
      .where(and(eq(feeds.id, feedId), eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt)))
      .returning({ id: feeds.id });
    if (!changed) throw notFound("feed");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "feed.pages", subjectId: feedId, detail: { pages } });
  });
}
