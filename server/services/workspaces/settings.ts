import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { workspaces } from "@/db/schema";
import { Refusal } from "@/server/core/access/refusal";
import { workspaceSettingsShape } from "@/server/core/workspaces/settings-shape";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { requireRole, type Scope } from "@/server/services/scope";

/**
 * Changes name and week start at once. Another time zone moves articles to other days, so the worker changes zone and
 * days together, in one step; until then every chart is cut in the old zone and says so. Needs `admin`.
 */
export async function changeSettings(scope: Scope, input: z.input<typeof workspaceSettingsShape>): Promise<{ timeZonePending: boolean }> {
  requireRole(scope, "admin");
  const { name, timeZone, weekStart } = workspaceSettingsShape.parse(input);
  if (!(await isKnownZone(scope.db, timeZone))) throw new Refusal("INVALID", "The database does not know this time zone; take one such as Europe/Berlin.", "timeZone");
  return scope.db.transaction(async (tx) => {
    await tx.update(workspaces).set({ name, weekStart }).where(eq(workspaces.id, scope.workspace.id));
    const timeZonePending = timeZone !== scope.workspace.timeZone;
    if (timeZonePending) await enqueueJob(tx, { kind: "change-time-zone", workspaceId: scope.workspace.id, payload: { timeZone } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "workspace.settings", subjectId: scope.workspace.id, detail: { name, timeZone, weekStart } });
    return { timeZonePending };
  });
}

/** JavaScript and PostgreSQL keep lists of their own; days are cut by both, so both must know the zone. */
async function isKnownZone(db: Database, timeZone: string): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from pg_timezone_names where lower(name) = lower(${timeZone}) limit 1`);
  return rows.length > 0;
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
