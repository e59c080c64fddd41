import { sql } from "drizzle-orm";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { bucketEdges, countPerBucket, type DailyCounts } from "@/server/core/trends/daily-counts";
import { type Day, dayNumber } from "@/server/core/trends/days";
import { foldStories } from "@/server/core/trends/told-stories";
import type { Connection } from "@/server/services/scope";
import { type CoveragePerDay, countsKnowThemes } from "@/server/services/trends/daily-counts";
import { type FilterContext, filterSql, undatedFilterSql } from "@/server/services/trends/filter-sql";
import { countThemes, countTotals } from "@/server/services/trends/series-sql";

export interface CountedCoverage {
  totals: number[];
  /** By rule version. */
  themes: Map<string, number[]>;
  /** Articles of the range under the denominator, whatever the unit. */
  articles: number;
  undated: number;
}

interface Counting {
  /** With the days of the range. */
  denominator: CoverageFilter;
  numerator: CoverageFilter;
  unit: Unit;
  starts: readonly Day[];
  from: Day;
  to: Day;
}

/**
 * Everything that a chart counts, per bucket. Where the kept counts know all that the filter asks, they answer, with
 * copies folded for stories; what they do not know is counted from the articles. Both ways give the same numbers.
 */
export async function countCoverage(db: Connection, perDay: CoveragePerDay | null, { denominator, numerator, unit, starts, from, to }: Counting, context: FilterContext): Promise<CountedCoverage> {
  const isKnown = perDay !== null && countsKnowThemes(numerator);
  const [plainTotals, plainThemes, plainArticles] = await Promise.all([
    perDay ? null : countTotals(db, { filter: denominator, unit, starts }, context),
    isKnown ? null : countThemes(db, { filter: numerator, unit, starts }, context),
    perDay ? null : countArticles(db, denominator, context),
  ]);
  const edges = bucketEdges(starts, from, to);
  const articlesPerBucket = perDay ? countPerBucket(perDay.totals, edges) : [];
  const folding = perDay?.told ? foldStories(perDay.told.blocks, { from: dayNumber(from), to: dayNumber(to), outletIds: perDay.told.outletIds, languages: denominator.languages?.length ? new Set(denominator.languages) : null, versionIds: isKnown ? context.versionIds : [] }) : null;
  const addUp = (counts: number[], change: DailyCounts | undefined) => (change ? addEach(counts, countPerBucket(change, edges)) : counts);
  return {
    totals: plainTotals ?? addUp(articlesPerBucket, folding?.totals),
    themes: plainThemes ?? new Map([...perDay!.versions].map(([id, daily]) => [id, addUp(countPerBucket(daily, edges), folding?.versions.get(id))])),
    articles: plainArticles?.dated ?? articlesPerBucket.reduce((sum, count) => sum + count, 0),
    undated: plainArticles?.undated ?? perDay!.undated,
  };
}

const addEach = (counts: readonly number[], changes: readonly number[]): number[] => counts.map((count, i) => count + changes[i]!);

async function countArticles(db: Connection, denominator: CoverageFilter, context: FilterContext): Promise<{ dated: number; undated: number }> {
  const undated = sql.join([sql`a.workspace_id = ${context.workspaceId}`, sql`a.deleted_at is null`, sql`a.published_day is null`, ...undatedFilterSql(denominator, context)], sql` and `);
  const [row] = await db.execute<{ dated: number; undated: number }>(sql`
    select (select count(*)::int from articles a where ${filterSql(denominator, context)}) as dated, (select count(*)::int from articles a where ${undated}) as undated`);
  return row!;
}
