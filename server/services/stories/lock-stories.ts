import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** Any class number that only stories use; the second key is the workspace. */
const STORY_LOCK = 7_231_945;

/** Whoever changes stories of one workspace takes turns until the transaction ends; waiting for one's turn is no fault. */
export async function lockStories(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.execute(sql`set local lock_timeout = '100s'`);
  await tx.execute(sql`select pg_advisory_xact_lock(${STORY_LOCK}, hashtext(${workspaceId}))`);
}
