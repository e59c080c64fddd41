import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/server/core/trends/days";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";
import type { Connection } from "@/server/services/scope";
import { countedMatch, type FilterContext, filterSql, uuidArray } from "@/server/services/trends/filter-sql";

/** Rows of a grouped count: `bucket` is the 1-based place in the list of bucket starts. */
interface CountRow extends Record<string, unknown> {
  bucket: number;
  version_id: string | null;
  count: number;
}

export interface CountRequest {
  filter: CoverageFilter;
  unit: Unit;
  starts: readonly Day[];
}

const places = (starts: readonly Day[], day: SQL) => sql`width_bucket(${day}, ${sql.param(`{${starts.join(",")}}`)}::date[])`;

/** Counts everything under the filter per bucket, from the articles themselves. */
export async function countTotals(db: Connection, { filter, unit, starts }: CountRequest, context: FilterContext): Promise<number[]> {
  const where = filterSql(filter, context);
  const days = unit === "articles" ? sql`select a.published_day as day from articles a where ${where}` : sql`select min(a.published_day) as day from articles a where ${where} group by a.story_id`;
  const rows = await db.execute<CountRow>(sql`select ${places(starts, sql`counted.day`)} as bucket, null as version_id, count(*)::int as count from (${days}) counted group by 1`);
  return addInto(rows, starts.length, []).totals;
}

/**
 * Counts the matches of each rule version under the filter per bucket, from the articles themselves. Buckets are cut by
 * the starts that core worked out, so the database has no second opinion about weeks and quarters.
 */
export async function countThemes(db: Connection, { filter, unit, starts }: CountRequest, context: FilterContext): Promise<Map<string, number[]>> {
  if (context.versionIds.length === 0) return new Map();
  const matched = sql`articles a join matches m on m.article_id = a.id
    where ${filterSql(filter, context)} and m.workspace_id = ${context.workspaceId} and m.rule_version_id = any(${uuidArray(context.versionIds)}) and ${countedMatch(filter)}`;
  const rows = await db.execute<CountRow>(
    unit === "articles"
      ? sql`select ${places(starts, sql`a.published_day`)} as bucket, m.rule_version_id as version_id, count(*)::int as count from ${matched} group by 1, 2`
      : sql`with first as materialized (select a.story_id, min(a.published_day) as day from articles a where ${filterSql(denominatorFilter(filter), context)} group by a.story_id),
              hit as materialized (select distinct a.story_id, m.rule_version_id as version_id from ${matched})
            select ${places(starts, sql`first.day`)} as bucket, hit.version_id, count(*)::int as count from hit join first on first.story_id = hit.story_id group by 1, 2`,
  );
  return addInto(rows, starts.length, context.versionIds).themes;
}

function addInto(rows: readonly CountRow[], buckets: number, versionIds: readonly string[]): { totals: number[]; themes: Map<string, number[]> } {
  const none = () => Array.from({ length: buckets }, () => 0);
  const result = { totals: none(), themes: new Map(versionIds.map((id) => [id, none()])) };
  for (const { bucket, version_id, count } of rows) {
    const counts = version_id === null ? result.totals : result.themes.get(version_id);
    if (counts) counts[bucket - 1] = count;
  }
  return result;
}
