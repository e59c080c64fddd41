import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { ALL_OUTLETS, yearEntries } from "@/server/services/trends/daily-counts";

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
  if (folded >= WORTH_VACUUM) await db.execute(sql`vacuum coverage_deltas, coverage_years`);
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
      ), changes as materialized (
        select version_id, outlet_id, language, date_trunc('year', day)::date as first_day, day, sum(change)::int as articles
        from taken group by 1, 2, 3, 4, 5 having sum(change) <> 0
      ), years as (
        select version_id, outlet_id, language, first_day, string_agg((day - first_day)::text, ',' order by day) as days, string_agg(articles::text, ',' order by day) as articles from (
          select * from changes
          union all select version_id, ${ALL_OUTLETS}::uuid, '', first_day, day, sum(articles)::int from changes group by 1, 4, 5 having sum(articles) <> 0
        ) both_grains group by 1, 2, 3, 4
      ), written as (
        insert into coverage_years (workspace_id, version_id, outlet_id, language, first_day, days, articles)
        select ${workspaceId}::uuid, version_id, outlet_id, language, first_day, days, articles from years
        on conflict (workspace_id, version_id, outlet_id, language, first_day) do update set (days, articles) = (
          select coalesce(string_agg(day::text, ',' order by day), ''), coalesce(string_agg(articles::text, ',' order by day), '') from (
            select day, sum(articles)::int as articles from (
              select * from ${yearEntries("coverage_years")} union all select * from ${yearEntries("excluded")}
            ) entries group by day having sum(articles) <> 0
          ) kept
        )
      )
      select count(*)::int as taken from taken`);
    await tx.execute(sql`delete from coverage_years where workspace_id = ${workspaceId} and days = ''`);
    return row!.taken;
  });
}
