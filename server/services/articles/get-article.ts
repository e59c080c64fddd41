import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { addresses, articleRevisions, articles, auditEntries, decisions, matches, outlets, ruleVersions, type StoredEvidence, stories, themes, users } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { displayTitle } from "@/server/core/articles/article-draft";
import { requireRole, type Scope } from "@/server/services/scope";
import { type ArticleStoryDecision, listStoryDecisions } from "@/server/services/stories/list-story-decisions";

export const articleIdShape = z.strictObject({ articleId: z.uuid(), revision: z.int().min(1).optional() });

export interface OpenedArticle {
  id: string;
  title: string;
  /** The title, or what stands in its place where there is none. */
  headline: string;
  text: string;
  outlet: { id: string; name: string; domain: string | null };
  author: string;
  language: string;
  origin: string;
  published: { precision: "time" | "day" | "none"; at: string | null; day: string | null };
  /** The revision shown; matches and decisions name theirs. */
  revision: number;
  currentRevision: number;
  processed: boolean;
  deletedAt: string | null;
  addedBy: string | null;
  addedAt: string;
  addresses: string[];
  revisions: { number: number; title: string; words: number; createdAt: string; createdBy: string | null }[];
  themes: OpenedTheme[];
  story: { leadArticleId: string; copies: { id: string; title: string; outlet: string; publishedDay: string | null; score: number | null }[] } | null;
  /** What people said of this article and its story and what still holds, the latest first; `id` takes it back. */
  storyDecisions: ArticleStoryDecision[];
  history: { at: string; actor: string; verb: string }[];
}

/** One theme's standing on the article: what the shown rule version found, and what people judged. */
export interface OpenedTheme {
  id: string;
  name: string;
  markIndex: number;
  asksStance: boolean;
  version: { id: string; number: number; rule: string };
  match: { revision: number; evidence: StoredEvidence[] } | null;
  decisions: { id: string; verdict: string; stance: string; note: string; revision: number; decidedBy: string; decidedAt: string }[];
}

