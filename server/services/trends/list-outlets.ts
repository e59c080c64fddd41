import { sql } from "drizzle-orm";
import { requireRole, type Scope } from "@/server/services/scope";

export interface ListedOutlet {
  id: string;
  name: string;
  domain: string | null;
  /** Articles with a date: what the outlet's list opens. */
  articles: number;
  first: string | null;
  last: string | null;
}

/** Outlets with how much they bring, the largest first; at most two thousand. Needs `viewer`. */
export async function listOutlets(scope: Scope): Promise<ListedOutlet[]> {
  requireRole(scope, "viewer");
  return scope.db.execute<ListedOutlet & Record<string, unknown>>(sql`
    select o.id, o.name, o.domain, coalesce(c.articles, 0)::int as articles, c.first::text, c.last::text
    from outlets o left join (
      select a.outlet_id, count(a.published_day) as articles, min(a.published_day) as first, max(a.published_day) as last
      from articles a where a.workspace_id = ${scope.workspace.id} and a.deleted_at is null group by 1
    ) c on c.outlet_id = o.id
    where o.workspace_id = ${scope.workspace.id} and o.merged_into is null order by 4 desc, lower(o.name) limit 2000`);
}
