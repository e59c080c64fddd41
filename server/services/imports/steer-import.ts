import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { feeds, importPieces, imports, jobs } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { UNDO_PAUSE_MS } from "@/server/core/imports/import-limits";
import { importIdShape } from "@/server/core/imports/import-shapes";
import type { ImportState } from "@/server/core/imports/import-states";
import { recordAudit } from "@/server/services/audit/record-audit";
import { createdFeeds } from "@/server/services/imports/list-imports";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { requireRole, type Scope } from "@/server/services/scope";
import { lockStories } from "@/server/services/stories/lock-stories";
import { regroupStories } from "@/server/services/stories/regroup-stories";
import { uuidArray } from "@/server/services/trends/filter-sql";
import { enqueueGapInference } from "@/server/services/trends/infer-gaps";

type ImportInput = z.input<typeof importIdShape>;

/** Stops between two batches; what was taken in stays. Needs `analyst`. */
export const pauseImport = (scope: Scope, input: ImportInput) => move(scope, input, { from: ["waiting", "running"], to: "paused" });

/** Goes on at the next row. Needs `analyst`. */
export const resumeImport = (scope: Scope, input: ImportInput) => move(scope, input, { from: ["paused"], to: "waiting", job: "run-import" });

/** Ends the import where it is; what was taken in stays until it is undone. Needs `analyst`. */
export const cancelImport = (scope: Scope, input: ImportInput) => move(scope, input, { from: ["uploading", "reading", "ready", "waiting", "running", "paused"], to: "cancelled" });

/** Removes every article that the import created, for good, and takes the feeds of its list off; a moment later, so that it can be brought back. Needs `analyst`. */
export const undoImport = (scope: Scope, input: ImportInput) => move(scope, input, { from: ["done", "failed", "cancelled"], to: "undone", job: "undo-import" });

/** Takes an undo back while nothing is removed yet. Needs `analyst`. */
export async function bringBackImport(scope: Scope, input: ImportInput): Promise<void> {
  requireRole(scope, "analyst");
  const { importId } = importIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const own = and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id));
    const [row] = await tx.select({ state: imports.state }).from(imports).where(own).for("update");
    if (!row) throw notFound("import");
    const called = row.state === "undone" ? await tx.delete(jobs).where(and(eq(jobs.key, undoKey(importId)), eq(jobs.attempts, 0), isNull(jobs.leasedUntil))).returning({ id: jobs.id }) : [];
    if (called.length === 0) throw new Refusal("CONFLICT", "What the import created is being removed already. Import the file again.");
    const isWhole = sql`coalesce((${imports.recognised}->>'rows')::int, 0) <= ${imports.rowsRead}`;
    await tx.update(imports).set({ state: sql`case when ${imports.error} <> '' then 'failed' when ${isWhole} then 'done' else 'cancelled' end::import_state` }).where(own);
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "import.brought-back", subjectId: importId });
  });
}

const undoKey = (importId: string) => `undo-import:${importId}`;

async function move(scope: Scope, input: ImportInput, step: { from: ImportState[]; to: ImportState; job?: "run-import" | "undo-import" }): Promise<void> {
  requireRole(scope, "analyst");
  const { importId } = importIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const own = and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id));
    const [moved] = await tx
      .update(imports)
      .set({ state: step.to, ...(step.to === "cancelled" ? { finishedAt: scope.now() } : {}) })
      .where(and(own, inArray(imports.state, step.from)))
      .returning({ id: imports.id });
    if (!moved) {
      const [row] = await tx.select({ state: imports.state }).from(imports).where(own);
      if (!row) throw notFound("import");
      throw new Refusal("CONFLICT", `The import is ${row.state} now; reload to see where it stands.`);
    }
    if (step.to === "cancelled") await tx.delete(importPieces).where(eq(importPieces.importId, importId));
    if (step.job) await enqueueJob(tx, { kind: step.job, workspaceId: scope.workspace.id, payload: { importId }, ...(step.job === "undo-import" ? { key: undoKey(importId), delayMs: UNDO_PAUSE_MS } : {}) });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: `import.${step.to}`, subjectId: importId });
  });
}

const REMOVED_AT_ONCE = 500;

/** Removes what an undone import created, a step per transaction; running it again goes on. For the worker. */
export async function removeImported(scope: Scope, importId: string, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  for (;;) {
    const removed = await scope.db.transaction(async (tx) => {
      await lockStories(tx, scope.workspace.id);
      const ids = (
        await tx.execute<{ id: string }>(sql`select id from articles where import_id = ${importId} and workspace_id = ${scope.workspace.id} order by id limit ${REMOVED_AT_ONCE} for update`)
      ).map(({ id }) => id);
      if (ids.length === 0) return 0;
      const list = uuidArray(ids);
      const shared = await tx.execute<{ id: string }>(sql`select distinct s.id from stories s join articles a on a.story_id = s.id where s.workspace_id = ${scope.workspace.id} and a.id = any(${list})`);
      await tx.execute(sql`delete from addresses where workspace_id = ${scope.workspace.id} and article_id = any(${list})`);
      await tx.execute(sql`delete from content_hashes where workspace_id = ${scope.workspace.id} and article_id = any(${list})`);
      await tx.execute(sql`delete from story_bands where workspace_id = ${scope.workspace.id} and article_id = any(${list})`);
      await tx.execute(sql`delete from articles where id = any(${list})`);
      await regroupStories(tx, scope.workspace.id, shared.map(({ id }) => id));
      return ids.length;
    });
    if (removed < REMOVED_AT_ONCE) {
      await scope.db
        .update(feeds)
        .set({ removedAt: scope.now(), nextPollAt: null })
        .where(and(eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt), inArray(feeds.id, createdFeeds(scope, importId))));
      await enqueueGapInference(scope.db, scope.workspace.id);
      return "done";
    }
    if (!(await goOn())) return "interrupted";
  }
}
