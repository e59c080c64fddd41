import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { workspaces, workspaceTombstones } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { requireRole, type Scope } from "@/server/services/scope";
import { uuidArray } from "@/server/services/trends/filter-sql";

/**
 * Deletes the workspace for everybody at once; the worker removes its rows and leaves a tombstone. `confirm` is the
 * workspace's name, typed. Needs `admin`.
 */
export async function deleteWorkspace(scope: Scope, input: { confirm: string }): Promise<void> {
  requireRole(scope, "admin");
  if (input.confirm.trim() !== scope.workspace.name) throw new Refusal("INVALID", `Type the workspace's name, ${scope.workspace.name}, to delete it.`, "confirm");
  await scope.db.transaction(async (tx) => {
    const [gone] = await tx
      .update(workspaces)
      .set({ deletedAt: scope.now(), slug: `deleted-${scope.workspace.id}` })
      .where(and(eq(workspaces.id, scope.workspace.id), isNull(workspaces.deletedAt)))
      .returning({ id: workspaces.id });
    if (!gone) throw notFound("workspace");
    await enqueueJob(tx, { kind: "delete-workspace", workspaceId: scope.workspace.id, payload: { deletedBy: scope.actor.name, slug: scope.workspace.slug } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "workspace.delete", subjectId: scope.workspace.id, detail: { name: scope.workspace.name } });
  });
}

const REMOVED_AT_ONCE = 500;

/** What is left once the articles are gone, in an order that foreign keys allow. */
const SMALL_TABLES = [
  "coverage_deltas",
  "coverage_years",
  "coverage_stories",
  "deliveries",
  "webhooks",
  "alert_watchers",
  "alert_readers",
  "alerts",
  "alert_rules",
  "workspace_exports",
  "meeting_decisions",
  "meetings",
  "share_links",
  "snapshots",
  "boards",
  "saved_views",
  "annotations",
  "gaps",
  "address_fetches",
  "collection_records",
  "feeds",
  "imports",
  "import_plans",
  "rule_versions",
  "themes",
  "outlets",
  "api_keys",
  "one_time_links",
  "members",
  "submissions",
  "addresses",
  "content_hashes",
  "story_bands",
  "story_decisions",
  "stories",
] as const;

/** Removes every row of a deleted workspace, in steps that can be cut off and run again; its audit trail stays. */
export async function removeWorkspace(db: Database, workspaceId: string, tombstone: { slug: string; deletedBy: string }, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  let articles = 0;
  for (;;) {
    const ids = (await db.execute<{ id: string }>(sql`select id from articles where workspace_id = ${workspaceId} order by id limit ${REMOVED_AT_ONCE}`)).map(({ id }) => id);
    if (ids.length === 0) break;
    await db.execute(sql`delete from articles where id = any(${uuidArray(ids)})`);
    articles += ids.length;
    if (!(await goOn())) return "interrupted";
  }
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`delete from feed_entries where feed_id in (select id from feeds where workspace_id = ${workspaceId})`);
    await tx.execute(sql`update themes set active_version_id = null where workspace_id = ${workspaceId}`);
    for (const table of SMALL_TABLES) await tx.execute(sql`delete from ${sql.identifier(table)} where workspace_id = ${workspaceId}`);
    await tx.insert(workspaceTombstones).values({ id: workspaceId, slug: tombstone.slug, deletedBy: tombstone.deletedBy, articles }).onConflictDoNothing();
    await tx.delete(workspaces).where(eq(workspaces.id, workspaceId));
  });
  return "done";
}
