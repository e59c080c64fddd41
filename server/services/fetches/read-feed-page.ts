import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { addressFetches, articleRevisions, articles } from "@/db/schema";
import { countWords, MAX_TEXT_LENGTH, type Published } from "@/server/core/articles/article-draft";
import { cleanText } from "@/server/core/text/clean-text";
import { reviseArticles } from "@/server/services/articles/revise-articles";
import { nextTryMs } from "@/server/services/fetches/next-try";
import type { AddressReader } from "@/server/services/fetches/read-address";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";

/**
 * Reads the page of an article that a feed announced; its text becomes the article's, as a revision under the headline
 * that the feed gave. A page that cannot be had leaves the article as it is: what may pass is tried again a few times,
 * the rest waits on the list with its reason. Nothing that a person wrote and no longer text is replaced.
 */
export async function readFeedPage(scope: Scope, fetchId: string, read: AddressReader): Promise<"done" | "interrupted"> {
  const own = and(eq(addressFetches.id, fetchId), eq(addressFetches.workspaceId, scope.workspace.id), eq(addressFetches.state, "waiting"));
  const [row] = await scope.db.select({ url: addressFetches.url, attempts: addressFetches.attempts, articleId: addressFetches.articleId }).from(addressFetches).where(own);
  if (!row?.articleId) return "done";
  const { articleId } = row;
  const answer = await read(row.url);
  if (!answer.ok && answer.code === "cancelled") return "interrupted";
  // Its turn has not come: that is no try.
  const isBusy = !answer.ok && answer.code === "busy";
  const delayMs = answer.ok ? null : isBusy ? Math.max(1_000, answer.retryAfterMs ?? 0) : nextTryMs(answer, row.attempts + 1);
  await scope.db.transaction(async (tx) => {
    const said = answer.ok ? { state: "added" as const, reason: "", reasonCode: "", found: { ...answer.found, text: "" } } : { state: delayMs === null ? ("failed" as const) : ("waiting" as const), reason: isBusy ? "" : answer.reason, reasonCode: isBusy ? "" : answer.code };
    const [kept] = await tx
      .update(addressFetches)
      .set({ ...said, attempts: isBusy ? row.attempts : sql`${addressFetches.attempts} + 1`, updatedAt: scope.now() })
      .where(own)
      .returning({ id: addressFetches.id });
    if (!kept) return;
    if (delayMs !== null) await enqueueJob(tx, { kind: "read-feed-page", workspaceId: scope.workspace.id, payload: { fetchId }, delayMs });
    if (answer.ok) await takeText(tx, scope, articleId, cleanText(answer.found.text).trim().slice(0, MAX_TEXT_LENGTH));
  });
  return "done";
}

async function takeText(tx: Transaction, scope: Scope, articleId: string, text: string): Promise<void> {
  const [current] = await tx
    .select({ article: articles, title: articleRevisions.title, text: articleRevisions.text, writtenBy: articleRevisions.createdBy })
    .from(articles)
    .innerJoin(articleRevisions, and(eq(articleRevisions.articleId, articles.id), eq(articleRevisions.number, articles.currentRevision)))
    .where(and(eq(articles.id, articleId), eq(articles.workspaceId, scope.workspace.id), isNull(articles.deletedAt)))
    .for("no key update", { of: articles });
  if (!current || current.writtenBy !== null || countWords(text) <= countWords(current.text)) return;
  const { author, language, publishedPrecision: precision, publishedAt, publishedDay: day } = current.article;
  const published: Published = { precision, at: publishedAt?.toISOString() ?? null, day };
  const { changed } = await reviseArticles(tx, { workspaceId: scope.workspace.id, actor: scope.actor, now: scope.now }, [
    { articleId, article: { title: current.title, text, author, language, url: null, addressKey: null, outlet: { key: "", name: "", domain: null }, published } },
  ]);
  if (changed.length > 0) await enqueueJob(tx, { kind: "process-articles", workspaceId: scope.workspace.id, payload: { articleIds: changed } });
}
