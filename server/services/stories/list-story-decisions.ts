import { and, eq, inArray } from "drizzle-orm";
import { articleRevisions, articles, storyDecisions, users } from "@/db/schema";
import { displayTitle } from "@/server/core/articles/article-draft";
import type { Scope } from "@/server/services/scope";
import { loadPlacements } from "@/server/services/stories/load-placements";

export interface ArticleStoryDecision {
  id: string;
  kind: "together" | "apart";
  /** The article that this one was tied to; null for `apart`. */
  other: { id: string; title: string } | null;
  decidedBy: string | null;
  decidedAt: string;
}

/** What people said of an article and its story and what still holds, the latest first. The caller has checked the article. */
export async function listStoryDecisions(scope: Scope, articleId: string): Promise<ArticleStoryDecision[]> {
  const inForce = (await loadPlacements(scope.db, scope.workspace.id, [articleId])).inForce.filter((held) => held.articleId === articleId || held.otherArticleId === articleId);
  if (inForce.length === 0) return [];
  const otherOf = (held: (typeof inForce)[number]) => (held.otherArticleId === articleId ? held.articleId : held.otherArticleId);
  const [people, titles] = await Promise.all([
    scope.db
      .select({ id: storyDecisions.id, name: users.name })
      .from(storyDecisions)
      .innerJoin(users, eq(users.id, storyDecisions.decidedBy))
      .where(and(eq(storyDecisions.workspaceId, scope.workspace.id), inArray(storyDecisions.id, inForce.map(({ id }) => id)))),
    scope.db
      .select({ id: articles.id, title: articleRevisions.title, text: articleRevisions.text })
      .from(articles)
      .innerJoin(articleRevisions, and(eq(articleRevisions.articleId, articles.id), eq(articleRevisions.number, articles.currentRevision)))
      .where(and(eq(articles.workspaceId, scope.workspace.id), inArray(articles.id, [articleId, ...inForce.flatMap((held) => otherOf(held) ?? [])]))),
  ]);
  return inForce.toReversed().map((held) => {
    const other = titles.find(({ id }) => id === otherOf(held));
    return {
      id: held.id,
      kind: held.kind,
      other: held.kind === "together" && other ? { id: other.id, title: displayTitle(other.title, other.text) } : null,
      decidedBy: people.find(({ id }) => id === held.id)?.name ?? null,
      decidedAt: new Date(held.decidedAtMs).toISOString(),
    };
  });
}
