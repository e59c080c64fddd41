import { sql } from "drizzle-orm";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { bucketEdges, countPerBucket } from "@/server/core/trends/daily-counts";
import type { Day } from "@/server/core/trends/days";
import type { Connection } from "@/server/services/scope";
import { type CoveragePerDay, countsKnowThemes } from "@/server/services/trends/daily-counts";
import { type FilterContext, filterSql, undatedFilterSql } from "@/server/services/trends/filter-sql";
import { type BucketCounts, countThemes, countTotals, foldCopies } from "@/server/services/trends/series-sql";

export interface CountedCoverage extends BucketCounts {
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
 * Everything that a chart counts, per bucket. Where the kept counts know all that the filter asks, they answer, and
 * copies are folded by reading the articles of such stories alone; what they do not know is counted from the articles.
 * Both ways give the same numbers.
 */
export async function countCoverage(db: Connection, perDay: CoveragePerDay | null, { denominator, numerator, unit, starts, from, to }: Counting, context: FilterContext): Promise<CountedCoverage> {
  const isKnown = perDay !== null && countsKnowThemes(numerator);
  const [plainTotals, plainThemes, folded, plainArticles] = await Promise.all([
    perDay ? null : countTotals(db, { filter: denominator, unit, starts }, context),
    isKnown ? null : countThemes(db, { filter: numerator, unit, starts }, context),
    perDay && unit === "stories" ? foldCopies(db, { filter: denominator, starts }, isKnown ? context : { ...context, versionIds: [] }) : null,
    perDay ? null : countArticles(db, denominator, context),
  ]);
  const edges = bucketEdges(starts, from, to);
  const articlesPerBucket = perDay ? countPerBucket(perDay.totals, edges) : [];
  return {
    totals: plainTotals ?? addUp(articlesPerBucket, folded?.totals),
    themes: plainThemes ?? new Map([...perDay!.versions].map(([id, daily]) => [id, addUp(countPerBucket(daily, edges), folded?.themes.get(id))])),
    articles: plainArticles?.dated ?? articlesPerBucket.reduce((sum, count) => sum + count, 0),
    undated: plainArticles?.undated ?? perDay!.undated,
  };
}

const addUp = (counts: number[], changes: readonly number[] | undefined): number[] => (changes ? counts.map((count, i) => count + changes[i]!) : counts);

async function countArticles(db: Connection, denominator: CoverageFilter, context: FilterContext): Promise<{ dated: number; undated: number }> {
  const undated = sql.join([sql`a.workspace_id = ${context.workspaceId}`, sql`a.deleted_at is null`, sql`a.published_day is null`, ...undatedFilterSql(denominator, context)], sql` and `);
  const [row] = await db.execute<{ dated: number; undated: number }>(sql`
    select (select count(*)::int from articles a where ${filterSql(denominator, context)}) as dated, (select count(*)::int from articles a where ${undated}) as undated`);
  return row!;
}
