import { sql } from "drizzle-orm";
import type { Connection } from "@/server/services/scope";

export interface AttemptLimit {
  key: string;
  most: number;
  windowMinutes: number;
}

/** The window slides by slices: with one fixed window, twice as many would fit around its edge. */
const SLICE_MS = 60_000;

/**
 * Counts an attempt and answers whether it is allowed: at most `most` in any `windowMinutes`. One statement, so that
 * racing attempts cannot slip by; a refused attempt is not counted, so that hammering keeps nobody out for longer.
 */
export async function countAttempt(db: Connection, limit: AttemptLimit, now: Date): Promise<boolean> {
  const from = new Date(sliceStart(now).getTime() - limit.windowMinutes * 60_000);
  const slice = sliceStart(now).toISOString();
  const rows = await db.execute(sql`
    with earlier as (
      select coalesce(sum(count), 0)::int as attempts from rate_limits
      where key = ${limit.key} and window_start >= ${from.toISOString()} and window_start < ${slice})
    insert into rate_limits (key, window_start, count) select ${limit.key}, ${slice}, 1 from earlier where attempts < ${limit.most}
    on conflict (key, window_start) do update set count = rate_limits.count + 1
      where rate_limits.count + (select attempts from earlier) < ${limit.most}
    returning count`);
  return rows.length > 0;
}

/** Takes an attempt back that turned out to be somebody's right password. */
export async function refundAttempt(db: Connection, limit: AttemptLimit, now: Date): Promise<void> {
  await db.execute(sql`update rate_limits set count = greatest(count - 1, 0) where key = ${limit.key} and window_start = ${sliceStart(now).toISOString()}`);
}

/** Forgets windows that are long over. */
export async function forgetAttempts(db: Connection, now: Date): Promise<void> {
  await db.execute(sql`delete from rate_limits where window_start < ${new Date(now.getTime() - 86_400_000).toISOString()}`);
}

const sliceStart = (now: Date): Date => new Date(Math.floor(now.getTime() / SLICE_MS) * SLICE_MS);
