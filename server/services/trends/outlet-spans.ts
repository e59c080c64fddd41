import { sql } from "drizzle-orm";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import type { Scope } from "@/server/services/scope";
import { countsKnowTotals, type OutletSpan, readOutletSpans } from "@/server/services/trends/daily-counts";
import { type FilterContext, filterSql } from "@/server/services/trends/filter-sql";

/** What a filter without themes and words needs. */
export const wordless = (scope: Scope): FilterContext => ({ workspaceId: scope.workspace.id, versionIds: [], unindexed: [] });

/** What each outlet brought under the filter on dated days, whatever days the filter says, and between which. */
export async function outletSpans(scope: Scope, denominator: CoverageFilter): Promise<readonly OutletSpan[]> {
  if (countsKnowTotals(denominator)) return readOutletSpans(scope.db, scope.workspace.id, denominator);
  const where = filterSql({ ...denominator, from: undefined, to: undefined }, wordless(scope));
  return scope.db.execute<OutletSpan>(
    sql`select a.outlet_id, count(*)::int as articles, min(a.published_day)::text as first, max(a.published_day)::text as last from articles a where ${where} group by 1`,
  );
}
