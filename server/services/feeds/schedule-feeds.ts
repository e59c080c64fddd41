import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { enqueuePoll } from "@/server/services/feeds/enqueue-poll";

/** Feeds that may wait for the worker at once: after a long rest they are asked in turn, the longest overdue first. */
const MOST_WAITING = 10;
/** A poll that was lost is due again after this long. */
const SECOND_TRY = sql.raw("interval '30 minutes'");

/** Enqueues feeds that are due, as many as fit the queue; answers how many. Due feeds are picked in one statement. */
export async function scheduleFeeds(db: Database, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const at = sql`${now.toISOString()}::timestamptz`;
    const due = await tx.execute<{ id: string; workspace_id: string }>(sql`
      update feeds set next_poll_at = ${at} + ${SECOND_TRY} where id in (
        select f.id from feeds f join workspaces w on w.id = f.workspace_id and w.deleted_at is null
        where f.next_poll_at <= ${at} and f.removed_at is null
        order by f.next_poll_at limit greatest(0, ${MOST_WAITING} - (select count(*) from jobs where kind = 'poll-feed' and failed_at is null))::int
        for update of f skip locked)
      returning id, workspace_id`);
    for (const feed of due) await enqueuePoll(tx, feed.workspace_id, feed.id);
    return due.length;
  });
}

/** Forgets how collections older than ninety days went; gaps, which rest on them, stay. */
export async function forgetOldRecords(db: Database, now: Date): Promise<void> {
  await db.execute(sql`delete from collection_records where started_at < ${now.toISOString()}::timestamptz - interval '90 days'`);
}
