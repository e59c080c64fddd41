import { type SQL, sql } from "drizzle-orm";
import { holdsWords, searchQuery } from "@/server/core/articles/search-query";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import type { Connection } from "@/server/services/scope";

const list = (values: readonly string[], type: "uuid" | "text") => sql`${sql.param(`{${values.map((value) => `"${value.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`)}::${sql.raw(type)}[]`;

export const uuidArray = (values: readonly string[]): SQL => list(values, "uuid");
export const textArray = (values: readonly string[]): SQL => list(values, "text");

/** The latest judgement on the match `m`; null when nobody judged it. */
export const latestVerdict = sql`(select d.verdict from decisions d where d.article_id = m.article_id and d.theme_id = m.theme_id order by d.decided_at desc, d.id desc limit 1)`;

/** True for a match that the filter counts. */
export const countedMatch = (filter: CoverageFilter): SQL => (filter.matches === "rejected" ? sql`${latestVerdict} = 'not_relevant'` : standingMatch(filter));

/** True for a match of a further theme that an article must have, or must not: who asks for rejected ones asks for those of the themes themselves. */
const standingMatch = (filter: CoverageFilter): SQL => (filter.matches === "unrejected" ? sql`${latestVerdict} is distinct from 'not_relevant'` : sql`true`);

/** The match of the article `a` under the version of a theme that charts show. */
const shownMatch = (themeId: string) => sql`select 1 from matches m join themes t on t.active_version_id = m.rule_version_id where m.article_id = a.id and t.id = ${themeId}::uuid and t.workspace_id = a.workspace_id`;

export interface FilterContext {
  workspaceId: string;
  /** Shown rule versions of the filter's themes; needed only when the filter names themes. */
  versionIds: string[];
  /** Articles in which the filter's words stand although no index holds them; needed only when the filter has words. */
  unindexed: readonly string[];
}

/**
 * What a filter with words must know beforehand: which of the few articles that have too many words for the index hold
 * them. Read from their texts, by the law that cut the others into words. An article that still waits to be processed
 * is found once it is, as by themes.
 */
export async function readFilterContext(db: Connection, workspaceId: string, filter: CoverageFilter, versionIds: string[]): Promise<FilterContext> {
  const { q } = filter;
  if (!q) return { workspaceId, versionIds, unindexed: [] };
  const large = await db.execute<{ id: string; title: string; text: string }>(sql`
    select a.id, r.title, r.text from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
    where a.workspace_id = ${workspaceId} and a.lexemes is null and a.processed_revision = a.current_revision`);
  return { workspaceId, versionIds, unindexed: large.flatMap((article) => (holdsWords(q, article) ? [article.id] : [])) };
}

/**
 * The one translation of a coverage filter into SQL, over `articles a`. Chart, list, table and export all use it, so
 * they cannot differ. Articles without a date and articles in the trash never pass.
 */
export function filterSql(filter: CoverageFilter, context: FilterContext): SQL {
  const parts: SQL[] = [sql`a.workspace_id = ${context.workspaceId}`, sql`a.deleted_at is null`, sql`a.published_day is not null`];
  if (filter.from) parts.push(sql`a.published_day >= ${filter.from}`);
  if (filter.to) parts.push(sql`a.published_day <= ${filter.to}`);
  parts.push(...undatedFilterSql(filter, context));
  return sql.join(parts, sql` and `);
}

/** The part of a filter that speaks about outlets, over any column that holds one. */
export function outletsSql(filter: CoverageFilter, workspaceId: string, outletId: SQL): SQL[] {
  const parts: SQL[] = [];
  if (filter.outlets?.length) parts.push(sql`${outletId} = any(${uuidArray(filter.outlets)})`);
  const kind: SQL[] = [];
  if (filter.outletGroups?.length) kind.push(sql`o.group_name = any(${textArray(filter.outletGroups)})`);
  if (filter.countries?.length) kind.push(sql`o.country = any(${textArray(filter.countries)})`);
  if (kind.length > 0) parts.push(sql`${outletId} in (select o.id from outlets o where o.workspace_id = ${workspaceId} and ${sql.join(kind, sql` and `)})`);
  return parts;
}

/** The part of a filter that also speaks about articles without a date. */
export function undatedFilterSql(filter: CoverageFilter, context: FilterContext): SQL[] {
  const parts: SQL[] = [];
  parts.push(...outletsSql(filter, context.workspaceId, sql`a.outlet_id`));
  if (filter.feeds?.length) parts.push(sql`a.feed_id = any(${uuidArray(filter.feeds)})`);
  if (filter.languages?.length) parts.push(sql`a.language = any(${textArray(filter.languages)})`);
  if (filter.origins?.length) parts.push(sql`a.origin::text = any(${textArray(filter.origins)})`);
  if (filter.themes?.length) {
    parts.push(sql`exists (select 1 from matches m where m.article_id = a.id and m.rule_version_id = any(${uuidArray(context.versionIds)}) and ${countedMatch(filter)})`);
  }
  for (const themeId of filter.allThemes ?? []) parts.push(sql`exists (${shownMatch(themeId)} and ${standingMatch(filter)})`);
  for (const themeId of filter.noThemes ?? []) parts.push(sql`not exists (${shownMatch(themeId)} and ${standingMatch(filter)})`);
  const query = filter.q ? searchQuery(filter.q) : null;
  if (filter.q) parts.push(!query ? sql`false` : context.unindexed.length === 0 ? sql`a.lexemes @@ ${query}::tsquery` : sql`(a.lexemes @@ ${query}::tsquery or a.id = any(${uuidArray(context.unindexed)}))`);
  return parts;
}
