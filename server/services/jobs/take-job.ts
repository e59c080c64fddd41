import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { JOB_PAYLOADS, type JobKind, LEASE_MS, MAX_ATTEMPTS, retryDelayMs } from "@/server/core/jobs/payloads";

/** A job under lease. `attempts` counts this attempt. */
export interface TakenJob {
  id: string;
  kind: JobKind;
  workspaceId: string;
  payload: unknown;
  attempts: number;
}

const leaseMs = sql.raw(`interval '${LEASE_MS} milliseconds'`);

/** Polls, the pages that they name and deliveries wait for others; in a lane of their own nobody else waits for them. */
export type Lane = "polls" | "rest" | "all";

const LANES = { polls: sql.raw(`kind in ('poll-feed', 'read-feed-page', 'deliver-alert')`), rest: sql.raw(`kind not in ('poll-feed', 'read-feed-page', 'deliver-alert')`), all: sql.raw("true") };

/**
 * Takes the next job of a lane that is due and leases it to `worker`, or answers null. Expired leases are due again. A
 * worker asks only when it has no job: one that is leased to it already is a job whose taking it never heard of.
 */
export async function takeJob(db: Database, worker: string, lane: Lane = "all"): Promise<TakenJob | null> {
  const rows = await db.execute<{ id: string; kind: string; workspace_id: string; payload: unknown; attempts: number }>(sql`
    update jobs set leased_by = ${worker}, leased_until = now() + ${leaseMs}, attempts = attempts + 1
    where id = (
      select id from jobs
      where failed_at is null and ${LANES[lane]} and run_at <= now() and (leased_until is null or leased_until < now() or leased_by = ${worker})
      order by run_at, id limit 1 for update skip locked
    )
    returning id, kind, workspace_id, payload, attempts`);
  const row = rows[0];
  if (!row) return null;
  if (!(row.kind in JOB_PAYLOADS)) throw new Error(`There is no handler for jobs of kind ${row.kind}.`);
  return { id: row.id, kind: row.kind as JobKind, workspaceId: row.workspace_id, payload: row.payload, attempts: row.attempts };
}

/** Prolongs a lease; false when it was lost to another worker, whose result then counts. */
export async function renewLease(db: Database, jobId: string, worker: string): Promise<boolean> {
  const rows = await db.execute(sql`update jobs set leased_until = now() + ${leaseMs} where id = ${jobId} and leased_by = ${worker} and leased_until > now() returning id`);
  return rows.length > 0;
}

export async function finishJob(db: Database, jobId: string, worker: string): Promise<void> {
  await db.execute(sql`delete from jobs where id = ${jobId} and leased_by = ${worker}`);
}

/** Counts attempts anew: the job gets further, however often its worker is killed on the way. */
export async function noteProgress(db: Database, jobId: string, worker: string): Promise<void> {
  await db.execute(sql`update jobs set attempts = 1 where id = ${jobId} and leased_by = ${worker} and attempts > 1`);
}

/** Puts a job back uncounted, because its worker is asked to stop or lost the database. */
export async function returnJob(db: Database, jobId: string, worker: string, delayMs = 0): Promise<void> {
  await db.execute(sql`
    update jobs set leased_by = null, leased_until = '-infinity', attempts = greatest(attempts - 1, 0), run_at = greatest(run_at, now() + ${`${delayMs} milliseconds`}::interval)
    where id = ${jobId} and leased_by = ${worker}`);
}

/** Records a failure: again later, or set aside for good after MAX_ATTEMPTS. Answers whether it was set aside. */
export async function failJob(db: Database, job: TakenJob, worker: string, error: string): Promise<boolean> {
  const over = job.attempts >= MAX_ATTEMPTS;
  await db.execute(sql`
    update jobs set leased_by = null, leased_until = '-infinity', last_error = ${error.slice(0, 2_000)},
      run_at = now() + ${`${retryDelayMs(job.attempts)} milliseconds`}::interval, failed_at = case when ${over} then now() end
    where id = ${job.id} and leased_by = ${worker}`);
  return over;
}

/** How many jobs were set aside for good; somebody should look at their `last_error`. */
export async function countFailedJobs(db: Database): Promise<number> {
  const [row] = await db.execute<{ jobs: number }>(sql`select count(*)::int as jobs from jobs where failed_at is not null`);
  return row!.jobs;
}
