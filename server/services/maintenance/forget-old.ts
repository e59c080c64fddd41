import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { imports } from "@/db/schema";
import { UNFINISHED_DAYS } from "@/server/core/imports/import-limits";
import { recordAudit } from "@/server/services/audit/record-audit";

const DAY_MS = 86_400_000;
const KEPT_DAYS = 90;

const before = (now: Date, days: number) => sql`${new Date(now.getTime() - days * DAY_MS).toISOString()}::timestamptz`;

/** Removes sessions that ended, and links that were used, withdrawn or expired, ninety days ago or earlier. */
export async function forgetAccess(db: Database, now: Date): Promise<void> {
  const limit = before(now, KEPT_DAYS);
  await db.execute(sql`delete from sessions where least(expires_at, revoked_at) < ${limit}`);
  await db.execute(sql`delete from one_time_links where least(expires_at, used_at, revoked_at) < ${limit}`);
}

/** Removes request ids of more than ninety days: nobody sends a form again after that. */
export async function forgetSubmissions(db: Database, now: Date): Promise<void> {
  await db.execute(sql`delete from submissions where created_at < ${before(now, KEPT_DAYS)}`);
}

/** Cancels files that were begun seven days ago and are not sent to their end, or wait for a person ever since, and removes their bytes; answers how many. */
export async function cancelLeftImports(db: Database, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const left = await tx
      .update(imports)
      .set({ state: "cancelled", finishedAt: now, error: `Nobody went on with it for ${UNFINISHED_DAYS} days, so its file was removed. Nothing of it was taken in.` })
      .where(sql`${imports.state} in ('uploading', 'reading', 'ready') and ${imports.createdAt} < ${before(now, UNFINISHED_DAYS)}`)
      .returning({ id: imports.id, workspaceId: imports.workspaceId });
    for (const { id, workspaceId } of left) {
      await tx.execute(sql`delete from import_pieces where import_id = ${id}`);
      await recordAudit(tx, { workspaceId, actor: { kind: "system", name: "worker" }, now: () => now }, { verb: "import.cancelled", subjectId: id, detail: { reason: "left alone" } });
    }
    return left.length;
  });
}
