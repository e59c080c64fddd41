import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { outlets } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { outletFields } from "@/server/core/outlets/outlet-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { requireRole, type Scope } from "@/server/services/scope";

/** Changes an outlet's name, country and group. Its key stays, so later articles find it. Needs `analyst`. */
export async function editOutlet(scope: Scope, input: z.input<typeof outletFields>): Promise<void> {
  requireRole(scope, "analyst");
  const { outletId, name, country, groupName } = outletFields.parse(input);
  await scope.db.transaction(async (tx) => {
    const own = and(eq(outlets.id, outletId), eq(outlets.workspaceId, scope.workspace.id), isNull(outlets.mergedInto));
    const [before] = await tx.select({ name: outlets.name }).from(outlets).where(own).for("update");
    if (!before) throw notFound("outlet");
    await tx.update(outlets).set({ name, country: country || null, groupName }).where(own);
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "outlet.edit", subjectId: outletId, detail: { before: before.name, name, country, group: groupName } });
  });
}
