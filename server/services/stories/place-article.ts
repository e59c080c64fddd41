import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { articles, stories, storyDecisions } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { actorUserId, type Scope } from "@/server/services/scope";
import { regroupStories } from "@/server/services/stories/regroup-stories";

/** What a person's word on a story came to. */
export interface PlacedArticle {
  /** Names the decision, to take it back. */
  decisionId: string;
  /** The earliest article of the story that the article is in now; null when it stands alone. */
  leadArticleId: string | null;
  /** Articles in that story that are not in the trash, this one included. */
  articles: number;
}

/** The stories of these articles, which must be the workspace's own and not in the trash. The caller holds the story lock. */
export async function readStoryIds(tx: Transaction, scope: Scope, articleIds: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: articles.id, storyId: articles.storyId, deletedAt: articles.deletedAt })
    .from(articles)
    .where(and(eq(articles.workspaceId, scope.workspace.id), inArray(articles.id, articleIds)));
  if (rows.length < new Set(articleIds).size) throw notFound("article");
  if (rows.some(({ deletedAt }) => deletedAt)) throw new Refusal("CONFLICT", "An article in the trash is in no story. Restore it first.");
  return new Map(rows.map(({ id, storyId }) => [id, storyId]));
}

/** Writes a decision and groups the stories that it concerns anew; false when the same request was answered before. */
export async function writePlacement(tx: Transaction, scope: Scope, decision: { id: string; articleId: string; kind: "together" | "apart"; otherArticleId: string | null }, storyIds: string[]): Promise<boolean> {
  const written = await tx
    .insert(storyDecisions)
    .values({ ...decision, workspaceId: scope.workspace.id, decidedBy: actorUserId(scope.actor), decidedAt: scope.now() })
    .onConflictDoNothing()
    .returning({ id: storyDecisions.id });
  if (written.length === 0) return false;
  await regroupStories(tx, scope.workspace.id, [...new Set(storyIds)]);
  return true;
}

/** The story in which an article stands now. */
export async function readPlaced(tx: Transaction, scope: Scope, decisionId: string, articleId: string): Promise<PlacedArticle> {
  const [row] = await tx
    .select({ lead: stories.leadArticleId, articles: sql<number>`(select count(*)::int from articles s where s.workspace_id = ${articles.workspaceId} and s.story_id = ${articles.storyId} and s.deleted_at is null)` })
    .from(articles)
    .leftJoin(stories, and(eq(stories.id, articles.storyId), eq(stories.workspaceId, articles.workspaceId)))
    .where(and(eq(articles.id, articleId), eq(articles.workspaceId, scope.workspace.id)));
  return { decisionId, leadArticleId: row?.lead ?? null, articles: row?.articles ?? 0 };
}
