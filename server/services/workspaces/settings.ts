import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { workspaces } from "@/db/schema";
import { isTimeZone } from "@/server/core/trends/days";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { requireRole, type Scope } from "@/server/services/scope";

export const workspaceSettingsShape = z.strictObject({
  name: z.string().trim().min(1, "A workspace needs a name.").max(80, "A workspace's name has at most 80 characters."),
  timeZone: z.string().refine(isTimeZone, "There is no such time zone; take one such as Europe/Berlin."),
  weekStart: z.int().min(1).max(7),
});

/**
 * Changes name and week start at once. Another time zone moves articles to other days, so the worker changes zone and
 * days together, in one step; until then every chart is cut in the old zone and says so. Needs `admin`.
 */
export async function changeSettings(scope: Scope, input: z.input<typeof workspaceSettingsShape>): Promise<{ timeZonePending: boolean }> {
  requireRole(scope, "admin");
  const { name, timeZone, weekStart } = workspaceSettingsShape.parse(input);
  return scope.db.transaction(async (tx) => {
    await tx.update(workspaces).set({ name, weekStart }).where(eq(workspaces.id, scope.workspace.id));
    const timeZonePending = timeZone !== scope.workspace.timeZone;
    if (timeZonePending) await enqueueJob(tx, { kind: "change-time-zone", workspaceId: scope.workspace.id, payload: { timeZone } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "workspace.settings", subjectId: scope.workspace.id, detail: { name, timeZone, weekStart } });
    return { timeZonePending };
  });
}

/** Cuts every dated article's day in another zone and gives the workspace that zone, in one transaction; for the worker. */
export async function applyTimeZone(db: Database, workspaceId: string, timeZone: string): Promise<void> {
  const recut = sql`
    update articles set published_day = (published_at at time zone ${timeZone})::date
    where workspace_id = ${workspaceId} and published_precision = 'time' and published_day is distinct from (published_at at time zone ${timeZone})::date`;
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.update(workspaces).set({ timeZone }).where(eq(workspaces.id, workspaceId));
    await tx.execute(recut);
  });
  // Articles that were being added while the zone changed were still cut in the old one.
  await db.execute(recut);
}
