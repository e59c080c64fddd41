import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { outlets } from "@/db/schema";
import { contentKey, countWords, type NormalArticle } from "@/server/core/articles/article-draft";
import { reviseArticles } from "@/server/services/articles/revise-articles";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { hashText } from "@/server/services/articles/hash-text";
import { type Actor, actorUserId } from "@/server/services/scope";

export interface StoreContext {
  workspaceId: string;
  actor: Actor;
  now: () => Date;
  origin: "form" | "address" | "import" | "feed" | "demo";
  importId?: string;
  feedId?: string;
}

export type StoreOutcome = { kind: "created"; articleId: string } | { kind: "existing"; articleId: string; revised: boolean; inTrash: boolean };

interface Pending {
  article: NormalArticle;
  index: number;
  textHash: Buffer;
}

/**
 * Takes articles in, in a fixed number of statements however many there are. An address that is known is the article
 * it leads to: a text or headline not seen before becomes a new revision, an earlier date moves the first publication,
 * and anything else changes nothing. Outcomes come in the order of the input. Whatever changed is enqueued for
 * processing in the same transaction.
 */
export async function storeArticles(tx: Transaction, context: StoreContext, input: NormalArticle[]): Promise<StoreOutcome[]> {
  const outletIds = await storeOutlets(tx, context.workspaceId, input);
  const byKey = new Map<string, Pending[]>();
  input.forEach((article, index) => {
    const pending = { article, index, textHash: hashText(article.title, article.text) };
    const key = identityKey(article);
    const same = byKey.get(key);
    if (same) same.push(pending);
    else byKey.set(key, [pending]);
  });

  const claims = [...byKey].map(([key, group]) => ({ key, group, hash: hashText(key), newArticleId: newId() }));
  const owners = await claimIdentities(tx, context.workspaceId, claims);

  const outcomes: StoreOutcome[] = Array.from({ length: input.length });
  const fresh: { id: string; first: Pending }[] = [];
  const repeats: { articleId: string; pending: Pending }[] = [];
  for (const claim of claims) {
    const owner = owners.get(claim.hash.toString("hex"))!;
    const [first, ...rest] = claim.group as [Pending, ...Pending[]];
    const isNew = owner === claim.newArticleId;
    if (isNew) {
      fresh.push({ id: owner, first });
      outcomes[first.index] = { kind: "created", articleId: owner };
    }
    for (const pending of isNew ? rest : claim.group) repeats.push({ articleId: owner, pending });
  }

  await insertArticles(tx, context, fresh, outletIds);
  const revision = await reviseArticles(tx, context, repeats.map(({ articleId, pending }) => ({ articleId, article: pending.article })));
  repeats.forEach(({ articleId, pending }, i) => {
    outcomes[pending.index] = { kind: "existing", articleId, ...revision.outcomes[i]! };
  });
  const changed = [...new Set([...fresh.map(({ id }) => id), ...revision.changed])];
  for (let i = 0; i < changed.length; i += 500) {
    await enqueueJob(tx, { kind: "process-articles", workspaceId: context.workspaceId, payload: { articleIds: changed.slice(i, i + 500) } });
  }
  return outcomes;
}

const identityKey = (article: NormalArticle) => (article.addressKey ? `address:${article.addressKey}` : `content:${contentKey(article)}`);

/**
 * Makes sure that every outlet exists; answers their ids by key, which for a merged outlet is the one that stayed. An
 * outlet that was known by its bare domain takes the first real name that comes. The rows stay locked against a merge,
 * so that no article is stored under an outlet that has just gone.
 */
async function storeOutlets(tx: Transaction, workspaceId: string, input: NormalArticle[]): Promise<Map<string, string>> {
  const wanted = new Map<string, NormalArticle["outlet"]>();
  for (const { outlet } of input) if (!wanted.has(outlet.key) || wanted.get(outlet.key)!.name === outlet.domain) wanted.set(outlet.key, outlet);
  if (wanted.size === 0) return new Map();
  const keys = [...wanted.keys()].sort();
  const find = () => tx.select({ id: outlets.id, key: outlets.key, name: outlets.name, domain: outlets.domain, mergedInto: outlets.mergedInto }).from(outlets).where(and(eq(outlets.workspaceId, workspaceId), inArray(outlets.key, keys))).orderBy(outlets.id).for("key share");
  let rows = await find();
  const missing = keys.filter((key) => !rows.some((row) => row.key === key));
  if (missing.length > 0) {
    await tx
      .insert(outlets)
      .values(missing.map((key) => ({ id: newId(), workspaceId, key, name: wanted.get(key)!.name, domain: wanted.get(key)!.domain })))
      .onConflictDoNothing();
    rows = await find();
  }
  const named = rows.filter((row) => row.name === row.domain && wanted.get(row.key)!.name !== row.domain).map(({ id, key }) => ({ id, name: wanted.get(key)!.name }));
  if (named.length > 0) {
    await tx.execute(sql`update outlets o set name = n.name from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n(id uuid, name text) where o.id = n.id`);
  }
  return new Map(rows.map(({ key, id, mergedInto }) => [key, mergedInto ?? id]));
}

