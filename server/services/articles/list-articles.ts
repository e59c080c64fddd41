import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { StoredEvidence } from "@/db/schema";
import { displayTitle } from "@/server/core/articles/article-draft";
import { coverageFilterShape, unitShape } from "@/server/core/trends/coverage-filter";
import { dayShape } from "@/server/core/trends/day-shape";
import { passingArticles } from "@/server/services/articles/passing-articles";
import { requireRole, type Scope } from "@/server/services/scope";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { latestVerdict, readFilterContext, uuidArray } from "@/server/services/trends/filter-sql";

export const LIST_PAGE_SIZE = 50;

export const listArticlesShape = z.strictObject({
  filter: coverageFilterShape,
  unit: unitShape.default("articles"),
  /** A chart's bucket: only articles, or stories, that the chart counts in these days. */
  within: z.strictObject({ from: dayShape, to: dayShape }).optional(),
  /** `undated` lists what no series counts. */
  dated: z.enum(["dated", "undated"]).default("dated"),
  cursor: z.string().regex(/^(?:\d{4}-\d{2}-\d{2}|-)~[0-9a-f-]{36}$/).nullish(),
});
export type ListArticles = z.input<typeof listArticlesShape>;

export interface ListedArticle {
  id: string;
  title: string;
  outlet: string;
  outletId: string;
  publishedDay: string | null;
  publishedAt: string | null;
  origin: string;
  language: string;
  words: number;
  revision: number;
  processed: boolean;
  /** Articles of the same story that are not in the trash, this one included. */
  copies: number;
  matches: { themeId: string; themeName: string; markIndex: number; verdict: string | null; sentenceCount: number; sentences: { field: "title" | "text"; text: string; spans: { start: number; end: number }[] }[] }[];
}

export interface ArticlePage {
  articles: ListedArticle[];
  /** All that pass the filter, not only this page. */
  total: number;
  cursor: string | null;
}

/**
 * The articles, or the stories by their earliest article, that the same filter counts in a chart; latest first, a
 * page at a time. Needs `viewer`.
 */
export async function listArticles(scope: Scope, input: ListArticles): Promise<ArticlePage> {
  requireRole(scope, "viewer");
  const { filter, unit, within, dated, cursor } = listArticlesShape.parse(input);
  const themes = await activeThemes(scope.db, scope.workspace.id, filter.themes);
  const context = await readFilterContext(scope.db, scope.workspace.id, filter, themes.map((theme) => theme.versionId));
  const passing = passingArticles({ filter, unit, within, dated }, context);
  const [cursorDay, cursorId] = cursor?.split("~") ?? [];
  const after = cursorId ? (cursorDay === "-" ? sql`where p.day is null and p.id < ${cursorId}` : sql`where (p.day, p.id) < (${cursorDay}::date, ${cursorId}::uuid)`) : sql``;

  const rows = await scope.db.execute<ArticleRow>(sql`
    with p as materialized (${passing}), page as (select p.id, p.day from p ${after} order by p.day desc nulls last, p.id desc limit ${LIST_PAGE_SIZE + 1})
    select a.id, r.title, left(r.text, 200) as beginning, o.name as outlet, a.outlet_id, page.day::text as day, a.published_day::text, a.published_at, a.origin, a.language, r.words,
      a.current_revision, a.processed_revision is not distinct from a.current_revision as processed,
      (select count(*)::int from articles s where s.workspace_id = a.workspace_id and s.story_id = a.story_id and s.deleted_at is null) as copies,
      (select count(*)::int from p) as total
    from page join articles a on a.id = page.id
    join article_revisions r on r.article_id = a.id and r.number = a.current_revision
    join outlets o on o.id = a.outlet_id
    order by page.day desc nulls last, a.id desc`);
  const page = rows.slice(0, LIST_PAGE_SIZE);
  const last = page.at(-1);
  const total = rows[0]?.total ?? (cursor ? await countPassing(scope, passing) : 0);
  const matches = await matchesOf(scope, page.map((row) => row.id), context.versionIds);
  return {
    total,
    cursor: rows.length > LIST_PAGE_SIZE && last ? `${last.day ?? "-"}~${last.id}` : null,
    articles: page.map((row) => ({
      id: row.id,
      title: displayTitle(row.title, row.beginning),
      outlet: row.outlet,
      outletId: row.outlet_id,
      publishedDay: row.published_day,
      publishedAt: row.published_at ? new Date(row.published_at).toISOString() : null,
      origin: row.origin,
      language: row.language,
      words: row.words,
      revision: row.current_revision,
      processed: row.processed,
      copies: row.copies,
      matches: matches.get(row.id) ?? [],
    })),
  };
}

interface ArticleRow extends Record<string, unknown> {
  id: string;
  title: string;
  beginning: string;
  outlet: string;
  outlet_id: string;
  day: string | null;
  published_day: string | null;
  published_at: string | null;
  origin: string;
  language: string;
  words: number;
  current_revision: number;
  processed: boolean;
  copies: number;
  total: number;
}

async function countPassing(scope: Scope, passing: SQL): Promise<number> {
  const [row] = await scope.db.execute<{ total: number }>(sql`with p as (${passing}) select count(*)::int as total from p`);
  return row!.total;
}

/** Evidence of a page of articles, as the sentences that a reader sees; the first three per theme, with how many there are. */
export async function matchesOf(scope: Scope, ids: string[], versionIds: string[]): Promise<Map<string, ListedArticle["matches"]>> {
  const result = new Map<string, ListedArticle["matches"]>();
  if (ids.length === 0 || versionIds.length === 0) return result;
  const rows = await scope.db.execute<{ article_id: string; theme_id: string; name: string; mark_index: number; verdict: string | null; evidence: StoredEvidence[]; title: string; text: string }>(sql`
    select m.article_id, m.theme_id, t.name, t.mark_index, ${latestVerdict} as verdict, m.evidence, r.title, r.text
    from matches m join themes t on t.id = m.theme_id
    join article_revisions r on r.article_id = m.article_id and r.number = m.revision
    where m.article_id = any(${uuidArray(ids)}) and m.rule_version_id = any(${uuidArray(versionIds)})
    order by t.created_at, t.id`);
  for (const row of rows) {
    const sentences = row.evidence.slice(0, 3).map(({ field, sentence, spans }) => ({
      field,
      text: row[field].slice(sentence.start, sentence.end),
      spans: spans.map((span) => ({ start: span.start - sentence.start, end: span.end - sentence.start })),
    }));
    const match = { themeId: row.theme_id, themeName: row.name, markIndex: row.mark_index, verdict: row.verdict, sentenceCount: row.evidence.length, sentences };
    result.set(row.article_id, [...(result.get(row.article_id) ?? []), match]);
  }
  return result;
}
