import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { newId } from "@/db/new-id";
import { submissions, users, workspaceExportPieces, workspaceExports } from "@/db/schema";
import { KEPT_DAYS, MOST_ARCHIVE_BYTES } from "@/server/core/archives/archive-contents";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { localDay } from "@/server/core/trends/days";
import { type ArchiveRows, writeArchive } from "@/server/services/archives/write-archive";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

const PIECE_BYTES = 1_048_576;
const SHOWN = 20;
const DAY_MS = 86_400_000;

export const requestArchiveShape = z.strictObject({ requestId: z.uuid() });
export const archiveIdShape = z.strictObject({ archiveId: z.uuid() });

/** Has the worker write the whole workspace into one file; while that goes on, asking again answers the same. Needs `admin`. */
export async function requestArchive(scope: Scope, input: z.input<typeof requestArchiveShape>): Promise<{ archiveId: string }> {
  requireRole(scope, "admin");
  const { requestId } = requestArchiveShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const archiveId = newId();
    const claimed = await tx.insert(submissions).values({ workspaceId: scope.workspace.id, requestId, resultId: archiveId, createdAt: scope.now() }).onConflictDoNothing().returning();
    if (claimed.length === 0) {
      const [earlier] = await tx.select().from(submissions).where(and(eq(submissions.workspaceId, scope.workspace.id), eq(submissions.requestId, requestId)));
      return { archiveId: earlier!.resultId };
    }
    const [running] = await tx.select({ id: workspaceExports.id }).from(workspaceExports).where(and(eq(workspaceExports.workspaceId, scope.workspace.id), inArray(workspaceExports.state, ["waiting", "running"])));
    if (running) return { archiveId: running.id };
    const day = localDay(scope.now(), scope.workspace.timeZone);
    await tx.insert(workspaceExports).values({ id: archiveId, workspaceId: scope.workspace.id, fileName: `${scope.workspace.slug}-${day}.zip`, rows: {}, createdBy: actorUserId(scope.actor), createdAt: scope.now() });
    await enqueueJob(tx, { kind: "export-workspace", workspaceId: scope.workspace.id, payload: { exportId: archiveId }, key: `export-workspace:${archiveId}` });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "archive.request", subjectId: archiveId });
    return { archiveId };
  });
}

export interface ListedArchive {
  id: string;
  fileName: string;
  state: "waiting" | "running" | "done" | "failed";
  byteLength: number;
  rows: ArchiveRows;
  error: string;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string | null;
}

/** The archives that can be had and those under way, latest first. Needs `admin`. */
export async function listArchives(scope: Scope): Promise<ListedArchive[]> {
  requireRole(scope, "admin");
  const rows = await scope.db
    .select({ archive: workspaceExports, createdBy: users.name })
    .from(workspaceExports)
    .leftJoin(users, eq(users.id, workspaceExports.createdBy))
    .where(and(eq(workspaceExports.workspaceId, scope.workspace.id), sql`(${workspaceExports.expiresAt} is null or ${workspaceExports.expiresAt} > ${scope.now().toISOString()}::timestamptz)`))
    .orderBy(desc(workspaceExports.createdAt))
    .limit(SHOWN);
  return rows.map(({ archive: { id, fileName, state, byteLength, rows: files, error, createdAt, expiresAt }, createdBy }) => ({ id, fileName, state, byteLength, rows: files as ArchiveRows, error, createdBy, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null }));
}

/** Removes an archive before its time. Needs `admin`. */
export async function deleteArchive(scope: Scope, input: z.input<typeof archiveIdShape>): Promise<void> {
  requireRole(scope, "admin");
  const { archiveId } = archiveIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const gone = await tx.delete(workspaceExports).where(and(eq(workspaceExports.id, archiveId), eq(workspaceExports.workspaceId, scope.workspace.id))).returning({ id: workspaceExports.id });
    if (gone.length === 0) throw notFound("archive");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "archive.delete", subjectId: archiveId });
  });
}