interface Claim {
  hash: Buffer;
  newArticleId: string;
  group: Pending[];
}

/**
 * Claims each identity for a new article, or finds the article that has it already; answers owners by the hash in hex.
 * The unique keys decide between writers that come at the same moment: who loses waits for the winner and then finds
 * its article. All writers claim in the order of the hashes, so that no two wait for each other.
 */
async function claimIdentities(tx: Transaction, workspaceId: string, claims: Claim[]): Promise<Map<string, string>> {
  const sorted = [...claims].sort((a, b) => Buffer.compare(a.hash, b.hash));
  const rowsOf = (withAddress: boolean) =>
    sorted
      .filter((claim) => (claim.group[0]!.article.addressKey !== null) === withAddress)
      .map((claim) => ({ hash: `\\x${claim.hash.toString("hex")}`, url: claim.group[0]!.article.url, id: claim.newArticleId }));
  const owners = new Map<string, string>();
  for (const [table, columns, rows] of [
    [sql`addresses`, sql`url, `, rowsOf(true)],
    [sql`content_hashes`, sql``, rowsOf(false)],
  ] as const) {
    if (rows.length === 0) continue;
    const given = sql`json_to_recordset(${JSON.stringify(rows)}::json) as r(hash bytea, url text, id uuid)`;
    const won = await tx.execute(sql`
      insert into ${table} (workspace_id, hash, ${columns}article_id) select ${workspaceId}::uuid, r.hash, ${columns}r.id from ${given}
      on conflict do nothing`);
    if (won.count === rows.length) {
      for (const { hash, id } of rows) owners.set(hash.slice(2), id);
      continue;
    }
    const found = await tx.execute<{ hash: string; article_id: string }>(sql`
      select encode(t.hash, 'hex') as hash, t.article_id from ${given} join ${table} t on t.workspace_id = ${workspaceId} and t.hash = r.hash`);
    for (const row of found) owners.set(row.hash, row.article_id);
  }
  return owners;
}

/** Two statements however many articles: rows travel as one JSON value, which costs a tenth of a list of parameters. */
async function insertArticles(tx: Transaction, context: StoreContext, fresh: { id: string; first: Pending }[], outletIds: Map<string, string>): Promise<void> {
  if (fresh.length === 0) return;
  const { workspaceId, origin, importId = null, feedId = null } = context;
  const createdBy = actorUserId(context.actor);
  const createdAt = context.now().toISOString();
  const articleRows = fresh.map(({ id, first: { article } }) => ({ id, outlet: outletIds.get(article.outlet.key)!, author: article.author, language: article.language, ...article.published }));
  await tx.execute(sql`
    insert into articles (id, workspace_id, outlet_id, origin, import_id, feed_id, author, language, published_precision, published_at, published_day, story_id, created_by, created_at)
    select r.id, ${workspaceId}::uuid, r.outlet, ${origin}::article_origin, ${importId}::uuid, ${feedId}::uuid, r.author, r.language, r.precision::published_precision, r.at, r.day, r.id, ${createdBy}::uuid, ${createdAt}::timestamptz
    from json_to_recordset(${JSON.stringify(articleRows)}::json) as r(id uuid, outlet uuid, author text, language text, precision text, at timestamptz, day date)`);
  const revisionRows = fresh.map(({ id, first: { article, textHash } }) => ({ id, title: article.title, text: article.text, hash: `\\x${textHash.toString("hex")}`, words: countWords(article.text) }));
  await tx.execute(sql`
    insert into article_revisions (article_id, number, workspace_id, title, text, text_hash, words, created_by, created_at)
    select r.id, 1, ${workspaceId}::uuid, r.title, r.text, r.hash, r.words, ${createdBy}::uuid, ${createdAt}::timestamptz
    from json_to_recordset(${JSON.stringify(revisionRows)}::json) as r(id uuid, title text, text text, hash bytea, words int)`);
}
