import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { articles, storyDecisions } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { undoStoryShape } from "@/server/core/stories/story-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";
import { loadPlacements } from "@/server/services/stories/load-placements";
import { lockStories } from "@/server/services/stories/lock-stories";
import { type PlacedArticle, readPlaced } from "@/server/services/stories/place-article";
import { regroupStories } from "@/server/services/stories/regroup-stories";

/** Takes a join or a split back; ties that the split had undone hold again. Taking it back twice changes nothing. Needs `analyst`. */
export async function undoStory(scope: Scope, input: z.input<typeof undoStoryShape>): Promise<PlacedArticle> {
  requireRole(scope, "analyst");
  const { decisionId } = undoStoryShape.parse(input);
  return scope.db.transaction(async (tx) => {
    await lockStories(tx, scope.workspace.id);
    const own = and(eq(storyDecisions.workspaceId, scope.workspace.id), eq(storyDecisions.id, decisionId));
    const [decision] = await tx.select().from(storyDecisions).where(own);
    if (!decision) throw notFound("decision");
    const revoked = await tx.update(storyDecisions).set({ revokedAt: scope.now(), revokedBy: actorUserId(scope.actor) }).where(and(own, isNull(storyDecisions.revokedAt))).returning({ id: storyDecisions.id });
    if (revoked.length > 0) {
      const { links } = await loadPlacements(tx, scope.workspace.id, [decision.articleId]);
      const concerned = [...new Set([decision.articleId, decision.otherArticleId, ...links.flat()])].filter((id) => id !== null);
      const rows = await tx.select({ storyId: articles.storyId }).from(articles).where(and(eq(articles.workspaceId, scope.workspace.id), inArray(articles.id, concerned)));
      await regroupStories(tx, scope.workspace.id, [...new Set(rows.map(({ storyId }) => storyId))]);
      await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "story.undo", subjectId: decision.articleId, detail: { kind: decision.kind } });
    }
    return readPlaced(tx, scope, decisionId, decision.articleId);
  });
}
