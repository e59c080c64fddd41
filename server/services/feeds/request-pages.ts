import { and, inArray, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { addressFetches } from "@/db/schema";
import { countWords } from "@/server/core/articles/article-draft";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";

/** An entry with fewer words announces a report and is not the report itself. */
const ANNOUNCEMENT_WORDS = 120;
/** Pages of one feed are asked for so far apart, so that feeds are collected in between. */
const APART_MS = 1_500;

/** An article that a feed has just brought or changed. */
export interface AnnouncedArticle {
  articleId: string;
  url: string | null;
  text: string;
  isWhole: boolean;
}

/** Whether the page behind an entry is read: as the feed's option says, else where the entry carries little text. */
export const wantsPage = (fetchesPages: boolean | null, { isWhole, text }: Pick<AnnouncedArticle, "isWhole" | "text">): boolean => fetchesPages ?? (!isWhole && countWords(text) < ANNOUNCEMENT_WORDS);

/** Has the worker read the pages of these articles, each once until its entry changes again. */
export async function requestPages(tx: Transaction, scope: Scope, feed: { id: string; fetchesPages: boolean | null }, announced: AnnouncedArticle[]): Promise<void> {
  const wanted = new Map(announced.filter((article) => article.url !== null && wantsPage(feed.fetchesPages, article)).map((article) => [article.articleId, article.url!]));
  if (wanted.size === 0) return;
  const rows = await tx
    .insert(addressFetches)
    .values([...wanted].map(([articleId, url]) => ({ id: newId(), workspaceId: scope.workspace.id, url, articleId, feedId: feed.id, createdAt: scope.now(), updatedAt: scope.now() })))
    .onConflictDoUpdate({
      target: [addressFetches.workspaceId, addressFetches.articleId],
      targetWhere: sql`feed_id is not null`,
      set: { state: "waiting", reason: "", reasonCode: "", attempts: 0, url: sql`excluded.url`, updatedAt: scope.now() },
      setWhere: sql`${addressFetches.state} <> 'waiting'`,
    })
    .returning({ id: addressFetches.id });
  for (const [at, { id }] of rows.entries()) await enqueueJob(tx, { kind: "read-feed-page", workspaceId: scope.workspace.id, payload: { fetchId: id }, delayMs: (at + 1) * APART_MS });
}

/** Which of these articles have their text from their page: an announcement does not shorten it. */
export async function findReadPages(tx: Transaction, articleIds: string[]): Promise<string[]> {
  if (articleIds.length === 0) return [];
  const rows = await tx.select({ id: addressFetches.articleId }).from(addressFetches).where(and(inArray(addressFetches.articleId, articleIds), isNotNull(addressFetches.feedId), isNotNull(addressFetches.found)));
  return rows.flatMap(({ id }) => id ?? []);
}
