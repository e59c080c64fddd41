import { and, eq, sql } from "drizzle-orm";
import { addressFetches, type FoundArticle } from "@/db/schema";
import { nextTryMs } from "@/server/services/fetches/next-try";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";

/** What the outside world answered: an article, or why there is none in words for a person, and whether another try may help. */
export type AddressAnswer = { ok: true; found: FoundArticle } | { ok: false; code: string; reason: string; retryable?: boolean; retryAfterMs?: number };

/** Reads a page through the one outgoing door; the worker passes it, so that no verb can reach the network by itself. */
export type AddressReader = (url: string) => Promise<AddressAnswer>;

/**
 * Reads a requested address and records what came of it. A failure of the world is no error here: one that may pass is
 * tried again by itself a few times, then it waits on the list with its reason. Nothing happens when the request was
 * answered or dismissed meanwhile; `interrupted` when reading was stopped from this side.
 */
export async function readAddress(scope: Scope, fetchId: string, read: AddressReader): Promise<"done" | "interrupted"> {
  const own = and(eq(addressFetches.id, fetchId), eq(addressFetches.workspaceId, scope.workspace.id), eq(addressFetches.state, "waiting"));
  const [row] = await scope.db.select({ url: addressFetches.url, attempts: addressFetches.attempts }).from(addressFetches).where(own);
  if (!row) return "done";
  const answer = await read(row.url);
  if (!answer.ok && answer.code === "cancelled") return "interrupted";
  const delayMs = answer.ok ? null : nextTryMs(answer, row.attempts + 1);
  await scope.db.transaction(async (tx) => {
    const [kept] = await tx
      .update(addressFetches)
      .set({
        attempts: sql`${addressFetches.attempts} + 1`,
        updatedAt: scope.now(),
        ...(answer.ok ? { state: "found" as const, found: answer.found, reason: "", reasonCode: "" } : { state: delayMs === null ? ("failed" as const) : ("waiting" as const), reason: answer.reason, reasonCode: answer.code }),
      })
      .where(own)
      .returning({ id: addressFetches.id });
    if (kept && delayMs !== null) await enqueueJob(tx, { kind: "fetch-address", workspaceId: scope.workspace.id, payload: { fetchId }, delayMs });
  });
  return "done";
}
