import { sql } from "drizzle-orm";
import { type Placements, readPlacements, type StoryPlacement } from "@/server/core/stories/read-placements";
import type { Connection } from "@/server/services/scope";
import { uuidArray } from "@/server/services/trends/filter-sql";

/** Which of these articles a person took out of their story. */
export async function loadApart(connection: Connection, workspaceId: string, articleIds: readonly string[]): Promise<Set<string>> {
  const rows = await connection.execute<{ id: string }>(sql`
    select distinct article_id as id from story_decisions
    where workspace_id = ${workspaceId} and article_id = any(${uuidArray([...articleIds])}) and kind = 'apart' and revoked_at is null`);
  return new Set(rows.map(({ id }) => id));
}

interface PlacementRow extends Record<string, unknown> {
  id: string;
  article_id: string;
  kind: "together" | "apart";
  other_article_id: string | null;
  decided_at: string;
}

/** What people said of these articles and of whatever is tied to them; of a whole workspace without `articleIds`. */
export async function loadPlacements(connection: Connection, workspaceId: string, articleIds?: readonly string[]): Promise<Placements> {
  const decisions = new Map<string, StoryPlacement>();
  const asked = new Set<string>();
  for (let wanted = articleIds ? [...new Set(articleIds)] : []; ; ) {
    const which = articleIds ? sql`and (article_id = any(${uuidArray(wanted)}) or other_article_id = any(${uuidArray(wanted)}))` : sql``;
    const rows = await connection.execute<PlacementRow>(sql`
      select id, article_id, kind, other_article_id, decided_at from story_decisions where workspace_id = ${workspaceId} and revoked_at is null ${which}`);
    for (const id of wanted) asked.add(id);
    for (const row of rows) decisions.set(row.id, { id: row.id, articleId: row.article_id, kind: row.kind, otherArticleId: row.other_article_id, decidedAtMs: Date.parse(row.decided_at) });
    wanted = articleIds ? [...new Set([...decisions.values()].flatMap(({ articleId, otherArticleId }) => [articleId, otherArticleId]))].filter((id): id is string => id !== null && !asked.has(id)) : [];
    if (wanted.length === 0) return readPlacements([...decisions.values()]);
  }
}
