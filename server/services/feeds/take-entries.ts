import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { addresses, articles, articleRevisions, feedEntries } from "@/db/schema";
import type { NormalArticle } from "@/server/core/articles/article-draft";
import { entryContent, type JudgedEntry, newArticle } from "@/server/core/feeds/judge-entry";
import { hashText } from "@/server/services/articles/hash-text";
import { reviseArticles } from "@/server/services/articles/revise-articles";
import { storeArticles } from "@/server/services/articles/store-articles";
import { findReadPages, requestPages } from "@/server/services/feeds/request-pages";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";

export interface EntryToTake {
  /** The publisher's key of the entry. */
  id: string;
  judged: JudgedEntry;
}

export interface TakenEntries {
  created: number;
  revised: number;
  /** Entries that the feed had not shown before, whether or not their articles were known. */
  fresh: number;
  /** Entries of the chunk that earlier collections had seen. */
  known: number;
}

interface Wanted {
  hash: Buffer;
  contentHash: Buffer;
  article: NormalArticle;
  appearedOn: string | null;
  isWhole: boolean;
}

/**
 * Takes a chunk of a feed's entries in, each exactly once: an entry that says what it said is passed over, one that
 * changed revises its article, and a new one is stored or joins the article that its address leads to. An article that
 * was deleted for good stays deleted. Announcements never shorten a text that somebody else brought.
 */
export async function takeEntries(tx: Transaction, scope: Scope, feed: { id: string; lastSuccessAt: Date | null; fetchesPages: boolean | null }, entries: EntryToTake[]): Promise<TakenEntries> {
  const { id: feedId, lastSuccessAt } = feed;
  const wanted = new Map<string, Wanted>();
  for (const { id, judged } of entries) {
    const hash = hashText(id);
    if (judged.article) wanted.set(hash.toString("hex"), { ...judged, hash, contentHash: hashText(entryContent(judged)), article: judged.article });
  }
  const known = await findKnown(tx, feedId, [...wanted.values()]);
  const changed = [...wanted].flatMap(([key, want]) => {
    const before = known.get(key);
    return before && (before.articleId === null || before.content === want.contentHash.toString("hex")) ? [] : [{ ...want, article: before ? want.article : newArticle(want), articleId: before?.articleId ?? null }];
  });
  // What a collection that was cut off took in says nothing about how far the feed reaches back.
  const seenBefore = [...known.values()].filter(({ createdAt }) => lastSuccessAt !== null && createdAt <= lastSuccessAt).length;
  if (changed.length === 0) return { created: 0, revised: 0, fresh: 0, known: seenBefore };

  const owners = await findOwners(tx, scope, changed);
  const keepText = (want: Wanted, articleId: string | null) => (!want.isWhole && articleId !== null && owners.edited.has(articleId) ? { ...want.article, text: "" } : want.article);
  const sightings = changed.filter((want) => want.articleId !== null && isSameArticle(want, owners)).map((want) => ({ want, articleId: want.articleId! }));
  const sightedWants = new Set<Wanted>(sightings.map(({ want }) => want));
  const arriving = changed.filter((want) => !sightedWants.has(want));

  const context = { workspaceId: scope.workspace.id, actor: scope.actor, now: scope.now };
  const revision = await reviseArticles(tx, context, sightings.map(({ want, articleId }) => ({ articleId, article: keepText(want, articleId) })));
  if (revision.changed.length > 0) await enqueueJob(tx, { kind: "process-articles", workspaceId: scope.workspace.id, payload: { articleIds: revision.changed } });
  await addAddresses(tx, scope, sightings);
  const stored = await storeArticles(tx, { ...context, origin: "feed", feedId }, arriving.map((want) => keepText(want, owners.byAddress.get(addressHash(want.article)) ?? null)));

  const rows = [
    ...sightings.map(({ want, articleId }) => ({ feedId, entryHash: want.hash, contentHash: want.contentHash, articleId, createdAt: scope.now() })),
    ...arriving.map((want, at) => ({ feedId, entryHash: want.hash, contentHash: want.contentHash, articleId: stored[at]!.articleId, createdAt: scope.now() })),
  ];
  await tx
    .insert(feedEntries)
    .values(rows)
    .onConflictDoUpdate({ target: [feedEntries.feedId, feedEntries.entryHash], set: { contentHash: sql`excluded.content_hash`, articleId: sql`excluded.article_id` } });
  await requestPages(tx, scope, feed, [
    ...sightings.filter((_, at) => revision.outcomes[at]!.revised).map(({ want, articleId }) => ({ articleId, isWhole: want.isWhole, ...want.article })),
    ...arriving.flatMap((want, at) => (stored[at]!.kind === "created" ? [{ articleId: stored[at]!.articleId, isWhole: want.isWhole, ...want.article }] : [])),
  ]);
  return {
    created: stored.filter(({ kind }) => kind === "created").length,
    revised: revision.outcomes.filter(({ revised }) => revised).length + stored.filter((outcome) => outcome.kind === "existing" && outcome.revised).length,
    fresh: changed.filter((want) => !known.has(want.hash.toString("hex"))).length,
    known: seenBefore,
  };
}

