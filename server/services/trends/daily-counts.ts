import { type SQL, sql } from "drizzle-orm";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { addRuns, type CountRun, type DailyCounts, NO_COUNTS } from "@/server/core/trends/daily-counts";
import type { Connection } from "@/server/services/scope";
import { outletsSql, textArray, uuidArray } from "@/server/services/trends/filter-sql";

/** Stands for all articles where a rule version would stand. */
export const ALL_ARTICLES = "00000000-0000-0000-0000-000000000000";
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

/** Folded and unfolded counts under the filter's outlets and languages, as `r` with day and articles; days are left to the caller. */
function countsUnder(filter: CoverageFilter, workspaceId: string, versionIds: readonly string[]): SQL {
  const restricted = sql.join(
    [sql`r.workspace_id = ${workspaceId}`, sql`r.version_id = any(${uuidArray(versionIds)})`, ...outletsSql(filter, workspaceId, sql`r.outlet_id`), ...(filter.languages?.length ? [sql`r.language = any(${textArray(filter.languages)})`] : [])],
    sql` and `,
  );
  return sql`(select r.version_id, r.outlet_id, r.day, r.articles from coverage_counts r where ${restricted} union all select r.version_id, r.outlet_id, r.day, r.change from coverage_deltas r where ${restricted})`;
}

interface RunRow extends Record<string, unknown> {
  version_id: string;
  /** Absent: the numbers follow on from `first_day`. */
  days: string | null;
  first_day: number;
  counts: string;
}

const EPOCH = sql.raw(`'1970-01-01'::date`);

/**
 * Articles per day under the filter's outlets and languages, all of them and those of each rule version. What is not
 * folded yet is added in the same statement, so the numbers are exact at every moment. Without outlets and languages
 * one row per version and year is read, however many articles there are. The days of the filter are not looked at.
 */
export async function readDailyCounts(db: Connection, workspaceId: string, filter: CoverageFilter, versionIds: readonly string[]): Promise<CoveragePerDay> {
  const wanted = [ALL_ARTICLES, ...versionIds];
  const isPlain = !filter.outlets?.length && !filter.outletGroups?.length && !filter.countries?.length && !filter.languages?.length;
  const rows = await db.execute<RunRow>(
    isPlain
      ? sql`
        select y.version_id, null as days, y.first_day - ${EPOCH} as first_day, array_to_string(y.articles, ',') as counts from coverage_years y
        where y.workspace_id = ${workspaceId} and y.version_id = any(${uuidArray(wanted)})
        union all
        select r.version_id, null, r.day - ${EPOCH}, sum(r.change)::text from coverage_deltas r
        where r.workspace_id = ${workspaceId} and r.version_id = any(${uuidArray(wanted)}) group by r.version_id, r.day`
      : sql`
        select d.version_id, string_agg(d.day::text, ',') as days, 0 as first_day, string_agg(d.articles::text, ',') as counts from (
          select r.version_id, r.day - ${EPOCH} as day, sum(r.articles) as articles from ${countsUnder(filter, workspaceId, wanted)} r group by 1, 2
        ) d group by 1`,
  );
  const runs = new Map<string, CountRun[]>();
  let undated = 0;
  for (const { version_id, days, first_day, counts } of rows) {
    const numbers = readNumbers(counts);
    const own = runs.get(version_id) ?? [];
    runs.set(version_id, own);
    if (days === null) {
      if (first_day !== UNDATED_NUMBER) own.push({ firstDay: first_day, counts: numbers });
      else if (version_id === ALL_ARTICLES) undated += numbers[0]!;
      continue;
    }
    const dayNumbers = readNumbers(days);
    const at = dayNumbers.indexOf(UNDATED_NUMBER);
    if (at !== -1) {
      const [articles] = numbers.splice(at, 1);
      dayNumbers.splice(at, 1);
      if (version_id === ALL_ARTICLES) undated += articles!;
    }
    own.push({ days: dayNumbers, counts: numbers });
  }
  const daily = (id: string) => (runs.has(id) ? addRuns(runs.get(id)!) : NO_COUNTS);
  return { totals: daily(ALL_ARTICLES), undated, versions: new Map(versionIds.map((id) => [id, daily(id)])) };
}

const readNumbers = (list: string): number[] => list.split(",").map(Number);

export interface OutletSpan extends Record<string, unknown> {
  outlet_id: string;
  articles: number;
  /** From the first day with an article to the last, both counted. */
  days: number;
}

/** What each outlet brought under the filter's outlets and languages on dated days, and over how many days. */
export async function readOutletSpans(db: Connection, workspaceId: string, filter: CoverageFilter): Promise<readonly OutletSpan[]> {
  return db.execute<OutletSpan>(sql`
    select d.outlet_id, sum(d.articles)::int as articles, max(d.day) - min(d.day) + 1 as days from (
      select r.outlet_id, r.day, sum(r.articles) as articles from ${countsUnder(filter, workspaceId, [ALL_ARTICLES])} r where r.day <> ${UNDATED}::date group by 1, 2 having sum(r.articles) <> 0
    ) d group by 1`);
}
