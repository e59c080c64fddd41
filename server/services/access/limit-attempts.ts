import { sql } from "drizzle-orm";
import type { Connection } from "@/server/services/scope";

export interface AttemptLimit {
  key: string;
  most: number;
  windowMinutes: number;
}

/** Counts an attempt and answers whether it is still allowed: one statement, so that racing attempts cannot slip by. */
export async function countAttempt(db: Connection, limit: AttemptLimit, now: Date): Promise<boolean> {
  const [row] = await db.execute<{ count: number }>(sql`
    insert into rate_limits (key, window_start, count) values (${limit.key}, ${windowStart(limit, now)}, 1)
    on conflict (key, window_start) do update set count = rate_limits.count + 1 returning count`);
  return row!.count <= limit.most;
}

/** Takes an attempt back that turned out to be somebody's right password. */
export async function refundAttempt(db: Connection, limit: AttemptLimit, now: Date): Promise<void> {
  await db.execute(sql`update rate_limits set count = greatest(count - 1, 0) where key = ${limit.key} and window_start = ${windowStart(limit, now)}`);
}

/** Forgets windows that are long over. */
export async function forgetAttempts(db: Connection, now: Date): Promise<void> {
  await db.execute(sql`delete from rate_limits where window_start < ${new Date(now.getTime() - 86_400_000).toISOString()}`);
}

function windowStart(limit: AttemptLimit, now: Date): string {
  const lengthMs = limit.windowMinutes * 60_000;
  return new Date(Math.floor(now.getTime() / lengthMs) * lengthMs).toISOString();
}