/** The bytes of a finished archive, a piece at a time. Leaves a trail: somebody takes everything out of the house. Needs `admin`. */
export async function openArchive(scope: Scope, input: z.input<typeof archiveIdShape>): Promise<{ fileName: string; byteLength: number; parts: AsyncGenerator<Uint8Array> }> {
  requireRole(scope, "admin");
  const { archiveId } = archiveIdShape.parse(input);
  const [archive] = await scope.db.select().from(workspaceExports).where(and(eq(workspaceExports.id, archiveId), eq(workspaceExports.workspaceId, scope.workspace.id), eq(workspaceExports.state, "done"), gt(workspaceExports.expiresAt, scope.now())));
  if (!archive) throw notFound("archive");
  await scope.db.transaction((tx) => recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "archive.take", subjectId: archiveId, detail: { bytes: archive.byteLength } }));
  return { fileName: archive.fileName, byteLength: archive.byteLength, parts: readPieces(scope.db, archiveId) };
}

async function* readPieces(db: Database, archiveId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const [piece] = await db.select({ bytes: workspaceExportPieces.bytes }).from(workspaceExportPieces).where(and(eq(workspaceExportPieces.exportId, archiveId), eq(workspaceExportPieces.position, position))).orderBy(asc(workspaceExportPieces.position));
    if (!piece) return;
    yield piece.bytes;
  }
}

/** Writes an archive piece by piece; one that was cut off is begun anew. For the worker. */
export async function makeArchive(scope: Scope, archiveId: string, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  const [archive] = await scope.db
    .update(workspaceExports)
    .set({ state: "running" })
    .where(and(eq(workspaceExports.id, archiveId), eq(workspaceExports.workspaceId, scope.workspace.id), inArray(workspaceExports.state, ["waiting", "running"])))
    .returning({ id: workspaceExports.id });
  if (!archive) return "done";
  await scope.db.delete(workspaceExportPieces).where(eq(workspaceExportPieces.exportId, archiveId));
  const rows: ArchiveRows = {};
  try {
    const byteLength = await scope.db.transaction(
      async (tx) => {
        await tx.execute(sql`set local statement_timeout = 0`);
        await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
        return storePieces(scope.db, archiveId, writeArchive(tx, scope.workspace, scope.now(), rows), goOn);
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
    await scope.db.update(workspaceExports).set({ state: "done", byteLength, rows, finishedAt: scope.now(), expiresAt: new Date(scope.now().getTime() + KEPT_DAYS * DAY_MS) }).where(eq(workspaceExports.id, archiveId));
    return "done";
  } catch (reason) {
    if (reason instanceof Interrupted) return "interrupted";
    if (!(reason instanceof Refusal)) throw reason;
    await scope.db.update(workspaceExports).set({ state: "failed", error: reason.message, finishedAt: scope.now(), expiresAt: new Date(scope.now().getTime() + KEPT_DAYS * DAY_MS) }).where(eq(workspaceExports.id, archiveId));
    await scope.db.delete(workspaceExportPieces).where(eq(workspaceExportPieces.exportId, archiveId));
    return "done";
  }
}

class Interrupted extends Error {}

/** On connections of their own: the reading transaction writes nothing and shows one moment. */
async function storePieces(db: Database, archiveId: string, parts: AsyncGenerator<Uint8Array>, goOn: () => Promise<boolean>): Promise<number> {
  let byteLength = 0;
  let position = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = async () => {
    if (waitingBytes === 0) return;
    await db.insert(workspaceExportPieces).values({ exportId: archiveId, position: position++, bytes: Buffer.concat(waiting) });
    waiting = [];
    waitingBytes = 0;
  };
  for await (const part of parts) {
    waiting.push(part);
    waitingBytes += part.byteLength;
    byteLength += part.byteLength;
    if (byteLength > MOST_ARCHIVE_BYTES) throw new Refusal("INVALID", "The archive would have more than 4 GB. The operator can copy the database with pg_dump.");
    if (waitingBytes < PIECE_BYTES) continue;
    await flush();
    if (!(await goOn())) throw new Interrupted();
  }
  await flush();
  return byteLength;
}

/** Removes archives whose time is over; answers how many. */
export async function forgetArchives(db: Database, now: Date): Promise<number> {
  const gone = await db.execute(sql`delete from workspace_exports where expires_at < ${now.toISOString()}::timestamptz returning id`);
  return gone.length;
}
