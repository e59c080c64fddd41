import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { uuidArray } from "@/server/services/trends/filter-sql";

/** Brings the leads of these stories up to date; a story with fewer than two articles outside the trash is no story. */
export async function settleLeads(tx: Transaction, workspaceId: string, storyIds: string[]): Promise<void> {
  if (storyIds.length === 0) return;
  const ids = uuidArray([...new Set(storyIds)]);
  await tx.execute(sql`
    with members as (
      select a.story_id, (array_agg(a.id order by a.published_day nulls last, a.published_at nulls last, a.id))[1] as lead, count(*) as articles
      from articles a where a.workspace_id = ${workspaceId} and a.story_id = any(${ids}) and a.deleted_at is null group by 1
    ), gone as (
      delete from stories s where s.workspace_id = ${workspaceId} and s.id = any(${ids})
        and not exists (select 1 from members m where m.story_id = s.id and m.articles > 1)
    )
    insert into stories (id, workspace_id, lead_article_id)
    select story_id, ${workspaceId}, lead from members where articles > 1
    on conflict (id) do update set lead_article_id = excluded.lead_article_id where stories.lead_article_id <> excluded.lead_article_id`);
}
