import { type SQL, sql } from "drizzle-orm";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";
import { type FilterContext, filterSql, undatedFilterSql } from "@/server/services/trends/filter-sql";

export interface PassingRequest {
  filter: CoverageFilter;
  unit: Unit;
  /** A chart's bucket: only articles, or stories, that the chart counts in these days. */
  within?: { from: string; to: string };
  dated: "dated" | "undated";
}

/**
 * Selects `id` and `day` of what a list and an export hold: the articles, or the stories by their earliest article,
 * that the same filter counts in a chart. A story stands in the bucket of its earliest article under the filter
 * without themes, as in the chart.
 */
export function passingArticles({ filter, unit, within, dated }: PassingRequest, context: FilterContext): SQL {
  if (dated === "undated") {
    const where = sql.join([sql`a.workspace_id = ${context.workspaceId}`, sql`a.deleted_at is null`, sql`a.published_day is null`, ...undatedFilterSql(filter, context)], sql` and `);
    return sql`select a.id, a.published_day as day from articles a where ${where}`;
  }
  if (unit === "articles") {
    const days = within ? { ...filter, from: later(filter.from, within.from), to: earlier(filter.to, within.to) } : filter;
    return sql`select a.id, a.published_day as day from articles a where ${filterSql(days, context)}`;
  }
  return sql`select distinct on (a.story_id) a.id, first.day from articles a
    join (select a.story_id, min(a.published_day) as day from articles a where ${filterSql(denominatorFilter(filter), context)} group by 1) first on first.story_id = a.story_id
    where ${filterSql(filter, context)} ${within ? sql`and first.day between ${within.from} and ${within.to}` : sql``}
    order by a.story_id, a.published_day, a.published_at nulls last, a.id`;
}

const later = (a: string | undefined, b: string) => (a && a > b ? a : b);
const earlier = (a: string | undefined, b: string) => (a && a < b ? a : b);
