import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { outlets } from "@/db/schema";
import type { NormalArticle } from "@/server/core/articles/article-draft";
import type { ORIGINS } from "@/server/core/trends/coverage-choices";
import { reviseArticles } from "@/server/services/articles/revise-articles";
import { enqueueJobs } from "@/server/services/jobs/enqueue-job";
import { type Claim, type PendingArticle, type PreparedBatch, prepareBatch, printRevisions } from "@/server/services/articles/prepare-batch";
import { type Actor, actorUserId } from "@/server/services/scope";

export interface StoreContext {
  workspaceId: string;
  actor: Actor;
  now: () => Date;
  origin: (typeof ORIGINS)[number];
  importId?: string;
  feedId?: string;
}

export type StoreOutcome = { kind: "created"; articleId: string } | { kind: "existing"; articleId: string; revised: boolean; inTrash: boolean };

/**
 * Takes articles in, in a fixed number of statements however many there are. An address that is known is the article
 * it leads to: a text or headline not seen before becomes a new revision, an earlier date moves the first publication,
 * and anything else changes nothing. Outcomes come in the order of the input. Whatever changed is enqueued for
 * processing in the same transaction.
 */
export async function storeArticles(tx: Transaction, context: StoreContext, given: NormalArticle[] | PreparedBatch): Promise<StoreOutcome[]> {
  const batch = Array.isArray(given) ? prepareBatch(given) : given;
  const outletIds = await storeOutlets(tx, context.workspaceId, batch.input);
  const owners = await claimIdentities(tx, context.workspaceId, batch);

  const outcomes: StoreOutcome[] = Array.from({ length: batch.input.length });
  const fresh: Claim[] = [];
  const repeats: { articleId: string; pending: PendingArticle }[] = [];
  for (const claim of batch.claims) {
    const owner = owners === null ? claim.newArticleId : owners.get(claim.hash);
    if (owner === undefined) throw new Error("An article went for good while it was being found; the next try takes it in anew.");
    const [first, ...rest] = claim.group;
    const isNew = owner === claim.newArticleId;
    if (isNew) {
      fresh.push(claim);
      outcomes[first.index] = { kind: "created", articleId: owner };
    }
    for (const pending of isNew ? rest : claim.group) repeats.push({ articleId: owner, pending });
  }

  await insertArticles(tx, context, fresh, owners === null ? batch.revisions : printRevisions(fresh), outletIds);
  const revision = await reviseArticles(tx, context, repeats.map(({ articleId, pending }) => ({ articleId, article: pending.article })));
  repeats.forEach(({ articleId, pending }, i) => {
    outcomes[pending.index] = { kind: "existing", articleId, ...revision.outcomes[i]! };
  });
  const changed = [...new Set([...fresh.map(({ newArticleId }) => newArticleId), ...revision.changed])];
  const portions = Array.from({ length: Math.ceil(changed.length / 500) }, (_, i) => changed.slice(i * 500, (i + 1) * 500));
  await enqueueJobs(tx, portions.map((articleIds) => ({ kind: "process-articles", workspaceId: context.workspaceId, payload: { articleIds } })));
  return outcomes;
}

/**
 * Makes sure that every outlet exists; answers their ids by key, which for a merged outlet is the one that stayed. An
 * outlet that was known by its bare domain takes the first real name that comes. The rows stay locked against a merge,
 * so that no article is stored under an outlet that has just gone.
 */
async function storeOutlets(tx: Transaction, workspaceId: string, input: readonly NormalArticle[]): Promise<Map<string, string>> {
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

/**
 * Claims each identity for a new article, or finds the article that has it already; answers owners by the hash, null
 * when all were free. The unique keys decide between writers that come at the same moment: who loses waits for the
 * winner and then finds its article.
 */
async function claimIdentities(tx: Transaction, workspaceId: string, { claims, addresses, contents }: PreparedBatch): Promise<Map<string, string> | null> {
  const owners = new Map<string, string>();
  let won = 0;
  for (const [table, columns, rows] of [
    [sql`addresses`, sql`url, `, addresses],
    [sql`content_hashes`, sql``, contents],
  ] as const) {
    if (rows === "[]") continue;
    const given = sql`json_to_recordset(${rows}::json) as r(hash bytea, url text, id uuid)`;
    const claimed = await tx.execute(sql`
      insert into ${table} (workspace_id, hash, ${columns}article_id) select ${workspaceId}::uuid, r.hash, ${columns}r.id from ${given}
      on conflict do nothing`);
    won += claimed.count;
  }
  if (won === claims.length) return null;
  for (const [table, rows] of [
    [sql`addresses`, addresses],
    [sql`content_hashes`, contents],
  ] as const) {
    if (rows === "[]") continue;
    const found = await tx.execute<{ hash: string; article_id: string }>(sql`
      select encode(t.hash, 'hex') as hash, t.article_id from json_to_recordset(${rows}::json) as r(hash bytea) join ${table} t on t.workspace_id = ${workspaceId} and t.hash = r.hash`);
    for (const row of found) owners.set(row.hash, row.article_id);
  }
  return owners;
}

/** Two statements however many articles, sent at once: rows travel as one JSON value, which costs a tenth of a list of parameters. */
async function insertArticles(tx: Transaction, context: StoreContext, fresh: readonly Claim[], revisions: string, outletIds: Map<string, string>): Promise<void> {
  if (fresh.length === 0) return;
  const { workspaceId, origin, importId = null, feedId = null } = context;
  const createdBy = actorUserId(context.actor);
  const createdAt = context.now().toISOString();
  const articleRows = fresh.map(({ newArticleId, group: [{ article }] }) => ({ id: newArticleId, outlet: outletIds.get(article.outlet.key)!, author: article.author, language: article.language, ...article.published }));
  const articlesIn = tx.execute(sql`
    insert into articles (id, workspace_id, outlet_id, origin, import_id, feed_id, author, language, published_precision, published_at, published_day, story_id, created_by, created_at)
    select r.id, ${workspaceId}::uuid, r.outlet, ${origin}::article_origin, ${importId}::uuid, ${feedId}::uuid, r.author, r.language, r.precision::published_precision, r.at, r.day, r.id, ${createdBy}::uuid, ${createdAt}::timestamptz
    from json_to_recordset(${JSON.stringify(articleRows)}::json) as r(id uuid, outlet uuid, author text, language text, precision text, at timestamptz, day date)`);
  const revisionsIn = tx.execute(sql`
    insert into article_revisions (article_id, number, workspace_id, title, text, text_hash, words, created_by, created_at)
    select r.id, 1, ${workspaceId}::uuid, r.title, r.text, r.hash, r.words, ${createdBy}::uuid, ${createdAt}::timestamptz
    from json_to_recordset(${revisions}::json) as r(id uuid, title text, text text, hash bytea, words int)`);
  await Promise.all([articlesIn, revisionsIn]);
}
