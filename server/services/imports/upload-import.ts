import { and, count, eq, sum, sql } from "drizzle-orm";
import type { z } from "zod";
import { importPieces, imports } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import { finishUploadShape, importIdShape, startImportShape } from "@/server/core/imports/import-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

/** Announces a file; saying it twice with the same id is one import. Needs `analyst`. */
export async function startImport(scope: Scope, input: z.input<typeof startImportShape>): Promise<{ importId: string }> {
  requireRole(scope, "analyst");
  const { importId, fileName, byteLength } = startImportShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const made = await tx
      .insert(imports)
      .values({ id: importId, workspaceId: scope.workspace.id, fileName, byteLength, createdBy: actorUserId(scope.actor), createdAt: scope.now() })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    if (made.length === 0) {
      const [own] = await tx.select({ id: imports.id }).from(imports).where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id)));
      if (!own) throw notFound("import");
      return;
    }
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "import.start", subjectId: importId, detail: { fileName, byteLength } });
  });
  return { importId };
}

/** Takes one piece of the file; the same piece may come twice. Needs `analyst`. */
export async function addPiece(scope: Scope, input: { importId: string; position: number; bytes: Uint8Array }): Promise<void> {
  requireRole(scope, "analyst");
  const { importId } = importIdShape.parse({ importId: input.importId });
  if (!Number.isInteger(input.position) || input.position < 0 || input.position > 1_000) throw new Refusal("INVALID", "There is no such piece of this file.");
  if (input.bytes.byteLength === 0 || input.bytes.byteLength > PIECE_BYTES) throw new Refusal("INVALID", "A piece of a file has between 1 byte and 4 MB.");
  const [row] = await scope.db.select({ state: imports.state }).from(imports).where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id)));
  if (!row) throw notFound("import");
  if (row.state !== "uploading") throw new Refusal("CONFLICT", "This file has arrived already.");
  await scope.db.insert(importPieces).values({ importId, position: input.position, bytes: input.bytes }).onConflictDoNothing();
}

/** The file is complete: the worker looks it through for `review`, or begins. Refuses when bytes are missing. Needs `analyst`. */
export async function finishUpload(scope: Scope, input: z.input<typeof finishUploadShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { importId, review } = finishUploadShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [row] = await tx.select().from(imports).where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id))).for("update");
    if (!row) throw notFound("import");
    if (row.state !== "uploading") return;
    const [arrived] = await tx.select({ bytes: sum(sql`octet_length(${importPieces.bytes})`).mapWith(Number), pieces: count(), last: sql<number>`max(${importPieces.position})` }).from(importPieces).where(eq(importPieces.importId, importId));
    if (arrived!.bytes !== row.byteLength || arrived!.pieces !== arrived!.last + 1) throw new Refusal("CONFLICT", "Part of the file did not arrive. Send it again; what is there already is not sent twice.");
    await tx.update(imports).set({ state: review ? "reading" : "waiting" }).where(eq(imports.id, importId));
    await enqueueJob(tx, { kind: review ? "inspect-import" : "run-import", workspaceId: scope.workspace.id, payload: { importId } });
  });
}
