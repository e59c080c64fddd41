import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type ToldStory, unpackStories } from "@/server/core/trends/told-stories";
import { ALL_ARTICLES, ALL_OUTLETS, UNDATED, yearEntries } from "@/server/services/trends/daily-counts";

/**
 * How many of the kept counts, folded and unfolded together, differ from a full recount of articles and matches: per
 * day, outlet and language, per day alone, and in stories that several articles carry. One snapshot each; exact also
 * while others write.
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
  return row!.fine + row!.daily + (await storyDifferences(db, workspaceId));
}

interface StoryRow extends Record<string, unknown> {
  kind: "block" | "changed" | "story";
  id: string;
  text: string;
  packed: Uint8Array;
  story_ids: Uint8Array;
}

/** How many stories of several dated articles are packed otherwise than they are, changed ones left out. One snapshot. */
async function storyDifferences(db: Database, workspaceId: string): Promise<number> {
  const rows = await db.execute<StoryRow>(sql`
    select 'block' as kind, null::uuid as id, b.terms as text, b.packed, b.story_ids from coverage_stories b where b.workspace_id = ${workspaceId}
    union all
    select distinct 'changed', d.story_id, null, null::bytea, null::bytea from coverage_deltas d where d.workspace_id = ${workspaceId} and d.story_id is not null
    union all
    select 'story', a.story_id, string_agg((a.published_day - '1970-01-01'::date) || ',' || a.outlet_id || ',' || a.language || ',' || coalesce((select string_agg(m.rule_version_id::text, ',' order by m.rule_version_id) from matches m where m.article_id = a.id), ''), ';'), null, null
    from articles a where a.workspace_id = ${workspaceId} and a.deleted_at is null and a.published_day is not null group by 2 having count(*) > 1`);
  const changed = new Set(rows.flatMap(({ kind, id }) => (kind === "changed" ? [id] : [])));
  const inOrder = (members: string[]) => members.toSorted().join(";");
  const counted = new Map(rows.flatMap(({ kind, id, text }) => (kind === "story" && !changed.has(id) ? [[id, inOrder(text.split(";"))] as const] : [])));
  const kept = rows.flatMap(({ kind, text, packed, story_ids }) => (kind === "block" ? unpackStories({ terms: text.split(","), packed, storyIds: story_ids }, changed) : []));
  const isWrong = ({ storyId, members }: ToldStory) => counted.get(storyId) !== inOrder(members.map(({ day, outletId, language, versionIds }) => [day, outletId, language, versionIds.toSorted().join(",")].join(",")));
  const right = new Set(kept.flatMap((story) => (isWrong(story) ? [] : [story.storyId])));
  return kept.length - right.size + [...counted.keys()].filter((id) => !right.has(id)).length;
}
