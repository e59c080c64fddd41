import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { feeds, gaps, outlets } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { mergeOutletsShape } from "@/server/core/outlets/outlet-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { requireRole, type Scope } from "@/server/services/scope";
import { uuidArray } from "@/server/services/trends/filter-sql";

/**
 * Makes one outlet of several: the others' keys lead to the one that stays from now on, so that later articles follow,
 * and the worker moves what is there. Feeds and gaps that somebody recorded or confirmed move at once; silences are
 * inferred anew. There is no way back. Needs `admin`.
 */
export async function mergeOutlets(scope: Scope, input: z.input<typeof mergeOutletsShape>): Promise<void> {
  requireRole(scope, "admin");
  const { into, outletIds } = mergeOutletsShape.parse(input);
  if (outletIds.includes(into)) throw new Refusal("INVALID", "An outlet cannot be merged into itself.", "outletIds");
  await scope.db.transaction(async (tx) => {
    // Storing articles holds these rows shared: whoever looked a key up before has committed its articles by now.
    const rows = await tx
      .select({ id: outlets.id, name: outlets.name })
      .from(outlets)
      .where(and(eq(outlets.workspaceId, scope.workspace.id), inArray(outlets.id, [into, ...outletIds]), isNull(outlets.mergedInto)))
      .orderBy(outlets.id)
      .for("update");
    if (rows.length !== new Set(outletIds).size + 1) throw notFound("outlet");
    await tx.update(outlets).set({ mergedInto: into }).where(inArray(outlets.id, outletIds));
    await tx.update(outlets).set({ mergedInto: into }).where(and(eq(outlets.workspaceId, scope.workspace.id), inArray(outlets.mergedInto, outletIds)));
    await tx.update(feeds).set({ outletId: into }).where(inArray(feeds.outletId, outletIds));
    await tx.delete(gaps).where(and(inArray(gaps.outletId, outletIds), eq(gaps.kind, "inferred"), eq(gaps.state, "open")));
    await tx.update(gaps).set({ outletId: into }).where(inArray(gaps.outletId, outletIds));
    await enqueueJob(tx, { kind: "merge-outlets", workspaceId: scope.workspace.id, payload: { outletId: into }, key: `merge-outlets:${into}` });
    const name = (id: string) => rows.find((row) => row.id === id)!.name;
    for (const id of outletIds) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "outlet.merge", subjectId: id, detail: { outlet: name(id), into: name(into) } });
  });
}

const MOVED_AT_ONCE = 2_000;

/** Moves the articles of merged outlets to the one that stays, a step per transaction; running it again goes on. For the worker. */
export async function moveMergedArticles(scope: Scope, into: string, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  const merged = (await scope.db.select({ id: outlets.id }).from(outlets).where(and(eq(outlets.workspaceId, scope.workspace.id), eq(outlets.mergedInto, into)))).map(({ id }) => id);
  if (merged.length === 0) return "done";
  for (;;) {
    const moved = await scope.db.execute(sql`
      update articles set outlet_id = ${into} where id in (
        select id from articles where workspace_id = ${scope.workspace.id} and outlet_id = any(${uuidArray(merged)}) order by id limit ${MOVED_AT_ONCE} for update
      ) returning 1`);
    if (moved.length < MOVED_AT_ONCE) return "done";
    if (!(await goOn())) return "interrupted";
  }
}
