import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { articleRevisions, articles } from "@/db/schema";
import { countWords, type NormalArticle, type Published } from "@/server/core/articles/article-draft";
import { hashText } from "@/server/services/articles/hash-text";
import { type Actor, actorUserId } from "@/server/services/scope";
import { uuidArray } from "@/server/services/trends/filter-sql";

export interface Sighting {
  articleId: string;
  article: NormalArticle;
}

export interface SightingOutcome {
  revised: boolean;
  inTrash: boolean;
}

/**
 * Known articles seen again, in order. A title or text that no revision of the article has is a new revision; a
 * sighting without a text carries the present text on; an earlier date moves the first publication. Five statements
 * at most. Answers one outcome per sighting and the ids whose text or date changed, to be processed anew: the story
 * depends on both.
 */
export async function reviseArticles(
  tx: Transaction,
  context: { workspaceId: string; actor: Actor; now: () => Date },
  sightings: Sighting[],
): Promise<{ outcomes: SightingOutcome[]; changed: string[] }> {
  if (sightings.length === 0) return { outcomes: [], changed: [] };
  const ids = [...new Set(sightings.map(({ articleId }) => articleId))].sort();
  const states = await loadStates(tx, ids, sightings);

  const added: (typeof articleRevisions.$inferInsert)[] = [];
  const outcomes = sightings.map(({ articleId, article }): SightingOutcome => {
    const state = states.get(articleId)!;
    const text = article.text === "" ? state.text : article.text;
    const textHash = hashText(article.title, text);
    const revised = !state.hashes.has(textHash.toString("hex"));
    if (revised) {
      state.number += 1;
      state.text = text;
      state.hashes.add(textHash.toString("hex"));
      added.push({
        articleId,
        number: state.number,
        workspaceId: context.workspaceId,
        title: article.title,
        text,
        textHash,
        words: countWords(text),
        createdBy: actorUserId(context.actor),
        createdAt: context.now(),
      });
    }
    if (isEarlier(article.published, state.published)) state.published = article.published;
    return { revised, inTrash: state.inTrash };
  });

  if (added.length > 0) await tx.insert(articleRevisions).values(added);
  const moved = [...states].filter(([, state]) => state.number > state.before.number || state.published !== state.before.published);
  if (moved.length > 0) {
    const rows = moved.map(([id, { number, published }]) => ({ id, number, precision: published.precision, at: published.at, day: published.day }));
    await tx.execute(sql`
      update articles set current_revision = moved.number, published_precision = moved.precision::published_precision,
        published_at = moved.at, published_day = moved.day, processed_revision = null
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as moved(id uuid, number int, precision text, at timestamptz, day date)
      where articles.id = moved.id`);
  }
  return { outcomes, changed: moved.map(([id]) => id) };
}

interface ArticleState {
  number: number;
  text: string;
  hashes: Set<string>;
  published: Published;
  inTrash: boolean;
  before: { number: number; published: Published };
}

async function loadStates(tx: Transaction, ids: string[], sightings: Sighting[]): Promise<Map<string, ArticleState>> {
  const rows = await tx
    .select({
      id: articles.id,
      number: articles.currentRevision,
      precision: articles.publishedPrecision,
      at: articles.publishedAt,
      day: articles.publishedDay,
      deletedAt: articles.deletedAt,
    })
    .from(articles)
    .where(sql`${articles.id} = any(${uuidArray(ids)})`)
    .orderBy(articles.id)
    .for("no key update");
  const revisions = await tx
    .select({ articleId: articleRevisions.articleId, textHash: articleRevisions.textHash })
    .from(articleRevisions)
    .where(sql`${articleRevisions.articleId} = any(${uuidArray(ids)})`);
  const needText = [...new Set(sightings.filter(({ article }) => article.text === "").map(({ articleId }) => articleId))];
  const texts =
    needText.length === 0
      ? []
      : await tx
          .select({ id: articles.id, text: articleRevisions.text })
          .from(articles)
          .innerJoin(articleRevisions, and(eq(articleRevisions.articleId, articles.id), eq(articleRevisions.number, articles.currentRevision)))
          .where(sql`${articles.id} = any(${uuidArray(needText)})`);

  const textOf = new Map(texts.map((row) => [row.id, row.text]));
  const states = new Map<string, ArticleState>();
  for (const row of rows) {
    const published: Published = { precision: row.precision, at: row.at?.toISOString() ?? null, day: row.day };
    states.set(row.id, {
      number: row.number,
      text: textOf.get(row.id) ?? "",
      hashes: new Set(),
      published,
      inTrash: row.deletedAt !== null,
      before: { number: row.number, published },
    });
  }
  for (const { articleId, textHash } of revisions) states.get(articleId)?.hashes.add(Buffer.from(textHash).toString("hex"));
  return states;
}

/** First publication wins: an earlier day, on the same day an earlier time, and any date over none. */
function isEarlier(candidate: Published, than: Published): boolean {
  if (!candidate.day) return false;
  if (!than.day) return true;
  if (candidate.day !== than.day) return candidate.day < than.day;
  return candidate.at !== null && than.at !== null && candidate.at < than.at;
}
