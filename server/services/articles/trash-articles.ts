import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { articleRevisions, articles, outlets, stories, users } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { displayTitle } from "@/server/core/articles/article-draft";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";
import { lockStories } from "@/server/services/stories/lock-stories";
import { regroupStories } from "@/server/services/stories/regroup-stories";

export const articleIdsShape = z.strictObject({ articleIds: z.array(z.uuid()).min(1).max(500) });

/** Puts articles into the trash; every number follows at once. Answers how many were there to delete. Needs `analyst`. */
export const deleteArticles = (scope: Scope, input: z.input<typeof articleIdsShape>) => moveArticles(scope, input, "trash");

/** Takes articles out of the trash; their matches and decisions are as they were. Needs `analyst`. */
export const restoreArticles = (scope: Scope, input: z.input<typeof articleIdsShape>) => moveArticles(scope, input, "back");

async function moveArticles(scope: Scope, input: z.input<typeof articleIdsShape>, direction: "trash" | "back"): Promise<{ articles: number }> {
  requireRole(scope, "analyst");
  const { articleIds } = articleIdsShape.parse(input);
  return scope.db.transaction(async (tx) => {
    await lockStories(tx, scope.workspace.id);
    const moved = await tx
      .update(articles)
      .set(direction === "trash" ? { deletedAt: scope.now(), deletedBy: actorUserId(scope.actor) } : { deletedAt: null, deletedBy: null })
      .where(and(eq(articles.workspaceId, scope.workspace.id), inArray(articles.id, articleIds), direction === "trash" ? isNull(articles.deletedAt) : isNotNull(articles.deletedAt)))
      .returning({ id: articles.id, storyId: articles.storyId });
    if (moved.length === 0) {
      const [known] = await tx.select({ id: articles.id }).from(articles).where(and(eq(articles.workspaceId, scope.workspace.id), inArray(articles.id, articleIds))).limit(1);
      if (!known) throw notFound("article");
    }
    // Whoever goes may have been what held a story together, and whoever comes back finds its copies again.
    const storyIds = [...new Set(moved.map(({ storyId }) => storyId))];
    const shared = direction === "back" || storyIds.length === 0 ? storyIds : (await tx.select({ id: stories.id }).from(stories).where(inArray(stories.id, storyIds))).map(({ id }) => id);
    await regroupStories(tx, scope.workspace.id, shared);
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: direction === "trash" ? "article.delete" : "article.restore", subjectId: articleIds.length === 1 ? articleIds[0]! : null, detail: { articles: moved.length } });
    return { articles: moved.length };
  });
}

export interface TrashedArticle {
  id: string;
  title: string;
  outlet: string;
  publishedDay: string | null;
  deletedAt: string;
  deletedBy: string | null;
}

/** The latest two hundred articles in the trash, and how many there are. Needs `viewer`. */
export async function listTrash(scope: Scope): Promise<{ articles: TrashedArticle[]; total: number }> {
  requireRole(scope, "viewer");
  const inTrash = and(eq(articles.workspaceId, scope.workspace.id), isNotNull(articles.deletedAt));
  const [rows, [count]] = await Promise.all([
    scope.db
      .select({ id: articles.id, title: articleRevisions.title, beginning: sql<string>`left(${articleRevisions.text}, 200)`, outlet: outlets.name, publishedDay: articles.publishedDay, deletedAt: articles.deletedAt, deletedBy: users.name })
      .from(articles)
      .innerJoin(articleRevisions, and(eq(articleRevisions.articleId, articles.id), eq(articleRevisions.number, articles.currentRevision)))
      .innerJoin(outlets, eq(outlets.id, articles.outletId))
      .leftJoin(users, eq(users.id, articles.deletedBy))
      .where(inTrash)
      .orderBy(desc(articles.deletedAt), desc(articles.id))
      .limit(200),
    scope.db.select({ total: sql<number>`count(*)::int` }).from(articles).where(inTrash),
  ]);
  return { articles: rows.map(({ beginning, ...row }) => ({ ...row, title: displayTitle(row.title, beginning), deletedAt: row.deletedAt!.toISOString() })), total: count!.total };
}
