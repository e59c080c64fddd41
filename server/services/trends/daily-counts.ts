import { type SQL, sql } from "drizzle-orm";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { addRuns, type CountRun, type DailyCounts } from "@/server/core/trends/daily-counts";
import type { Day } from "@/server/core/trends/days";
import { type PackedStories, packStories, type StoryMember } from "@/server/core/trends/told-stories";
import type { Connection } from "@/server/services/scope";
import { outletsSql, textArray, uuidArray } from "@/server/services/trends/filter-sql";

/** Stands for all articles where a rule version would stand. */
export const ALL_ARTICLES = "00000000-0000-0000-0000-000000000000";
/** Stands for all outlets, with an empty language for all languages, where a chart asks for no single one. */
export const ALL_OUTLETS = ALL_ARTICLES;
/** The day under which articles without a date are counted. */
export const UNDATED = "0001-01-01";

const UNDATED_NUMBER = Date.parse(UNDATED) / 86_400_000;

export interface CoveragePerDay {
  totals: DailyCounts;
  undated: number;
  /** By rule version; articles without a date are in none. */
  versions: Map<string, DailyCounts>;
  /** What it takes to count stories instead; null where nobody asked. */
  told: ToldCoverage | null;
}

export interface ToldCoverage {
  blocks: { stories: PackedStories; leftOut: ReadonlySet<string> }[];
  /** The outlets that the filter leaves in; null when it says nothing of outlets. */
  outletIds: ReadonlySet<string> | null;
}

/** Whether the counts answer for everything under the filter's denominator: they know days, outlets and languages. */
export const countsKnowTotals = (filter: CoverageFilter): boolean => !filter.origins?.length && !filter.feeds?.length;

/** Whether the counts also answer for each theme; other themes, words and judgements are asked of the articles. */
export const countsKnowThemes = (filter: CoverageFilter): boolean => countsKnowTotals(filter) && !filter.q && !filter.allThemes?.length && !filter.noThemes?.length && (filter.matches ?? "all") === "all";

/** Whether a filter leaves everything in that the counts tell apart, besides days and themes. */
export const isPlain = (filter: CoverageFilter): boolean => countsKnowTotals(filter) && !filter.outlets?.length && !filter.outletGroups?.length && !filter.countries?.length && !filter.languages?.length;

/** The part of a filter that the counts know, over rows `r` of counts. */
function restriction(filter: CoverageFilter, workspaceId: string, versionIds: readonly string[]): SQL {
  return sql.join(
    [sql`r.workspace_id = ${workspaceId}`, sql`r.version_id = any(${uuidArray(versionIds)})`, ...outletsSql(filter, workspaceId, sql`r.outlet_id`), ...(filter.languages?.length ? [sql`r.language = any(${textArray(filter.languages)})`] : [])],
    sql` and `,
  );
}

/** The days and the numbers of a row of folded counts, as rows `entry` of their own. */
export const yearEntries = (row: string): SQL => sql.raw(`unnest(string_to_array(${row}.days, ',')::int[], string_to_array(${row}.articles, ',')::int[]) as entry(day, articles)`);

interface CountedRow extends Record<string, unknown> {
  kind: "run" | "block" | "changed" | "member" | "outlet";
  /** A rule version, a story or an outlet. */
  id: string;
  first_day: number;
  /** Days after the first one, and what each has; the terms of a block; a member's outlet and language, and its versions. */
  days: string;
  counts: string;
  packed: Uint8Array;
  story_ids: Uint8Array | null;
}

const EPOCH = sql.raw(`'1970-01-01'::date`);

/**
 * Articles per day under the filter's outlets and languages, all of them and those of each rule version; for stories
 * also what several articles carry. What is not folded yet is added in the same statement, so the numbers are exact at
 * every moment. Without outlets and languages one row per version and year is read, however many articles there are.
 * The days of the filter are not looked at.
 */
export async function readDailyCounts(db: Connection, workspaceId: string, filter: CoverageFilter, versionIds: readonly string[], unit: Unit = "articles"): Promise<CoveragePerDay> {
  const restricted = restriction(filter, workspaceId, [ALL_ARTICLES, ...versionIds]);
  const rows = await db.execute<CountedRow>(sql`
    select 'run' as kind, r.version_id as id, r.first_day - ${EPOCH} as first_day, r.days, r.articles as counts, null::bytea as packed, null::bytea as story_ids
    from coverage_years r where ${restricted} and r.outlet_id ${isPlain(filter) ? sql`=` : sql`<>`} ${ALL_OUTLETS}
    union all
    select 'run', r.version_id, r.day - ${EPOCH}, '0', sum(r.change)::text, null, null from coverage_deltas r where ${restricted} group by r.version_id, r.day
    ${unit === "stories" ? toldSql(filter, workspaceId) : sql``}`);
  const runs = new Map([ALL_ARTICLES, ...versionIds].map((id): [string, CountRun[]] => [id, []]));
  let undated = 0;
  for (const { kind, id, first_day, days, counts } of rows) {
    if (kind !== "run") continue;
    if (first_day !== UNDATED_NUMBER) runs.get(id)?.push({ firstDay: first_day, days, counts });
    else if (id === ALL_ARTICLES) undated += Number(counts);
  }
  return { totals: addRuns(runs.get(ALL_ARTICLES)!), undated, versions: new Map(versionIds.map((id) => [id, addRuns(runs.get(id)!)])), told: unit === "stories" ? readTold(rows, filter) : null };
}