/** Entries that the feed showed before; `articleId` is null when the article is gone for good. */
async function findKnown(tx: Transaction, feedId: string, wanted: Wanted[]): Promise<Map<string, { articleId: string | null; content: string; createdAt: Date }>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({ hash: feedEntries.entryHash, content: feedEntries.contentHash, articleId: articles.id, createdAt: feedEntries.createdAt })
    .from(feedEntries)
    .leftJoin(articles, eq(articles.id, feedEntries.articleId))
    .where(and(eq(feedEntries.feedId, feedId), inArray(feedEntries.entryHash, wanted.map(({ hash }) => hash))));
  return new Map(rows.map((row) => [hex(row.hash), { articleId: row.articleId, content: row.content ? hex(row.content) : "", createdAt: row.createdAt }]));
}

const hex = (hash: Uint8Array) => Buffer.from(hash).toString("hex");
const addressHash = (article: NormalArticle) => (article.addressKey ? hashText(`address:${article.addressKey}`).toString("hex") : "");

interface Owners {
  /** Articles by the hash of an address that leads to them. */
  byAddress: Map<string, string>;
  /** Articles whose present text came from a person, a page or a file. */
  edited: Set<string>;
  titles: Map<string, string>;
}

async function findOwners(tx: Transaction, scope: Scope, changed: (Wanted & { articleId: string | null })[]): Promise<Owners> {
  const hashes = changed.flatMap(({ article }) => (article.addressKey ? [hashText(`address:${article.addressKey}`)] : []));
  const found =
    hashes.length === 0
      ? []
      : await tx
          .select({ hash: addresses.hash, articleId: addresses.articleId })
          .from(addresses)
          .where(and(eq(addresses.workspaceId, scope.workspace.id), inArray(addresses.hash, hashes)));
  const ids = [...new Set([...found.map(({ articleId }) => articleId), ...changed.flatMap(({ articleId }) => articleId ?? [])])];
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: articles.id, origin: articles.origin, title: articleRevisions.title, writtenBy: articleRevisions.createdBy })
          .from(articles)
          .innerJoin(articleRevisions, and(eq(articleRevisions.articleId, articles.id), eq(articleRevisions.number, articles.currentRevision)))
          .where(inArray(articles.id, ids));
  const readPages = await findReadPages(tx, ids);
  return {
    byAddress: new Map(found.map(({ hash, articleId }) => [hex(hash), articleId])),
    edited: new Set([...rows.filter(({ origin, writtenBy }) => origin !== "feed" || writtenBy !== null).map(({ id }) => id), ...readPages]),
    titles: new Map(rows.map(({ id, title }) => [id, title])),
  };
}

/** An entry that leads somewhere else and is called otherwise is another report under a key that was used again. */
function isSameArticle({ article, articleId }: Wanted & { articleId: string | null }, owners: Owners): boolean {
  if (!article.addressKey) return true;
  const owner = owners.byAddress.get(addressHash(article));
  return owner === articleId || (owner === undefined && owners.titles.get(articleId!) === article.title);
}

async function addAddresses(tx: Transaction, scope: Scope, sightings: { want: Wanted; articleId: string }[]): Promise<void> {
  const rows = sightings.flatMap(({ want: { article }, articleId }) =>
    article.addressKey ? [{ workspaceId: scope.workspace.id, hash: hashText(`address:${article.addressKey}`), url: article.url!, articleId, createdAt: scope.now() }] : [],
  );
  if (rows.length > 0) await tx.insert(addresses).values(rows).onConflictDoNothing();
}
