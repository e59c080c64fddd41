import { sql } from "drizzle-orm";
import type { OutletGap } from "@/server/core/trends/coverage-series";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";
import { presentThroughout } from "@/server/core/trends/present-throughout";
import { requireRole, type Scope } from "@/server/services/scope";
import { outletsSql } from "@/server/services/trends/filter-sql";
import { outletSpans } from "@/server/services/trends/outlet-spans";
import { type ShownSeries, shownSeriesShape } from "@/server/services/trends/previous-series";

/** As many as a filter can name. */
const MOST_NAMED = 200;

export interface OutletsThroughout {
  /** Those that bring most first, at most 200. */
  outletIds: string[];
  /** How many there are. */
  present: number;
  /** Outlets with coverage in these days. */
  of: number;
}

/**
 * The outlets that were collected throughout the days of a series, so that it can be restricted to them: then it
 * neither rises nor falls because an outlet began, ended or was missing. Needs `viewer`.
 */
export async function outletsThroughout(scope: Scope, input: ShownSeries): Promise<OutletsThroughout> {
  requireRole(scope, "viewer");
  const { filter } = shownSeriesShape.parse(input);
  const { from, to } = filter;
  const denominator = denominatorFilter(filter);
  const ofOutlets = sql.join([sql`true`, ...outletsSql(denominator, scope.workspace.id, sql`g.outlet_id`)], sql` and `);
  const [spans, gaps] = await Promise.all([
    outletSpans(scope, denominator),
    scope.db.execute<OutletGap & Record<string, unknown>>(sql`
      select g.outlet_id as "outletId", '' as "outletName", g.from_day::text as "fromDay", g.to_day::text as "toDay", g.reason from gaps g
      where g.workspace_id = ${scope.workspace.id} and g.state in ('open', 'confirmed') and g.from_day <= ${to} and g.to_day >= ${from} and ${ofOutlets}`),
  ]);
  const inRange = spans.filter(({ first, last }) => first <= to && last >= from);
  const last = inRange.reduce((latest, span) => (span.last > latest ? span.last : latest), from);
  const present = presentThroughout(inRange.map(({ outlet_id, ...span }) => ({ ...span, outletId: outlet_id })), gaps, from, last < to ? last : to);
  return { outletIds: present.slice(0, MOST_NAMED), present: present.length, of: inRange.length };
}
