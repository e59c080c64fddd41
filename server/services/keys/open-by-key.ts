import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import { apiKeys, workspaces } from "@/db/schema";
import { ROLE_OF_SCOPE } from "@/server/core/access/key-choices";
import { keyPattern } from "@/server/core/access/key-shapes";
import { Refusal } from "@/server/core/access/refusal";
import { countAttempt } from "@/server/services/access/limit-attempts";
import { hashToken } from "@/server/services/access/tokens";
import type { Installation } from "@/server/services/installation";
import type { Scope } from "@/server/services/scope";

/** Requests that one key may make in any minute. */
export const REQUESTS_PER_MINUTE = 600;
/** Wrong keys that one network address may try in any five minutes. */
const WRONG_KEYS = 100;
const NOTED_EVERY_MS = 60_000;

/**
 * The scope in which the holder of a key acts. A wrong, expired or revoked key, and one of a deleted workspace, all
 * refuse alike with UNAUTHENTICATED; too many requests with TOO_MANY.
 */
export async function openByKey(at: Installation, key: string | null, peer: string): Promise<Scope> {
  const now = at.now();
  const [row] =
    key && keyPattern.test(key)
      ? await at.db
          .select({
            key: { id: apiKeys.id, name: apiKeys.name, scope: apiKeys.scope, lastUsedAt: apiKeys.lastUsedAt },
            workspace: { id: workspaces.id, slug: workspaces.slug, name: workspaces.name, timeZone: workspaces.timeZone, weekStart: workspaces.weekStart, synthetic: workspaces.synthetic },
          })
          .from(apiKeys)
          .innerJoin(workspaces, and(eq(workspaces.id, apiKeys.workspaceId), isNull(workspaces.deletedAt)))
          .where(and(eq(apiKeys.keyHash, hashToken(key)), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))))
      : [];
  if (!row) {
    if (!(await countAttempt(at.db, { key: `wrong-key:${peer}`, most: WRONG_KEYS, windowMinutes: 5 }, now))) throw new Refusal("TOO_MANY", "Too many wrong keys came from this address. Try again in five minutes.");
    throw new Refusal("UNAUTHENTICATED", "This key is not valid. Send one as `Authorization: Bearer tl_...`.");
  }
  if (!(await countAttempt(at.db, { key: `key:${row.key.id}`, most: REQUESTS_PER_MINUTE, windowMinutes: 1 }, now))) throw new Refusal("TOO_MANY", `A key may make ${REQUESTS_PER_MINUTE} requests a minute. Try again in a minute.`);
  const stale = new Date(now.getTime() - NOTED_EVERY_MS);
  if (!row.key.lastUsedAt || row.key.lastUsedAt < stale) {
    await at.db.update(apiKeys).set({ lastUsedAt: now }).where(and(eq(apiKeys.id, row.key.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))));
  }
  return { db: at.db, now: at.now, workspace: row.workspace, actor: { kind: "key", keyId: row.key.id, name: `key “${row.key.name}”`, role: ROLE_OF_SCOPE[row.key.scope] } };
}
