import { sql } from "drizzle-orm";
import { requireRole, type Scope } from "@/server/services/scope";

export interface OutletInBook {
  id: string;
  name: string;
  domain: string | null;
  country: string | null;
  groupName: string;
  /** Articles with a date: what the outlet's list opens. */
  articles: number;
  /** Articles without one; they are on a list of their own. */
  undated: number;
  first: string | null;
  last: string | null;
  feeds: number;
  /** Names that lead here since they were merged. */
  merged: string[];
  /** Articles that the worker has yet to move here. */
  moving: number;
}

/** Every outlet that stands for itself, the largest first, with what was merged into it; at most five thousand. Needs `viewer`. */
export async function listOutletBook(scope: Scope): Promise<OutletInBook[]> {
  requireRole(scope, "viewer");
  return scope.db.execute<OutletInBook & Record<string, unknown>>(sql`
    with counted as (
      select a.outlet_id, count(a.published_day) as articles, count(*) - count(a.published_day) as undated, min(a.published_day) as first, max(a.published_day) as last
      from articles a where a.workspace_id = ${scope.workspace.id} and a.deleted_at is null group by 1
    ), merged as (
      select m.merged_into as id, array_agg(m.name order by lower(m.name)) as names, coalesce(sum(c.articles + c.undated), 0)::int as moving
      from outlets m left join counted c on c.outlet_id = m.id where m.workspace_id = ${scope.workspace.id} and m.merged_into is not null group by 1
    )
    select o.id, o.name, o.domain, o.country, o.group_name as "groupName", coalesce(c.articles, 0)::int as articles, coalesce(c.undated, 0)::int as undated, c.first::text, c.last::text,
      (select count(*)::int from feeds f where f.outlet_id = o.id and f.removed_at is null) as feeds,
      coalesce(m.names, '{}') as merged, coalesce(m.moving, 0) as moving
    from outlets o left join counted c on c.outlet_id = o.id left join merged m on m.id = o.id
    where o.workspace_id = ${scope.workspace.id} and o.merged_into is null
    order by coalesce(c.articles + c.undated, 0) desc, lower(o.name) limit 5000`);
}
