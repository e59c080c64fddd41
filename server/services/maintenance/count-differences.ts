import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { ALL_ARTICLES, ALL_OUTLETS, UNDATED, yearEntries } from "@/server/services/trends/daily-counts";

/**
 * How many of the kept counts, folded and unfolded together, differ from a full recount of articles and matches: per
 * day, outlet and language, and per day alone. One snapshot; exact also while others write.
 */
export async function countDifferences(db: Database, workspaceId: string): Promise<number> {
  const [row] = await db.execute<{ fine: number; daily: number }>(sql`
    with counted as materialized (
      select a.outlet_id, a.language, coalesce(a.published_day, ${UNDATED}::date) as day, v.version_id
      from articles a cross join lateral (select ${ALL_ARTICLES}::uuid as version_id union all select m.rule_version_id from matches m where m.article_id = a.id) v
      where a.workspace_id = ${workspaceId} and a.deleted_at is null
    ), unfolded as materialized (
      select version_id, outlet_id, language, day, change from coverage_deltas where workspace_id = ${workspaceId}
    ), kept as materialized (
      select y.version_id, y.outlet_id, y.language, y.first_day + entry.day as day, entry.articles
      from coverage_years y cross join lateral ${yearEntries('y')} where y.workspace_id = ${workspaceId}
    ), fine as (
      select 1 from (
        select version_id, outlet_id, language, day, -1 as n from counted
        union all select version_id, outlet_id, language, day, articles from kept where outlet_id <> ${ALL_OUTLETS}
        union all select version_id, outlet_id, language, day, change from unfolded
      ) u group by version_id, outlet_id, language, day having sum(n) <> 0
    ), daily as (
      select 1 from (
        select version_id, day, -1 as n from counted
        union all select version_id, day, articles from kept where outlet_id = ${ALL_OUTLETS}
        union all select version_id, day, change from unfolded
      ) u group by version_id, day having sum(n) <> 0
    )
    select (select count(*)::int from fine) as fine, (select count(*)::int from daily) as daily`);
  return row!.fine + row!.daily;
}
