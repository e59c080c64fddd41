import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { shareLinks, snapshots, users, workspaces } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { newShareShape, openShareShape, shareLinkIdShape } from "@/server/core/snapshots/share-shapes";
import { type SharedSnapshot, snapshotIdShape, snapshotPayloadShape } from "@/server/core/snapshots/snapshot-shape";
import { hashPassword, verifyPassword } from "@/server/services/access/hash-password";
import { type AttemptLimit, countAttempt, refundAttempt } from "@/server/services/access/limit-attempts";
import { hashToken, newToken } from "@/server/services/access/tokens";
import { recordAudit } from "@/server/services/audit/record-audit";
import { deriveId } from "@/server/services/derive-id";
import type { Installation } from "@/server/services/installation";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";
import { findSnapshot, shownOf } from "@/server/services/snapshots/snapshots";

/** Makes a link to a snapshot; its token is answered once and only its hash kept. A repeat of the request answers a new token for the same link. Needs `analyst`. */
export async function createShareLink(scope: Scope, input: z.input<typeof newShareShape>): Promise<{ shareLinkId: string; token: string; expiresAt: string }> {
  requireRole(scope, "analyst");
  const { requestId, snapshotId, days, password } = newShareShape.parse(input);
  await findSnapshot(scope.db, scope, snapshotId);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const shareLinkId = deriveId(scope.workspace.id, requestId, "share-link");
  const token = newToken();
  const expiresAt = new Date(scope.now().getTime() + days * 86_400_000);
  return scope.db.transaction(async (tx) => {
    const { name } = await findSnapshot(tx, scope, snapshotId);
    const [there] = await tx.select({ id: shareLinks.id }).from(shareLinks).where(eq(shareLinks.id, shareLinkId)).for("update");
    if (there) await tx.update(shareLinks).set({ tokenHash: hashToken(token), passwordHash, expiresAt }).where(and(eq(shareLinks.id, shareLinkId), isNull(shareLinks.revokedAt)));
    else {
      await tx.insert(shareLinks).values({ id: shareLinkId, workspaceId: scope.workspace.id, snapshotId, tokenHash: hashToken(token), passwordHash, expiresAt, createdBy: actorUserId(scope.actor), createdAt: scope.now() });
      await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "share.create", subjectId: shareLinkId, detail: { name, days, password: password !== undefined } });
    }
    return { shareLinkId, token, expiresAt: expiresAt.toISOString() };
  });
}

export interface ListedShareLink {
  id: string;
  createdAt: string;
  by: string | null;
  expiresAt: string;
  revokedAt: string | null;
  lastOpenedAt: string | null;
  hasPassword: boolean;
  isOpen: boolean;
}

/** The links to a snapshot, the latest first; their tokens are nowhere. Needs `viewer`. */
export async function listShareLinks(scope: Scope, input: z.input<typeof snapshotIdShape>): Promise<ListedShareLink[]> {
  requireRole(scope, "viewer");
  const { snapshotId } = snapshotIdShape.parse(input);
  await findSnapshot(scope.db, scope, snapshotId);
  const rows = await scope.db
    .select({ link: shareLinks, by: users.name })
    .from(shareLinks)
    .leftJoin(users, eq(users.id, shareLinks.createdBy))
    .where(and(eq(shareLinks.snapshotId, snapshotId), eq(shareLinks.workspaceId, scope.workspace.id)))
    .orderBy(desc(shareLinks.createdAt))
    .limit(200);
  return rows.map(({ link, by }) => ({
    id: link.id,
    createdAt: link.createdAt.toISOString(),
    by,
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: link.revokedAt?.toISOString() ?? null,
    lastOpenedAt: link.lastOpenedAt?.toISOString() ?? null,
    hasPassword: link.passwordHash !== null,
    isOpen: link.revokedAt === null && link.expiresAt > scope.now(),
  }));
}

/** Ends a link: the next request for it finds nothing. Needs `analyst`. */
export async function revokeShareLink(scope: Scope, input: z.input<typeof shareLinkIdShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { shareLinkId } = shareLinkIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(shareLinks)
      .set({ revokedAt: scope.now() })
      .where(and(eq(shareLinks.id, shareLinkId), eq(shareLinks.workspaceId, scope.workspace.id), isNull(shareLinks.revokedAt)))
      .returning({ id: shareLinks.id });
    if (!ended) throw notFound("link");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "share.revoke", subjectId: shareLinkId });
  });
}

const GONE = "This link shows nothing any more: it has expired, was withdrawn, or was never given out.";

/** Guesses at one link, from one network address and from all together: a word that people chose is no token. */
const passwordLimits = (linkId: string, peer: string): AttemptLimit[] => [
  { key: `share:${linkId}:${peer}`, most: 10, windowMinutes: 15 },
  { key: `share:${linkId}`, most: 100, windowMinutes: 15 },
];

/** What a link shows; `locked` says that it asks for a password first, and tells nothing else. */
export type OpenedShare = { locked: true; snapshot: null } | { locked: false; snapshot: SharedSnapshot };

/**
 * Opens a share link for whoever holds it. It is looked up on every request, so that revoking and expiry hold at once.
 * A wrong password refuses with INVALID, too many with TOO_MANY; when attempts cannot be counted nothing opens.
 */
export async function openShare(at: Installation, peer: string, input: z.input<typeof openShareShape>): Promise<OpenedShare> {
  const { token, password } = openShareShape.parse(input);
  const now = at.now();
  const [row] = await at.db
    .select({ link: shareLinks, name: snapshots.name, createdAt: snapshots.createdAt, payload: snapshots.payload })
    .from(shareLinks)
    .innerJoin(snapshots, and(eq(snapshots.id, shareLinks.snapshotId), isNull(snapshots.deletedAt)))
    .innerJoin(workspaces, and(eq(workspaces.id, shareLinks.workspaceId), isNull(workspaces.deletedAt)))
    .where(and(eq(shareLinks.tokenHash, hashToken(token)), isNull(shareLinks.revokedAt), gt(shareLinks.expiresAt, now)));
  if (!row) throw new Refusal("NOT_FOUND", GONE);
  if (row.link.passwordHash !== null) {
    if (password === undefined) return { locked: true, snapshot: null };
    await checkPassword(at, row.link.passwordHash, password, passwordLimits(row.link.id, peer));
  }
  await at.db.update(shareLinks).set({ lastOpenedAt: now }).where(and(eq(shareLinks.id, row.link.id), isNull(shareLinks.revokedAt)));
  return { locked: false, snapshot: shownOf(row, snapshotPayloadShape.parse(row.payload)) };
}

async function checkPassword(at: Installation, passwordHash: string, password: string, limits: AttemptLimit[]): Promise<void> {
  const now = at.now();
  for (const limit of limits) {
    if (!(await countAttempt(at.db, limit, now))) throw new Refusal("TOO_MANY", "Too many attempts. Wait a quarter of an hour and try again.", "password");
  }
  if (!(await verifyPassword(passwordHash, password))) throw new Refusal("INVALID", "This is not the password of this link.", "password");
  for (const limit of limits) await refundAttempt(at.db, limit, now);
}
