import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { type feeds, gaps } from "@/db/schema";
import { findGap, type Outage } from "@/server/core/feeds/find-gap";
import type { Scope } from "@/server/services/scope";

/**
 * Keeps the recorded gap of a feed in step with what a poll found: opened when coverage begins to be missing, prolonged
 * while that lasts, ended when collection resumes, and taken away when it turns out that nothing was lost. A gap that a
 * person has judged keeps their judgement.
 */
export async function followGap(tx: Transaction, scope: Scope, feed: typeof feeds.$inferSelect, { resumed }: Pick<Outage, "resumed">): Promise<void> {
  const [lasting] = await tx.select().from(gaps).where(and(eq(gaps.feedId, feed.id), isNull(gaps.endedAt))).for("update");
  const days = findGap({ lastSuccessAt: feed.lastSuccessAt, oldestEntryAt: feed.oldestEntryAt, now: scope.now(), resumed, timeZone: scope.workspace.timeZone });
  if (!days) {
    if (!lasting || !resumed) return;
    if (lasting.state === "open") await tx.delete(gaps).where(eq(gaps.id, lasting.id));
    else await tx.update(gaps).set({ endedAt: scope.now() }).where(eq(gaps.id, lasting.id));
    return;
  }
  const endedAt = resumed ? scope.now() : null;
  if (lasting) {
    await tx.update(gaps).set({ toDay: days.toDay, endedAt, ...(resumed ? {} : { reason: explain(feed) }) }).where(eq(gaps.id, lasting.id));
  } else if (feed.outletId && (await carriesOutlet(tx, feed.outletId, feed.lastSuccessAt!))) {
    await tx.insert(gaps).values({ id: newId(), workspaceId: scope.workspace.id, outletId: feed.outletId, kind: "recorded", feedId: feed.id, reason: explain(feed), endedAt, createdAt: scope.now(), ...days });
  }
}

const explain = (feed: typeof feeds.$inferSelect) =>
  feed.error === "" ? `The feed ${feed.title || feed.url} was not polled.` : `The feed ${feed.title || feed.url} could not be collected: ${feed.error}`;

/**
 * Whether the outlet's feeds that have not been collected since a moment usually bring at least half of what its feeds
 * bring: one broken feed of ten is not a gap of the outlet.
 */
async function carriesOutlet(tx: Transaction, outletId: string, since: Date): Promise<boolean> {
  const [row] = await tx.execute<{ part: number | null }>(sql`
    select sum(case when f.last_success_at <= ${since.toISOString()}::timestamptz + interval '1 day' then brought.entries else 0 end)::float8 / nullif(sum(brought.entries), 0) as part
    from feeds f cross join lateral (
      select count(*) as entries from feed_entries e where e.feed_id = f.id and e.created_at > ${since.toISOString()}::timestamptz - interval '28 days' and e.created_at <= ${since.toISOString()}::timestamptz + interval '1 day'
    ) brought
    where f.outlet_id = ${outletId} and f.removed_at is null`);
  return (row?.part ?? 1) >= 0.5;
}
