import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Any class number that only folding uses; the second key is the workspace. */
const FOLD_LOCK = 7_231_947;
/** So many dead rows are worth clearing away at once: every chart would step over them. */
const WORTH_VACUUM = 20_000;

/**
 * Adds what articles and matches appended to the counts per day and removes it there, workspace by workspace, each in
 * one statement: a chart finds either all of it unfolded or all of it folded. Answers how many changes were folded.
 * Safe from several workers at once; for the worker.
 */
export async function foldCounts(db: Database): Promise<number> {
  const waiting = await db.execute<{ workspace_id: string }>(sql`
    select w.id as workspace_id from workspaces w where exists (select 1 from coverage_deltas d where d.workspace_id = w.id) order by 1`);
  let folded = 0;
  for (const { workspace_id } of waiting) folded += await foldWorkspace(db, workspace_id);
  if (folded >= WORTH_VACUUM) await db.execute(sql`vacuum coverage_deltas, coverage_counts, coverage_years`);
  return folded;
}

async function foldWorkspace(db: Database, workspaceId: string): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '10min'`);
    const [lock] = await tx.execute<{ held: boolean }>(sql`select pg_try_advisory_xact_lock(${FOLD_LOCK}, hashtext(${workspaceId})) as held`);
    if (!lock!.held) return 0;
    const [row] = await tx.execute<{ taken: number }>(sql`
      with taken as (
        delete from coverage_deltas where workspace_id = ${workspaceId} returning version_id, outlet_id, language, day, change
      ), fine as materialized (
        select version_id, outlet_id, language, day, sum(change)::int as articles from taken group by 1, 2, 3, 4 having sum(change) <> 0
      ), per_day as materialized (
        select version_id, day, date_trunc('year', day)::date as first_day, sum(articles)::int as articles from fine group by 1, 2 having sum(articles) <> 0
      ), counted as (
        insert into coverage_counts (workspace_id, version_id, outlet_id, language, day, articles)
        select ${workspaceId}::uuid, version_id, outlet_id, language, day, articles from fine
        on conflict (workspace_id, version_id, outlet_id, language, day) do update set articles = coverage_counts.articles + excluded.articles
      ), years as (
        insert into coverage_years (workspace_id, version_id, first_day, articles)
        select ${workspaceId}::uuid, y.version_id, y.first_day, array_agg(coalesce(d.articles, 0) order by i)
        from (select distinct version_id, first_day from per_day) y cross join generate_series(0, 365) i
        left join per_day d on d.version_id = y.version_id and d.first_day = y.first_day and d.day = y.first_day + i
        group by 2, 3
        on conflict (workspace_id, version_id, first_day) do update
          set articles = (select array_agg(a + b order by at) from unnest(coverage_years.articles, excluded.articles) with ordinality as sums(a, b, at))
      )
      select count(*)::int as taken from taken`);
    await tx.execute(sql`delete from coverage_counts where workspace_id = ${workspaceId} and articles = 0`);
    return row!.taken;
  });
}
