import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { tellApart } from "@/server/core/outlets/tell-apart";
import { type CoverageFilter, coverageFilterShape, type Unit, unitShape } from "@/server/core/trends/coverage-filter";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";
import { requireRole, type Scope } from "@/server/services/scope";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { countedMatch, filterSql, readFilterContext, uuidArray } from "@/server/services/trends/filter-sql";

export const breakdownShape = z.strictObject({ filter: coverageFilterShape, unit: unitShape.default("articles") });
export type Breakdown = z.input<typeof breakdownShape>;

export const OUTLETS_SHOWN = 15;

export interface OutletRow {
  id: string;
  name: string;
  /** Everything of the unit from this outlet under the same filter without themes and words. */
  total: number;
  /** What matches any of the themes. */
  any: number;
  /** What matches each theme, by the theme's id; a theme that is absent has none. */
  themes: Record<string, number>;
}

export interface OutletBreakdown {
  /** Outlets with most coverage first. */
  outlets: OutletRow[];
  /** How many more outlets have coverage under the filter. */
  more: number;
}

/** What is counted once in a breakdown: an article, or a story that the outlet carries. */
export const unitKey = (unit: Unit): SQL => (unit === "articles" ? sql`a.id` : sql`a.story_id`);

/**
 * Themes per outlet: each number is what the list holds under the same filter with that outlet and that theme. A story
 * that several outlets carry counts for each of them. Needs `viewer`.
 */
export async function outletBreakdown(scope: Scope, input: Breakdown): Promise<OutletBreakdown> {
  requireRole(scope, "viewer");
  const { filter, unit } = breakdownShape.parse(input);
  const chosen = await activeThemes(scope.db, scope.workspace.id, filter.themes);
  const versionIds = chosen.map(({ versionId }) => versionId);
  const context = await readFilterContext(scope.db, scope.workspace.id, filter, versionIds);
  const numerator: CoverageFilter = { ...filter, themes: undefined };
  const key = unitKey(unit);
  const rows = await scope.db.execute<{ id: string; name: string; domain: string | null; total: number; outlets: number }>(sql`
    with counted as (select a.outlet_id, count(distinct ${key})::int as total from articles a where ${filterSql(denominatorFilter(filter), context)} group by 1)
    select o.id, o.name, o.domain, counted.total, count(*) over ()::int as outlets from counted join outlets o on o.id = counted.outlet_id
    order by counted.total desc, lower(o.name), o.id limit ${OUTLETS_SHOWN}`);
  const totals = tellApart(rows);
  if (totals.length === 0 || versionIds.length === 0) return { outlets: totals.map(({ id, name, total }) => ({ id, name, total, any: 0, themes: {} })), more: Math.max(0, (totals[0]?.outlets ?? 0) - totals.length) };
  const matched = await scope.db.execute<{ outlet_id: string; theme_id: string | null; count: number }>(sql`
    select a.outlet_id, m.theme_id, count(distinct ${key})::int as count from articles a join matches m on m.article_id = a.id
    where ${filterSql(numerator, context)} and a.outlet_id = any(${uuidArray(totals.map(({ id }) => id))})
      and m.workspace_id = ${context.workspaceId} and m.rule_version_id = any(${uuidArray(versionIds)}) and ${countedMatch(filter)}
    group by grouping sets ((a.outlet_id, m.theme_id), (a.outlet_id))`);
  return {
    outlets: totals.map(({ id, name, total }) => {
      const own = matched.filter((row) => row.outlet_id === id);
      return { id, name, total, any: own.find((row) => row.theme_id === null)?.count ?? 0, themes: Object.fromEntries(own.flatMap((row) => (row.theme_id === null ? [] : [[row.theme_id, row.count]]))) };
    }),
    more: totals[0]!.outlets - totals.length,
  };
}
