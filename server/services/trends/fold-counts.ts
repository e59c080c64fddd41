import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { coverageStories } from "@/db/schema";
import { packStories, type ToldStory, unpackStories } from "@/server/core/trends/told-stories";
import { ALL_OUTLETS, readMember, yearEntries } from "@/server/services/trends/daily-counts";

/** Any class number that only folding uses; the second key is the workspace. */
const FOLD_LOCK = 7_231_947;
/** So many dead rows are worth clearing away at once: every chart would step over them. */
const WORTH_VACUUM = 20_000;

/**
 * Adds what articles and matches appended to the counts per day and removes it there, workspace by workspace; what
 * changed of a story that several articles carry is read in the same statement, and so as of the same moment. A chart
 * finds either all of it unfolded or all of it folded. Answers how many changes were folded.
 * Safe from several workers at once; for the worker.
 */
export async function foldCounts(db: Database): Promise<number> {
  const waiting = await db.execute<{ workspace_id: string }>(sql`
    select w.id as workspace_id from workspaces w where exists (select 1 from coverage_deltas d where d.workspace_id = w.id) order by 1`);
  let folded = 0;
  for (const { workspace_id } of waiting) folded += await foldWorkspace(db, workspace_id);
  if (folded >= WORTH_VACUUM) await db.execute(sql`vacuum coverage_deltas, coverage_years, coverage_stories`);
  return folded;
}

async function foldWorkspace(db: Database, workspaceId: string): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '10min'`);
    const [lock] = await tx.execute<{ held: boolean }>(sql`select pg_try_advisory_xact_lock(${FOLD_LOCK}, hashtext(${workspaceId})) as held`);
    if (!lock!.held) return 0;
    const [row] = await tx.execute<{ taken: number; changed: string[]; told: ToldRow[] }>(sql`
      with taken as (
        delete from coverage_deltas where workspace_id = ${workspaceId} returning version_id, outlet_id, language, day, change, story_id
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
      ), changed as materialized (
        select distinct story_id from taken where story_id is not null
      ), told as (
        select a.story_id as "storyId", json_agg(json_build_array(a.published_day - '1970-01-01'::date, a.outlet_id || ',' || a.language, (select string_agg(m.rule_version_id::text, ',') from matches m where m.article_id = a.id)) order by a.published_day, a.id) as members
        from changed join articles a on a.workspace_id = ${workspaceId} and a.story_id = changed.story_id
        where a.deleted_at is null and a.published_day is not null group by 1 having count(*) > 1
      )
      select (select count(*)::int from taken) as taken, (select coalesce(json_agg(story_id), '[]') from changed) as changed, (select coalesce(json_agg(told), '[]') from told) as told`);
    await keepStories(tx, workspaceId, new Set(row!.changed), row!.told.map(({ storyId, members }) => ({ storyId, members: members.map((member) => readMember(...member)) })));
    await tx.execute(sql`delete from coverage_years where workspace_id = ${workspaceId} and days = ''`);
    return row!.taken;
  });
}

interface ToldRow {
  storyId: string;
  members: [day: number, place: string, versions: string | null][];
}

/** One of sixteen, by the story's last digit. */
const blockOf = (storyId: string): number => Number.parseInt(storyId.at(-1)!, 16);

/** Puts stories that changed in the place of what was packed of them; a story that is told by one article alone is kept no more. */
async function keepStories(tx: Transaction, workspaceId: string, changed: ReadonlySet<string>, told: readonly ToldStory[]): Promise<void> {
  const blocks = [...new Set([...changed].map(blockOf))];
  if (blocks.length === 0) return;
  const rows = await tx.select().from(coverageStories).where(and(eq(coverageStories.workspaceId, workspaceId), inArray(coverageStories.block, blocks)));
  for (const block of blocks) {
    const row = rows.find((one) => one.block === block);
    const fresh = told.filter(({ storyId }) => blockOf(storyId) === block);
    const kept = row ? unpackStories({ ...row, terms: row.terms.split(",") }, changed) : [];
    if (!row && fresh.length === 0) continue;
    const { terms, packed, storyIds } = packStories([...kept, ...fresh]);
    const values = { terms: terms.join(","), packed, storyIds };
    if (kept.length + fresh.length === 0) await tx.delete(coverageStories).where(and(eq(coverageStories.workspaceId, workspaceId), eq(coverageStories.block, block)));
    else await tx.insert(coverageStories).values({ workspaceId, block, ...values }).onConflictDoUpdate({ target: [coverageStories.workspaceId, coverageStories.block], set: values });
  }
}
