import { and, desc, eq, inArray, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { newId } from "@/db/new-id";
import { addresses, addressFetches, type FoundArticle } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { canonicalUrl } from "@/server/core/articles/canonical-url";
import { hashText } from "@/server/services/articles/hash-text";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

export const requestFetchShape = z.strictObject({ url: z.string().trim().min(1, "Paste an address.").max(2_000, "An address has at most 2,000 characters.") });
export const fetchIdShape = z.strictObject({ fetchId: z.uuid() });

export interface AddressFetch {
  id: string;
  url: string;
  state: "waiting" | "found" | "failed" | "added" | "dismissed";
  reason: string;
  attempts: number;
  found: FoundArticle | null;
  articleId: string | null;
  requestedAt: string;
}

/**
 * Asks the worker to read an address. One that leads to an article of the workspace answers with that article instead
 * of asking the publisher again. Needs `analyst`.
 */
export async function requestFetch(scope: Scope, input: z.input<typeof requestFetchShape>): Promise<{ fetchId: string; known: null } | { fetchId: null; known: { articleId: string } }> {
  requireRole(scope, "analyst");
  const { url } = requestFetchShape.parse(input);
  const address = canonicalUrl(url);
  if (!address) throw new Refusal("INVALID", "This is not a web address; it should begin with http:// or https://.", "url");
  return scope.db.transaction(async (tx) => {
    const [known] = await tx.select({ articleId: addresses.articleId }).from(addresses).where(and(eq(addresses.workspaceId, scope.workspace.id), eq(addresses.hash, hashText(`address:${address.key}`))));
    if (known) return { fetchId: null, known };
    const fetchId = newId();
    await tx.insert(addressFetches).values({ id: fetchId, workspaceId: scope.workspace.id, url: url.includes("://") ? url : address.url, requestedBy: actorUserId(scope.actor), createdAt: scope.now(), updatedAt: scope.now() });
    await enqueueJob(tx, { kind: "fetch-address", workspaceId: scope.workspace.id, payload: { fetchId } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "address.fetch", subjectId: fetchId, detail: { url: address.url } });
    return { fetchId, known: null };
  });
}

/** One request and what became of it. Needs `analyst`. */
export async function getFetch(scope: Scope, input: z.input<typeof fetchIdShape>): Promise<AddressFetch> {
  requireRole(scope, "analyst");
  const { fetchId } = fetchIdShape.parse(input);
  const [row] = await scope.db.select().from(addressFetches).where(and(eq(addressFetches.id, fetchId), eq(addressFetches.workspaceId, scope.workspace.id)));
  if (!row) throw notFound("address");
  return present(row);
}

/** Addresses that wait for a person: not read yet, read and not added, or not to be had; of what feeds named only the last. Needs `viewer`. */
export async function listFetches(scope: Scope): Promise<AddressFetch[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db
    .select()
    .from(addressFetches)
    .where(and(eq(addressFetches.workspaceId, scope.workspace.id), inArray(addressFetches.state, ["waiting", "found", "failed"]), or(isNull(addressFetches.feedId), eq(addressFetches.state, "failed"))))
    .orderBy(desc(addressFetches.createdAt))
    .limit(200);
  return rows.map((row) => ({ ...present(row), found: row.found ? { ...row.found, text: "" } : null }));
}

/** Asks again for an address that could not be read, or that was taken off the list. Needs `analyst`. */
export async function retryFetch(scope: Scope, input: z.input<typeof fetchIdShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { fetchId } = fetchIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [row] = await tx
      .update(addressFetches)
      .set({ state: "waiting", reason: "", reasonCode: "", updatedAt: scope.now() })
      .where(and(eq(addressFetches.id, fetchId), eq(addressFetches.workspaceId, scope.workspace.id), inArray(addressFetches.state, ["failed", "dismissed"])))
      .returning({ id: addressFetches.id, feedId: addressFetches.feedId });
    if (!row) throw notFound("failed address");
    await enqueueJob(tx, { kind: row.feedId ? "read-feed-page" : "fetch-address", workspaceId: scope.workspace.id, payload: { fetchId } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "address.retry", subjectId: fetchId });
  });
}

/** Takes an address off the waiting list. Needs `analyst`. */
export async function dismissFetch(scope: Scope, input: z.input<typeof fetchIdShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { fetchId } = fetchIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [row] = await tx
      .update(addressFetches)
      .set({ state: "dismissed", updatedAt: scope.now() })
      .where(and(eq(addressFetches.id, fetchId), eq(addressFetches.workspaceId, scope.workspace.id), inArray(addressFetches.state, ["waiting", "found", "failed"])))
      .returning({ id: addressFetches.id });
    if (!row) throw notFound("waiting address");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "address.dismiss", subjectId: fetchId });
  });
}

function present(row: typeof addressFetches.$inferSelect): AddressFetch {
  return { id: row.id, url: row.url, state: row.state, reason: row.reason, attempts: row.attempts, found: row.found, articleId: row.articleId, requestedAt: row.createdAt.toISOString() };
}
