import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import type { z } from "zod";
import { newId } from "@/db/new-id";
import { apiKeys, users } from "@/db/schema";
import type { KeyScope } from "@/server/core/access/key-choices";
import { keyIdShape, newKeyShape } from "@/server/core/access/key-shapes";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { hashToken, newToken } from "@/server/services/access/tokens";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

const MOST_KEYS = 50;
const BEGINNING_LENGTH = 14;
const DAY_MS = 86_400_000;

const isAlive = (now: Date) => and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));

/** Makes a key for a machine. The answer is the only place where it ever stands; its hash is kept. Needs `admin`. */
export async function createKey(scope: Scope, input: z.input<typeof newKeyShape>): Promise<{ keyId: string; key: string; expiresAt: string | null }> {
  requireRole(scope, "admin");
  const wanted = newKeyShape.parse(input);
  const key = `tl_${wanted.scope}_${newToken()}`;
  const expiresAt = wanted.lifetimeDays === 0 ? null : new Date(scope.now().getTime() + wanted.lifetimeDays * DAY_MS);
  return scope.db.transaction(async (tx) => {
    const alive = await tx.$count(apiKeys, and(eq(apiKeys.workspaceId, scope.workspace.id), isAlive(scope.now())));
    if (alive >= MOST_KEYS) throw new Refusal("CONFLICT", `There are ${MOST_KEYS} keys already. Revoke one that is not used.`);
    const keyId = newId();
    await tx.insert(apiKeys).values({ id: keyId, workspaceId: scope.workspace.id, name: wanted.name, scope: wanted.scope, keyHash: hashToken(key), beginning: key.slice(0, BEGINNING_LENGTH), createdBy: actorUserId(scope.actor), createdAt: scope.now(), expiresAt });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "key.create", subjectId: keyId, detail: { name: wanted.name, scope: wanted.scope, days: wanted.lifetimeDays } });
    return { keyId, key, expiresAt: expiresAt?.toISOString() ?? null };
  });
}

export interface ListedKey {
  id: string;
  name: string;
  /** The first signs, by which people know it again. */
  beginning: string;
  scope: KeyScope;
  createdBy: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}

/** The keys that work, latest first. Needs `admin`. */
export async function listKeys(scope: Scope): Promise<ListedKey[]> {
  requireRole(scope, "admin");
  const rows = await scope.db
    .select({ id: apiKeys.id, name: apiKeys.name, beginning: apiKeys.beginning, scope: apiKeys.scope, createdBy: users.name, createdAt: apiKeys.createdAt, lastUsedAt: apiKeys.lastUsedAt, expiresAt: apiKeys.expiresAt })
    .from(apiKeys)
    .leftJoin(users, eq(users.id, apiKeys.createdBy))
    .where(and(eq(apiKeys.workspaceId, scope.workspace.id), isAlive(scope.now())))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(MOST_KEYS);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null, expiresAt: row.expiresAt?.toISOString() ?? null }));
}

/** A key stops working with the next request. Needs `admin`. */
export async function revokeKey(scope: Scope, input: z.input<typeof keyIdShape>): Promise<void> {
  requireRole(scope, "admin");
  const { keyId } = keyIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [gone] = await tx
      .update(apiKeys)
      .set({ revokedAt: scope.now() })
      .where(and(eq(apiKeys.id, keyId), eq(apiKeys.workspaceId, scope.workspace.id), isAlive(scope.now())))
      .returning({ name: apiKeys.name });
    if (!gone) throw notFound("key");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "key.revoke", subjectId: keyId, detail: { name: gone.name } });
  });
}
