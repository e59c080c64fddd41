import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { articles, importPieces, importRows, imports, users } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { importIdShape } from "@/server/core/imports/import-shapes";
import type { ImportState } from "@/server/core/imports/import-states";
import { requireRole, type Scope } from "@/server/services/scope";

export interface ListedImport {
  id: string;
  fileName: string;
  byteLength: number;
  bytesRead: number;
  state: ImportState;
  rowsRead: number;
  created: number;
  existing: number;
  refused: number;
  error: string;
  startedBy: string | null;
  startedAt: string;
  finishedAt: string | null;
  /** Articles of the import whose matches are not written yet. */
  unprocessed: number;
}

const columns = {
  id: imports.id,
  fileName: imports.fileName,
  byteLength: imports.byteLength,
  bytesRead: imports.bytesRead,
  state: imports.state,
  rowsRead: imports.rowsRead,
  created: imports.created,
  existing: imports.existing,
  refused: imports.refused,
  error: imports.error,
  startedBy: users.name,
  startedAt: imports.createdAt,
  finishedAt: imports.finishedAt,
  unprocessed: sql<number>`(select count(*)::int from articles a where a.import_id = ${imports.id} and a.processed_revision is distinct from a.current_revision)`,
};

/** The latest hundred imports. Needs `viewer`. */
export async function listImports(scope: Scope): Promise<ListedImport[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db.select(columns).from(imports).leftJoin(users, eq(users.id, imports.createdBy)).where(eq(imports.workspaceId, scope.workspace.id)).orderBy(desc(imports.createdAt)).limit(100);
  return rows.map(present);
}

export interface OpenedImport extends ListedImport {
  /** Articles that the import created and that are still there. */
  remaining: number;
  /** While the file is on its way: the pieces that are here already. */
  arrivedPieces: number[];
  /** The first two hundred refused rows; all of them are in the CSV. */
  refusedRows: { rowNumber: number; reason: string; title: string }[];
}

/** One import with its refused rows. Needs `viewer`. */
export async function getImport(scope: Scope, input: z.input<typeof importIdShape>): Promise<OpenedImport> {
  requireRole(scope, "viewer");
  const { importId } = importIdShape.parse(input);
  const [row] = await scope.db.select(columns).from(imports).leftJoin(users, eq(users.id, imports.createdBy)).where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id)));
  if (!row) throw notFound("import");
  const [refused, pieces, [remaining]] = await Promise.all([
    refusedRows(scope, importId, 0, 200),
    row.state === "uploading" ? scope.db.select({ position: importPieces.position }).from(importPieces).where(eq(importPieces.importId, importId)).orderBy(asc(importPieces.position)) : [],
    scope.db.select({ articles: count() }).from(articles).where(eq(articles.importId, importId)),
  ]);
  return { ...present(row), remaining: remaining!.articles, arrivedPieces: pieces.map(({ position }) => position), refusedRows: refused.map(({ rowNumber, reason, record }) => ({ rowNumber, reason, title: record?.title ?? "" })) };
}

/** Refused rows after `afterRow`, in order, with what was read of them. */
export async function refusedRows(scope: Scope, importId: string, afterRow: number, limit: number) {
  return scope.db
    .select({ rowNumber: importRows.rowNumber, reason: importRows.reason, record: importRows.record })
    .from(importRows)
    .innerJoin(imports, and(eq(imports.id, importRows.importId), eq(imports.workspaceId, scope.workspace.id)))
    .where(and(eq(importRows.importId, importId), eq(importRows.outcome, "refused"), sql`${importRows.rowNumber} > ${afterRow}`))
    .orderBy(asc(importRows.rowNumber))
    .limit(limit);
}

function present<T extends { startedAt: Date; finishedAt: Date | null }>(row: T) {
  return { ...row, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null };
}