/** One article with everything behind its numbers. A foreign or unknown id refuses with NOT_FOUND. Needs `viewer`. */
export async function getArticle(scope: Scope, input: z.input<typeof articleIdShape>): Promise<OpenedArticle> {
  requireRole(scope, "viewer");
  const { articleId, revision: wanted } = articleIdShape.parse(input);
  const { db, workspace } = scope;
  const [row] = await db
    .select({ article: articles, outlet: { id: outlets.id, name: outlets.name, domain: outlets.domain }, addedBy: users.name })
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .leftJoin(users, eq(users.id, articles.createdBy))
    .where(and(eq(articles.id, articleId), eq(articles.workspaceId, workspace.id)));
  if (!row) throw notFound("article");
  const { article } = row;
  const [[shown], links, revisions, themeRows, matchRows, decisionRows, story, storyDecisions, history] = await Promise.all([
    db.select({ number: articleRevisions.number, title: articleRevisions.title, text: articleRevisions.text }).from(articleRevisions).where(and(eq(articleRevisions.articleId, articleId), eq(articleRevisions.number, wanted ?? article.currentRevision))),
    db.select({ url: addresses.url }).from(addresses).where(and(eq(addresses.articleId, articleId), eq(addresses.workspaceId, workspace.id))).orderBy(asc(addresses.createdAt)),
    db
      .select({ number: articleRevisions.number, title: articleRevisions.title, words: articleRevisions.words, createdAt: articleRevisions.createdAt, createdBy: users.name })
      .from(articleRevisions)
      .leftJoin(users, eq(users.id, articleRevisions.createdBy))
      .where(eq(articleRevisions.articleId, articleId))
      .orderBy(desc(articleRevisions.number))
      .limit(100),
    db
      .select({ id: themes.id, name: themes.name, markIndex: themes.markIndex, asksStance: themes.asksStance, versionId: ruleVersions.id, versionNumber: ruleVersions.number, rule: ruleVersions.rule })
      .from(themes)
      .innerJoin(ruleVersions, eq(ruleVersions.id, themes.activeVersionId))
      .where(and(eq(themes.workspaceId, workspace.id), isNull(themes.archivedAt)))
      .orderBy(asc(themes.createdAt), asc(themes.id)),
    db.select({ versionId: matches.ruleVersionId, revision: matches.revision, evidence: matches.evidence }).from(matches).where(eq(matches.articleId, articleId)),
    db
      .select({ id: decisions.id, themeId: decisions.themeId, verdict: decisions.verdict, stance: decisions.stance, note: decisions.note, revision: decisions.revision, decidedBy: users.name, decidedAt: decisions.decidedAt })
      .from(decisions)
      .innerJoin(users, eq(users.id, decisions.decidedBy))
      .where(eq(decisions.articleId, articleId))
      .orderBy(desc(decisions.decidedAt), desc(decisions.id))
      .limit(500),
    loadStory(scope, article.storyId, articleId),
    listStoryDecisions(scope, articleId),
    db.select({ at: auditEntries.at, actor: auditEntries.actor, verb: auditEntries.verb }).from(auditEntries).where(and(eq(auditEntries.workspaceId, workspace.id), eq(auditEntries.subjectId, articleId))).orderBy(desc(auditEntries.at), desc(auditEntries.id)).limit(100),
  ]);
  if (!shown) throw notFound("revision");
  const matchOf = new Map(matchRows.map((match) => [match.versionId, match]));
  return {
    id: article.id,
    title: shown.title,
    headline: displayTitle(shown.title, shown.text),
    text: shown.text,
    outlet: row.outlet,
    author: article.author,
    language: article.language,
    origin: article.origin,
    published: { precision: article.publishedPrecision, at: article.publishedAt?.toISOString() ?? null, day: article.publishedDay },
    revision: shown.number,
    currentRevision: article.currentRevision,
    processed: article.processedRevision === article.currentRevision,
    deletedAt: article.deletedAt?.toISOString() ?? null,
    addedBy: row.addedBy,
    addedAt: article.createdAt.toISOString(),
    addresses: links.map(({ url }) => url),
    revisions: revisions.map((revision) => ({ ...revision, createdAt: revision.createdAt.toISOString() })),
    themes: themeRows.map(({ versionId, versionNumber, rule, ...theme }) => {
      const match = matchOf.get(versionId);
      return {
        ...theme,
        version: { id: versionId, number: versionNumber, rule },
        match: match ? { revision: match.revision, evidence: match.evidence } : null,
        decisions: decisionRows.filter((decision) => decision.themeId === theme.id).map(({ themeId: _themeId, decidedAt, ...decision }) => ({ ...decision, decidedAt: decidedAt.toISOString() })),
      };
    }),
    story,
    storyDecisions,
    history: history.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
  };
}

async function loadStory(scope: Scope, storyId: string, articleId: string): Promise<OpenedArticle["story"]> {
  const [story] = await scope.db.select({ lead: stories.leadArticleId }).from(stories).where(and(eq(stories.id, storyId), eq(stories.workspaceId, scope.workspace.id)));
  if (!story) return null;
  const copies = await scope.db
    .select({ id: articles.id, title: articleRevisions.title, beginning: sql<string>`left(${articleRevisions.text}, 200)`, outlet: outlets.name, publishedDay: articles.publishedDay, score: articles.storyScore })
    .from(articles)
    .innerJoin(articleRevisions, and(eq(articleRevisions.articleId, articles.id), eq(articleRevisions.number, articles.currentRevision)))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(and(eq(articles.workspaceId, scope.workspace.id), eq(articles.storyId, storyId), ne(articles.id, articleId), isNull(articles.deletedAt)))
    .orderBy(asc(articles.publishedDay), asc(articles.publishedAt), asc(articles.id))
    .limit(100);
  return { leadArticleId: story.lead, copies: copies.map(({ beginning, ...copy }) => ({ ...copy, title: displayTitle(copy.title, beginning) })) };
}
