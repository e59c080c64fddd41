import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { snapshots, users } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { MOST_VIEWS_FROZEN, newSnapshotShape, type SharedSnapshot, type SnapshotPayload, snapshotIdShape, snapshotPayloadShape, type ViewSource } from "@/server/core/snapshots/snapshot-shape";
import { recordAudit } from "@/server/services/audit/record-audit";
import { deriveId } from "@/server/services/derive-id";
import { mendJson } from "@/server/services/mend-json";
import { actorUserId, type Connection, requireRole, type Scope } from "@/server/services/scope";
import { freezeView } from "@/server/services/snapshots/read-view";

/** Articles kept with one snapshot, over all its views: about two megabytes of text. */
const ARTICLES_PER_SNAPSHOT = 3_000;

/** Reads several views at one instant, so that no two numbers of them disagree. */
export async function freezeViews(scope: Scope, tx: Transaction, views: ViewSource[]): Promise<SnapshotPayload> {
  const at = { ...scope, db: tx as unknown as Database };
  const frozen = [];
  for (const view of views) frozen.push(await freezeView(at, view, Math.floor(ARTICLES_PER_SNAPSHOT / views.length)));
  return { version: 1, workspace: scope.workspace.name, synthetic: scope.workspace.synthetic, views: frozen, queries: views.map(({ query }) => query) };
}

/** Writes a snapshot; false when it is there already. */
export async function insertSnapshot(tx: Transaction, scope: Scope, { snapshotId, name, payload }: { snapshotId: string; name: string; payload: SnapshotPayload }): Promise<boolean> {
  const made = await tx
    .insert(snapshots)
    .values({ id: snapshotId, workspaceId: scope.workspace.id, name, payload: snapshotPayloadShape.parse(mendJson(payload)), createdBy: actorUserId(scope.actor), createdAt: scope.now() })
    .onConflictDoNothing()
    .returning({ id: snapshots.id });
  return made.length > 0;
}

/** Freezes views as they stand: numbers, filters, rules, method, and articles behind each point. The same request twice is one snapshot. Needs `analyst`. */
export async function createSnapshot(scope: Scope, input: z.input<typeof newSnapshotShape>): Promise<{ snapshotId: string }> {
  requireRole(scope, "analyst");
  const { requestId, name, views } = newSnapshotShape.parse(input);
  const snapshotId = deriveId(scope.workspace.id, requestId, "snapshot");
  await scope.db.transaction(
    async (tx) => {
      const [there] = await tx.select({ id: snapshots.id }).from(snapshots).where(eq(snapshots.id, snapshotId));
      if (there) return;
      const payload = await freezeViews(scope, tx, views);
      if (await insertSnapshot(tx, scope, { snapshotId, name, payload })) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "snapshot.create", subjectId: snapshotId, detail: { name, views: views.length } });
    },
    { isolationLevel: "repeatable read" },
  );
  return { snapshotId };
}

export interface ListedSnapshot {
  id: string;
  name: string;
  frozenAt: string;
  by: string | null;
  views: number;
  /** Links that open it now. */
  openLinks: number;
}

const MOST_LISTED = 500;

/** Snapshots, the latest first. Needs `viewer`. */
export async function listSnapshots(scope: Scope): Promise<ListedSnapshot[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db
    .select({
      id: snapshots.id,
      name: snapshots.name,
      frozenAt: snapshots.createdAt,
      by: users.name,
      views: sql<number>`jsonb_array_length(${snapshots.payload} -> 'views')`,
      openLinks: sql<number>`(select count(*)::int from share_links l where l.snapshot_id = ${snapshots.id} and l.revoked_at is null and l.expires_at > ${scope.now().toISOString()})`,
    })
    .from(snapshots)
    .leftJoin(users, eq(users.id, snapshots.createdBy))
    .where(and(eq(snapshots.workspaceId, scope.workspace.id), isNull(snapshots.deletedAt)))
    .orderBy(desc(snapshots.createdAt), desc(snapshots.id))
    .limit(MOST_LISTED);
  return rows.map((row) => ({ ...row, frozenAt: row.frozenAt.toISOString() }));
}

/** A snapshot row of the workspace that is not deleted, or NOT_FOUND. */
export async function findSnapshot(db: Connection, scope: Scope, snapshotId: string) {
  const [row] = await db.select().from(snapshots).where(and(eq(snapshots.id, snapshotId), eq(snapshots.workspaceId, scope.workspace.id), isNull(snapshots.deletedAt)));
  if (!row) throw notFound("snapshot");
  return row;
}

export interface OpenedSnapshot extends SharedSnapshot {
  id: string;
  by: string | null;
  /** Where each view can be opened as it is today. */
  queries: string[];
}

/** What was frozen, for members. Needs `viewer`. */
export async function getSnapshot(scope: Scope, input: z.input<typeof snapshotIdShape>): Promise<OpenedSnapshot> {
  requireRole(scope, "viewer");
  const { snapshotId } = snapshotIdShape.parse(input);
  const row = await findSnapshot(scope.db, scope, snapshotId);
  const [author] = row.createdBy ? await scope.db.select({ name: users.name }).from(users).where(eq(users.id, row.createdBy)) : [];
  const payload = snapshotPayloadShape.parse(row.payload);
  return { id: row.id, by: author?.name ?? null, queries: payload.queries, ...shownOf(row, payload) };
}

/** The part of a snapshot that anybody with a link may see. */
export const shownOf = (row: { name: string; createdAt: Date }, { workspace, synthetic, views }: SnapshotPayload): SharedSnapshot => ({ name: row.name, workspace, synthetic, frozenAt: row.createdAt.toISOString(), views });

/** Takes a snapshot off the list; its links stop working while it is gone. Needs `analyst`. */
export const deleteSnapshot = (scope: Scope, input: z.input<typeof snapshotIdShape>): Promise<void> => setDeleted(scope, input, true);

/** Brings a deleted snapshot back. Needs `analyst`. */
export const restoreSnapshot = (scope: Scope, input: z.input<typeof snapshotIdShape>): Promise<void> => setDeleted(scope, input, false);

async function setDeleted(scope: Scope, input: z.input<typeof snapshotIdShape>, isDeleted: boolean): Promise<void> {
  requireRole(scope, "analyst");
  const { snapshotId } = snapshotIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(snapshots)
      .set({ deletedAt: isDeleted ? scope.now() : null })
      .where(and(eq(snapshots.id, snapshotId), eq(snapshots.workspaceId, scope.workspace.id), isDeleted ? isNull(snapshots.deletedAt) : isNotNull(snapshots.deletedAt)))
      .returning({ name: snapshots.name });
    if (!moved) throw notFound("snapshot");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isDeleted ? "snapshot.delete" : "snapshot.restore", subjectId: snapshotId, detail: { name: moved.name } });
  });
}

/** Payloads of several snapshots of the workspace by id; those that are gone are absent. */
export async function readPayloads(db: Connection, scope: Scope, ids: string[]): Promise<Map<string, SnapshotPayload>> {
  if (ids.length > MOST_VIEWS_FROZEN) throw new Refusal("INVALID", "That is too much for one meeting.");
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: snapshots.id, payload: snapshots.payload }).from(snapshots).where(and(inArray(snapshots.id, ids), eq(snapshots.workspaceId, scope.workspace.id), isNull(snapshots.deletedAt)));
  return new Map(rows.map((row) => [row.id, snapshotPayloadShape.parse(row.payload)]));
}
