import type { z } from "zod";
import { Refusal } from "@/server/core/access/refusal";
import { joinStoryShape } from "@/server/core/stories/story-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { requireRole, type Scope } from "@/server/services/scope";
import { lockStories } from "@/server/services/stories/lock-stories";
import { type PlacedArticle, readPlaced, readStoryIds, writePlacement } from "@/server/services/stories/place-article";

/**
 * Makes the stories of two articles one; it stays so over every later run and revision, until it is taken back or one
 * of the two is taken out. Asking again under the same request id changes nothing. Needs `analyst`.
 */
export async function joinStory(scope: Scope, input: z.input<typeof joinStoryShape>): Promise<PlacedArticle> {
  requireRole(scope, "analyst");
  const { requestId, articleId, withArticleId } = joinStoryShape.parse(input);
  if (articleId === withArticleId) throw new Refusal("INVALID", "Choose another article than this one.", "withArticleId");
  return scope.db.transaction(async (tx) => {
    await lockStories(tx, scope.workspace.id);
    const storyIds = await readStoryIds(tx, scope, [articleId, withArticleId]);
    const written = await writePlacement(tx, scope, { id: requestId, articleId, kind: "together", otherArticleId: withArticleId }, [...storyIds.values()]);
    if (written) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "story.join", subjectId: articleId, detail: { with: withArticleId } });
    return readPlaced(tx, scope, requestId, articleId);
  });
}