const saysOutlets = (filter: CoverageFilter): boolean => Boolean(filter.outlets?.length || filter.outletGroups?.length || filter.countries?.length);

/** The packed stories, and in place of those that changed since, the articles that they have now. */
function toldSql(filter: CoverageFilter, workspaceId: string): SQL {
  const changed = sql`select distinct d.story_id from coverage_deltas d where d.workspace_id = ${workspaceId} and d.story_id is not null`;
  const outlets = sql`union all select 'outlet', o.id, null, null, null, null, null from outlets o where ${sql.join([sql`o.workspace_id = ${workspaceId}`, ...outletsSql(filter, workspaceId, sql`o.id`)], sql` and `)}`;
  return sql`
    union all
    select 'block', null, null, b.terms, null, b.packed, case when exists (${changed}) then b.story_ids end from coverage_stories b where b.workspace_id = ${workspaceId}
    union all
    select 'changed', c.story_id, null, null, null, null, null from (${changed}) c
    union all
    select 'member', a.story_id, a.published_day - ${EPOCH}, a.outlet_id || ',' || a.language, (select string_agg(m.rule_version_id::text, ',') from matches m where m.article_id = a.id), null, null
    from (${changed}) c join articles a on a.workspace_id = ${workspaceId} and a.story_id = c.story_id where a.deleted_at is null and a.published_day is not null
    ${saysOutlets(filter) ? outlets : sql``}`;
}

function readTold(rows: readonly CountedRow[], filter: CoverageFilter): ToldCoverage {
  const leftOut = new Set(rows.flatMap(({ kind, id }) => (kind === "changed" ? [id] : [])));
  const now = new Map<string, StoryMember[]>();
  for (const { kind, id, first_day, days, counts } of rows) {
    if (kind !== "member") continue;
    const members = now.get(id) ?? [];
    members.push(readMember(first_day, days, counts));
    now.set(id, members);
  }
  const blocks: ToldCoverage["blocks"] = rows.flatMap(({ kind, days, packed, story_ids }) => (kind === "block" ? [{ stories: { terms: days.split(","), packed, storyIds: story_ids ?? new Uint8Array() }, leftOut }] : []));
  if (now.size > 0) blocks.push({ stories: packStories([...now].map(([storyId, members]) => ({ storyId, members }))), leftOut: new Set() });
  return { blocks, outletIds: saysOutlets(filter) ? new Set(rows.flatMap(({ kind, id }) => (kind === "outlet" ? [id] : []))) : null };
}

/** An article of a story from its day number, `outlet,language` and its rule versions with commas. */
export function readMember(day: number, place: string, versions: string | null): StoryMember {
  const comma = place.indexOf(",");
  return { day, outletId: place.slice(0, comma), language: place.slice(comma + 1), versionIds: versions ? versions.split(",") : [] };
}

export interface OutletSpan extends Record<string, unknown> {
  outlet_id: string;
  articles: number;
  /** The first day with an article, and the last. */
  first: Day;
  last: Day;
}

/** What each outlet brought under the filter's outlets and languages on dated days, and between which. */
export async function readOutletSpans(db: Connection, workspaceId: string, filter: CoverageFilter): Promise<readonly OutletSpan[]> {
  const restricted = restriction(filter, workspaceId, [ALL_ARTICLES]);
  return db.execute<OutletSpan>(sql`
    select d.outlet_id, sum(d.articles)::int as articles, min(d.day)::text as first, max(d.day)::text as last from (
      select both_kinds.outlet_id, both_kinds.day, sum(both_kinds.articles) as articles from (
        select r.outlet_id, r.first_day + entry.day as day, entry.articles from coverage_years r cross join lateral ${yearEntries('r')} where ${restricted} and r.outlet_id <> ${ALL_OUTLETS}
        union all select r.outlet_id, r.day, r.change from coverage_deltas r where ${restricted}
      ) both_kinds where both_kinds.day <> ${UNDATED}::date group by 1, 2 having sum(both_kinds.articles) <> 0
    ) d group by 1`);
}
