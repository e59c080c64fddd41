import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { compareEarliest, type StoryArticle } from "@/server/core/stories/assign-story";
import { copyScore } from "@/server/core/stories/verify-copy";
import { dayNumber } from "@/server/core/trends/days";
import { joinCopies, prepareForSearch } from "@/server/services/stories/join-copies";
import { loadPlacements } from "@/server/services/stories/load-placements";
import { settleLeads } from "@/server/services/stories/settle-leads";
import { uuidArray } from "@/server/services/trends/filter-sql";

const TEXTS_AT_ONCE = 200;

/**
 * Groups these stories anew from their texts and from what people said: every article begins as a story of its own,
 * joins its verified copies wherever they are, and is tied to whom a person tied it to. Answers the articles that were
 * in these stories. The caller holds the story lock.
 */
export async function regroupStories(tx: Transaction, workspaceId: string, storyIds: readonly string[]): Promise<Set<string>> {
  if (storyIds.length === 0) return new Set();
  const rows = await tx.execute<{ id: string; alive: boolean }>(sql`
    update articles set story_id = id, story_score = null where workspace_id = ${workspaceId} and story_id = any(${uuidArray([...storyIds])})
    returning id, deleted_at is null as alive`);
  const members = rows.map(({ id }) => id).sort();
  const alive = rows.flatMap((row) => (row.alive ? row.id : [])).sort();
  for (let at = 0; at < alive.length; at += TEXTS_AT_ONCE) {
    const texts = await loadTexts(tx, alive.slice(at, at + TEXTS_AT_ONCE));
    await joinCopies(tx, workspaceId, texts.map(({ id, title, text, day }) => prepareForSearch({ articleId: id, title, text, publishedDay: day })));
  }
  await settleLeads(tx, workspaceId, [...storyIds, ...members]);
  const { links } = await loadPlacements(tx, workspaceId, alive);
  for (const [one, other] of links) await tieStories(tx, workspaceId, one, other);
  return new Set(members);
}

interface TextRow extends Record<string, unknown> {
  id: string;
  story_id: string;
  day: string | null;
  at: string | null;
  title: string;
  text: string;
}

const loadTexts = (tx: Transaction, ids: string[]) =>
  tx.execute<TextRow>(sql`
    select a.id, a.story_id, a.published_day::text as day, a.published_at as at, r.title, r.text
    from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
    where a.id = any(${uuidArray(ids)}) and a.deleted_at is null order by a.id`);

const dateOf = ({ id, day, at }: TextRow): StoryArticle => ({ articleId: id, day: day ? dayNumber(day) : 0, publishedAtMs: at ? Date.parse(at) : null, dated: day !== null });

/** Makes the stories of two articles one and stores how alike the two are, which may be not at all. */
async function tieStories(tx: Transaction, workspaceId: string, articleId: string, otherArticleId: string): Promise<void> {
  const [one, other] = await loadTexts(tx, [articleId, otherArticleId]);
  // The other one may be in the trash, or gone.
  if (!one || !other) return;
  if (one.story_id !== other.story_id) {
    const [kept, gone] = compareEarliest(dateOf(one), dateOf(other)) <= 0 ? [one, other] : [other, one];
    await tx.execute(sql`update articles set story_id = ${kept.story_id} where workspace_id = ${workspaceId} and story_id = ${gone.story_id}`);
  }
  const score = copyScore(one, other);
  await tx.execute(sql`update articles set story_score = greatest(coalesce(story_score, 0), ${score}::real) where id = any(${uuidArray([articleId, otherArticleId])})`);
  await settleLeads(tx, workspaceId, [one.story_id, other.story_id]);
}
