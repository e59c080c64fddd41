import { sql } from "drizzle-orm";
import { requireRole, type Scope } from "@/server/services/scope";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { countedMatch, filterSql, readFilterContext, uuidArray } from "@/server/services/trends/filter-sql";
import { type Breakdown, breakdownShape, unitKey } from "@/server/services/trends/outlet-breakdown";

export interface ThemePairs {
  /** What matches each theme, by the theme's id; a theme that is absent has none. */
  themes: Record<string, number>;
  /** What matches both themes of a pair, in the order of the chart's themes; pairs without any are left out. */
  pairs: { first: string; second: string; both: number }[];
}

/**
 * Which themes stand in the same articles: for each pair what the list holds under the same filter when both are asked
 * for. As stories, a pair counts the stories of which one article is about both. Needs `viewer`.
 */
export async function themePairs(scope: Scope, input: Breakdown): Promise<ThemePairs> {
  requireRole(scope, "viewer");
  const { filter, unit } = breakdownShape.parse(input);
  const chosen = await activeThemes(scope.db, scope.workspace.id, filter.themes);
  if (chosen.length === 0) return { themes: {}, pairs: [] };
  const versionIds = chosen.map(({ versionId }) => versionId);
  const context = await readFilterContext(scope.db, scope.workspace.id, filter, versionIds);
  const place = new Map(chosen.map(({ id }, i) => [id, i]));
  const rows = await scope.db.execute<{ first: string; second: string; count: number }>(sql`
    with hit as materialized (
      select ${unitKey(unit)} as unit, a.id, m.theme_id from articles a join matches m on m.article_id = a.id
      where ${filterSql({ ...filter, themes: undefined }, context)}
        and m.workspace_id = ${scope.workspace.id} and m.rule_version_id = any(${uuidArray(versionIds)}) and ${countedMatch(filter)}
    )
    select x.theme_id as first, y.theme_id as second, count(distinct x.unit)::int as count from hit x join hit y on y.id = x.id and x.theme_id <= y.theme_id group by 1, 2`);
  return {
    themes: Object.fromEntries(rows.flatMap(({ first, second, count }) => (first === second ? [[first, count]] : []))),
    pairs: rows
      .filter(({ first, second }) => first !== second)
      .map(({ first, second, count }) => (place.get(first)! < place.get(second)! ? { first, second, both: count } : { first: second, second: first, both: count }))
      .sort((a, b) => b.both - a.both || place.get(a.first)! - place.get(b.first)! || place.get(a.second)! - place.get(b.second)!),
  };
}
