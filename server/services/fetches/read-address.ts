import { and, eq, sql } from "drizzle-orm";
import { addressFetches, type FoundArticle } from "@/db/schema";
import type { Scope } from "@/server/services/scope";

/** What the outside world answered: an article, or why there is none in words for a person. */
export type AddressAnswer = { ok: true; found: FoundArticle } | { ok: false; code: string; reason: string };

/** Reads a page through the one outgoing door; the worker passes it, so that no verb can reach the network by itself. */
export type AddressReader = (url: string) => Promise<AddressAnswer>;

/**
 * Reads a requested address and records what came of it. A failure of the world is no error here: it waits on the list
 * with its reason. Nothing happens when the request was answered or dismissed meanwhile.
 */
export async function readAddress(scope: Scope, fetchId: string, read: AddressReader): Promise<void> {
  const own = and(eq(addressFetches.id, fetchId), eq(addressFetches.workspaceId, scope.workspace.id), eq(addressFetches.state, "waiting"));
  const [row] = await scope.db.select({ url: addressFetches.url }).from(addressFetches).where(own);
  if (!row) return;
  const answer = await read(row.url);
  await scope.db
    .update(addressFetches)
    .set({
      attempts: sql`${addressFetches.attempts} + 1`,
      updatedAt: scope.now(),
      ...(answer.ok ? { state: "found" as const, found: answer.found, reason: "", reasonCode: "" } : { state: "failed" as const, reason: answer.reason, reasonCode: answer.code }),
    })
    .where(own);
}
