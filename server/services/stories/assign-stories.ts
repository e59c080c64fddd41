import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { packSignature } from "@/server/core/stories/fingerprint";
import { joinCopies, type PreparedArticle, prepareForSearch, type StoryInput } from "@/server/services/stories/join-copies";
import { regroupStories } from "@/server/services/stories/regroup-stories";
import { uuidArray } from "@/server/services/trends/filter-sql";

export interface ArticleToAssign extends StoryInput {
  revision: number;
  /** Its text or date changed since its story was found. */
  changed: boolean;
}

/**
 * Finds the story of each article of a batch: fingerprints and lookup keys are written, and verified copies become one
 * story. An article that changed may leave the story it was in, so that story is grouped anew. The caller holds the
 * workspace's story lock, so that two batches cannot miss each other. An undated article is a story of its own.
 */
export async function assignStories(tx: Transaction, workspaceId: string, batch: ArticleToAssign[]): Promise<void> {
  const prepared = batch.map(prepareForSearch);
  await writeFingerprints(tx, workspaceId, prepared);
  const shared = await findShared(tx, workspaceId, batch.filter(({ changed }) => changed).map(({ articleId }) => articleId));
  const regrouped = await regroupStories(tx, workspaceId, shared);
  await joinCopies(tx, workspaceId, prepared.filter(({ input }) => !regrouped.has(input.articleId)));
}

/** The stories of these articles that hold others as well. */
async function findShared(tx: Transaction, workspaceId: string, articleIds: string[]): Promise<string[]> {
  if (articleIds.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct a.story_id as id from articles a join stories s on s.id = a.story_id and s.workspace_id = a.workspace_id
    where a.id = any(${uuidArray(articleIds)}) and a.workspace_id = ${workspaceId}`);
  return rows.map(({ id }) => id);
}

/** No window of days reaches it: an undated article is found while its copy is typed, and joins nobody by itself. */
const UNDATED = "-infinity";

/** Fingerprints and lookup keys as they are now; whoever has none any more, because of a shorter text, is found by nobody. */
async function writeFingerprints(tx: Transaction, workspaceId: string, prepared: PreparedArticle<ArticleToAssign>[]): Promise<void> {
  const gone = prepared.filter(({ fingerprint }) => fingerprint === null).map(({ input }) => input.articleId);
  if (gone.length > 0) await tx.execute(sql`delete from story_fingerprints where article_id = any(${uuidArray(gone)})`);
  await tx.execute(sql`delete from story_bands where article_id = any(${uuidArray(prepared.map(({ input }) => input.articleId))})`);
  const rows = prepared.flatMap(({ input, fingerprint }) =>
    fingerprint ? [{ id: input.articleId, day: input.publishedDay ?? UNDATED, signature: `\\x${Buffer.from(packSignature(fingerprint.signature)).toString("hex")}`, shingles: fingerprint.shingleCount, bands: fingerprint.bands }] : [],
  );
  if (rows.length === 0) return;
  await tx.execute(sql`
    with given as materialized (select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, day date, signature bytea, shingles int, bands bigint[])),
    kept as (
      insert into story_fingerprints (article_id, workspace_id, signature, shingles) select id, ${workspaceId}::uuid, signature, shingles from given
      on conflict (article_id) do update set signature = excluded.signature, shingles = excluded.shingles
    )
    insert into story_bands (workspace_id, band, article_id, day) select ${workspaceId}::uuid, band, id, day from given cross join unnest(bands) as band`);
}

