import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

const RECENT_ENTRIES = 500;

/** The outlet that most of a feed's recent entries come from; null when none has more than half, as with a collection of many outlets. */
export async function learnOutlet(tx: Transaction, feedId: string): Promise<string | null> {
  const [row] = await tx.execute<{ outlet_id: string; part: number }>(sql`
    select recent.outlet_id, count(*)::float8 / sum(count(*)) over () as part
    from (
      select a.outlet_id from feed_entries e join articles a on a.id = e.article_id
      where e.feed_id = ${feedId} order by e.created_at desc limit ${RECENT_ENTRIES}
    ) recent group by 1 order by 2 desc limit 1`);
  return row && row.part > 0.5 ? row.outlet_id : null;
}
