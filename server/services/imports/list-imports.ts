import { and, asc, count, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { articles, feeds, importPieces, importRows, imports, users } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import type { ImportPlan } from "@/server/core/imports/import-plan";
import { importIdShape } from "@/server/core/imports/import-shapes";
import type { ImportState } from "@/server/core/imports/import-states";
import type { CheckedPlan, FileKind, RecognisedFile } from "@/server/core/imports/recognised-file";
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
  /** All rows of the file, once it was looked through. */
  rows: number | null;
  kind: FileKind | null;
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
  rows: sql<number | null>`nullif((${imports.recognised}->>'rows')::int, 0)`,
  kind: sql<FileKind | null>`${imports.recognised}->>'format'`,
  unprocessed: sql<number>`(select count(*)::int from articles a where a.import_id = ${imports.id} and a.processed_revision is distinct from a.current_revision)`,
};

/** The latest hundred imports. Needs `viewer`. */
export async function listImports(scope: Scope): Promise<ListedImport[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db.select(columns).from(imports).leftJoin(users, eq(users.id, imports.createdBy)).where(eq(imports.workspaceId, scope.workspace.id)).orderBy(desc(imports.createdAt)).limit(100);
  return rows.map(present);
}

export interface OpenedImport extends ListedImport {
  /** While it waits for a person: what the file is, how it is to be read and what that would refuse. */
  review: { recognised: RecognisedFile; plan: ImportPlan; checked: CheckedPlan | null } | null;
  /** Articles or feeds that the import created and that are still there. */
  remaining: number;
  /** While the file is on its way: the pieces that are here already. */
  arrivedPieces: number[];
  /** The first two hundred refused rows; all of them are in the CSV. */
  refusedRows: { rowNumber: number; reason: string; title: string }[];
}

const SHOWN_TITLE_CHARS = 300;

/** One import with its refused rows. Needs `viewer`. */
export async function getImport(scope: Scope, input: z.input<typeof importIdShape>): Promise<OpenedImport> {
  requireRole(scope, "viewer");
  const { importId } = importIdShape.parse(input);
  const [row] = await scope.db.select(columns).from(imports).leftJoin(users, eq(users.id, imports.createdBy)).where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id)));
  if (!row) throw notFound("import");
  const [refused, pieces, [remaining], [feedsLeft], [seen]] = await Promise.all([
    refusedRows(scope, importId, 0, 200),
    row.state === "uploading" ? scope.db.select({ position: importPieces.position }).from(importPieces).where(eq(importPieces.importId, importId)).orderBy(asc(importPieces.position)) : [],
    scope.db.select({ articles: count() }).from(articles).where(eq(articles.importId, importId)),
    row.kind === "feed-list" ? scope.db.select({ feeds: count() }).from(feeds).where(and(eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt), inArray(feeds.id, createdFeeds(scope, importId)))) : [],
    scope.db.select({ recognised: imports.recognised, plan: imports.plan, checked: imports.checked }).from(imports).where(eq(imports.id, importId)),
  ]);
  const plan = seen?.plan as ImportPlan | null;
  const review = row.state === "ready" && plan ? { recognised: seen!.recognised as RecognisedFile, plan, checked: seen!.checked as CheckedPlan | null } : null;
  const titleOf = (record: Record<string, string> | null) => record?.[plan?.mapping.title ?? "title"] ?? record?.[plan?.mapping.url ?? "url"] ?? record?.[""] ?? "";
  return {
    ...present(row),
    review,
    remaining: remaining!.articles + (feedsLeft?.feeds ?? 0),
    arrivedPieces: pieces.map(({ position }) => position),
    refusedRows: refused.map(({ rowNumber, reason, record }) => ({ rowNumber, reason, title: titleOf(record).slice(0, SHOWN_TITLE_CHARS) })),
  };
}

/** The ids of the feeds that a list added. */
export const createdFeeds = (scope: Scope, importId: string) =>
  scope.db
    .select({ id: sql<string>`(${importRows.record}->>'feed')::uuid` })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.outcome, "created"), sql`${importRows.record} ? 'feed'`));

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
