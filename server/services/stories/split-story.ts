import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { stories, storyDecisions } from "@/db/schema";
import { Refusal } from "@/server/core/access/refusal";
import { splitStoryShape } from "@/server/core/stories/story-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { requireRole, type Scope } from "@/server/services/scope";
import { lockStories } from "@/server/services/stories/lock-stories";
import { type PlacedArticle, readPlaced, readStoryIds, writePlacement } from "@/server/services/stories/place-article";

/**
 * Takes an article out of its story; its text is compared with nobody's from then on, so that it stays out over every
 * later run and revision. The others stay together where their own texts say so. Asking again under the same request
 * id changes nothing. Needs `analyst`.
 */
export async function splitStory(scope: Scope, input: z.input<typeof splitStoryShape>): Promise<PlacedArticle> {
  requireRole(scope, "analyst");
  const { requestId, articleId } = splitStoryShape.parse(input);
  return scope.db.transaction(async (tx) => {
    await lockStories(tx, scope.workspace.id);
    const storyId = (await readStoryIds(tx, scope, [articleId])).get(articleId)!;
    const [story] = await tx.select({ id: stories.id }).from(stories).where(and(eq(stories.id, storyId), eq(stories.workspaceId, scope.workspace.id)));
    const [asked] = await tx.select({ id: storyDecisions.id }).from(storyDecisions).where(and(eq(storyDecisions.workspaceId, scope.workspace.id), eq(storyDecisions.id, requestId)));
    if (!story && !asked) throw new Refusal("CONFLICT", "This article is in no story with others.");
    const written = await writePlacement(tx, scope, { id: requestId, articleId, kind: "apart", otherArticleId: null }, [storyId]);
    if (written) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "story.split", subjectId: articleId });
    return readPlaced(tx, scope, requestId, articleId);
  });
}
