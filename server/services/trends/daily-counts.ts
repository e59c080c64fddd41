import { type SQL, sql } from "drizzle-orm";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { addRuns, type CountRun, type DailyCounts } from "@/server/core/trends/daily-counts";
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
}

/** Whether the counts answer for everything under the filter's denominator: they know days, outlets and languages. */
export const countsKnowTotals = (filter: CoverageFilter): boolean => !filter.origins?.length && !filter.feeds?.length;

/** Whether the counts also answer for each theme; other themes, words and judgements are asked of the articles. */
export const countsKnowThemes = (filter: CoverageFilter): boolean => countsKnowTotals(filter) && !filter.q && !filter.allThemes?.length && !filter.noThemes?.length && filter.matches !== "unrejected";

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

interface RunRow extends Record<string, unknown> {
  version_id: string;
  first_day: number;
  /** Days after the first one, and what each has. */
  days: string;
  counts: string;
}

const EPOCH = sql.raw(`'1970-01-01'::date`);

/**
 * Articles per day under the filter's outlets and languages, all of them and those of each rule version. What is not
 * folded yet is added in the same statement, so the numbers are exact at every moment. Without outlets and languages
 * one row per version and year is read, however many articles there are. The days of the filter are not looked at.
 */
export async function readDailyCounts(db: Connection, workspaceId: string, filter: CoverageFilter, versionIds: readonly string[]): Promise<CoveragePerDay> {
  const restricted = restriction(filter, workspaceId, [ALL_ARTICLES, ...versionIds]);
  const rows = await db.execute<RunRow>(sql`
    select r.version_id, r.first_day - ${EPOCH} as first_day, r.days, r.articles as counts
    from coverage_years r where ${restricted} and r.outlet_id ${isPlain(filter) ? sql`=` : sql`<>`} ${ALL_OUTLETS}
    union all
    select r.version_id, r.day - ${EPOCH}, '0', sum(r.change)::text from coverage_deltas r where ${restricted} group by r.version_id, r.day`);
  const runs = new Map([ALL_ARTICLES, ...versionIds].map((id): [string, CountRun[]] => [id, []]));
  let undated = 0;
  for (const { version_id, first_day, days, counts } of rows) {
    const run = { firstDay: first_day, days: readNumbers(days), counts: readNumbers(counts) };
    if (first_day !== UNDATED_NUMBER) runs.get(version_id)?.push(run);
    else if (version_id === ALL_ARTICLES) undated += run.counts[0] ?? 0;
  }
  return { totals: addRuns(runs.get(ALL_ARTICLES)!), undated, versions: new Map(versionIds.map((id) => [id, addRuns(runs.get(id)!)])) };
}

const COMMA = 44;
const MINUS = 45;
const ZERO = 48;

/** Whole numbers with commas between them; far quicker than by way of strings, and there are tens of thousands. */
function readNumbers(list: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  let sign = 1;
  for (let at = 0; at < list.length; at++) {
    const code = list.charCodeAt(at);
    if (code === COMMA) {
      numbers.push(sign * number);
      number = 0;
      sign = 1;
    } else if (code === MINUS) sign = -1;
    else number = number * 10 + code - ZERO;
  }
  if (list.length > 0) numbers.push(sign * number);
  return numbers;
}

export interface OutletSpan extends Record<string, unknown> {
  outlet_id: string;
  articles: number;
  /** From the first day with an article to the last, both counted. */
  days: number;
}

/** What each outlet brought under the filter's outlets and languages on dated days, and over how many days. */
export async function readOutletSpans(db: Connection, workspaceId: string, filter: CoverageFilter): Promise<readonly OutletSpan[]> {
  const restricted = restriction(filter, workspaceId, [ALL_ARTICLES]);
  return db.execute<OutletSpan>(sql`
    select d.outlet_id, sum(d.articles)::int as articles, max(d.day) - min(d.day) + 1 as days from (
      select both_kinds.outlet_id, both_kinds.day, sum(both_kinds.articles) as articles from (
        select r.outlet_id, r.first_day + entry.day as day, entry.articles from coverage_years r cross join lateral ${yearEntries('r')} where ${restricted} and r.outlet_id <> ${ALL_OUTLETS}
        union all select r.outlet_id, r.day, r.change from coverage_deltas r where ${restricted}
      ) both_kinds where both_kinds.day <> ${UNDATED}::date group by 1, 2 having sum(both_kinds.articles) <> 0
    ) d group by 1`);
}
