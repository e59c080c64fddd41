import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/**
 * Tells the planner what the large tables hold now. The server does so by itself sooner or later; after a bulk of new
 * rows "later" means charts that take seconds.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  await db.execute(sql`analyze articles, article_revisions, addresses, content_hashes, matches, story_bands, story_fingerprints`);
}
