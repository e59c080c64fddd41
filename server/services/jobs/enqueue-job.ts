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
export async function enqueueJob<K extends JobKind>(tx: Connection, job: NewJob<K>): Promise<void> {
  await tx
    .insert(jobs)
    .values({ id: newId(), kind: job.kind, workspaceId: job.workspaceId, payload: job.payload, key: job.key ?? null, ...(job.delayMs ? { runAt: sql`now() + ${`${job.delayMs} milliseconds`}::interval` } : {}) })
    .onConflictDoNothing();
  await tx.execute(sql`select pg_notify(${JOBS_CHANNEL}, '')`);
}
