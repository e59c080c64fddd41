import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/server/core/trends/days";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import type { Connection } from "@/server/services/scope";
import { countedMatch, type FilterContext, filterSql, uuidArray } from "@/server/services/trends/filter-sql";

/** Rows of a grouped count: `bucket` is the 1-based place in the list of bucket starts. */
interface CountRow extends Record<string, unknown> {
  bucket: number;
  version_id: string | null;
  count: number;
}

export interface BucketCounts {
  totals: Map<Day, number>;
  /** Counts per rule version. */
  themes: Map<string, Map<Day, number>>;
}

/**
 * Counts per bucket, for the whole denominator and for each rule version, in two statements. Buckets are cut by the
 * starts that core worked out, so the database has no second opinion about weeks and quarters.
 */
export async function countBuckets(
  db: Connection,
  request: { denominator: CoverageFilter; numerator: CoverageFilter; unit: Unit; starts: Day[]; versionIds: string[] },
  context: FilterContext,
): Promise<BucketCounts> {
  const starts = sql`${sql.param(`{${request.starts.join(",")}}`)}::date[]`;
  const bucket = (day: SQL) => sql`width_bucket(${day}, ${starts})`;
  const totalWhere = filterSql(request.denominator, context);
  const themeWhere = filterSql(request.numerator, context);
  const versions = uuidArray(request.versionIds);

  const totals =
    request.unit === "articles"
      ? sql`select ${bucket(sql`a.published_day`)} as bucket, null as version_id, count(*)::int as count from articles a where ${totalWhere} group by 1`
      : sql`with first as (select min(a.published_day) as day from articles a where ${totalWhere} group by a.story_id)
            select ${bucket(sql`first.day`)} as bucket, null as version_id, count(*)::int as count from first group by 1`;
  const themes =
    request.unit === "articles"
      ? sql`select ${bucket(sql`a.published_day`)} as bucket, m.rule_version_id as version_id, count(*)::int as count
            from articles a join matches m on m.article_id = a.id
            where ${themeWhere} and m.workspace_id = ${context.workspaceId} and m.rule_version_id = any(${versions}) and ${countedMatch(request.numerator)} group by 1, 2`
      : sql`with first as materialized (select a.story_id, min(a.published_day) as day from articles a where ${totalWhere} group by a.story_id),
              matched as materialized (
                select distinct a.story_id, m.rule_version_id as version_id from articles a join matches m on m.article_id = a.id
                where ${themeWhere} and m.workspace_id = ${context.workspaceId} and m.rule_version_id = any(${versions}) and ${countedMatch(request.numerator)}
              )
            select ${bucket(sql`first.day`)} as bucket, matched.version_id, count(*)::int as count from matched join first on first.story_id = matched.story_id group by 1, 2`;

  const [totalRows, themeRows] = await Promise.all([db.execute<CountRow>(totals), request.versionIds.length > 0 ? db.execute<CountRow>(themes) : []]);
  const result: BucketCounts = { totals: new Map(), themes: new Map(request.versionIds.map((id) => [id, new Map<Day, number>()])) };
  for (const row of totalRows) result.totals.set(request.starts[row.bucket - 1]!, row.count);
  for (const row of themeRows) result.themes.get(row.version_id!)?.set(request.starts[row.bucket - 1]!, row.count);
  return result;
}
