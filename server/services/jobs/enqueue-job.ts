import { sql } from "drizzle-orm";
import { newId } from "@/db/new-id";
import { jobs } from "@/db/schema";
import type { JobKind, JobPayload } from "@/server/core/jobs/payloads";
import type { Connection } from "@/server/services/scope";

export const JOBS_CHANNEL = "themeline_jobs";

export interface NewJob<K extends JobKind> {
  kind: K;
  workspaceId: string;
  payload: JobPayload<K>;
  /** While a job with this key waits, asking again does nothing. */
  key?: string;
  /** Not before this long from now. */
  delayMs?: number;
}

/** Enqueues inside the caller's transaction: the work exists if and only if what asked for it was committed. */
export const enqueueJob = <K extends JobKind>(tx: Connection, job: NewJob<K>): Promise<void> => enqueueJobs(tx, [job]);

/** Several jobs of one kind in two statements, to be taken in their order. */
export async function enqueueJobs<K extends JobKind>(tx: Connection, wanted: NewJob<K>[]): Promise<void> {
  if (wanted.length === 0) return;
  const rows = wanted.map((job) => ({ id: newId(), kind: job.kind, workspaceId: job.workspaceId, payload: job.payload, key: job.key ?? null, ...(job.delayMs ? { runAt: sql`now() + ${`${job.delayMs} milliseconds`}::interval` } : {}) }));
  await tx.insert(jobs).values(rows).onConflictDoNothing();
  await tx.execute(sql`select pg_notify(${JOBS_CHANNEL}, '')`);
}
