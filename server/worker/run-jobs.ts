import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenDatabase } from "@/db/client";
import { LEASE_RENEWAL_MS } from "@/server/core/jobs/payloads";
import { log } from "@/server/log";
import { JOBS_CHANNEL } from "@/server/services/jobs/enqueue-job";
import { failJob, finishJob, renewLease, returnJob, takeJob, type TakenJob } from "@/server/services/jobs/take-job";
import { handleJob, type JobTools } from "@/server/worker/handle-job";

export interface JobRunner {
  /** Stops taking jobs, lets the ones under way end their step, and returns them to the queue. */
  stop(): Promise<void>;
  /** Resolves when no job of the workspace is waiting or under way. */
  isIdle(workspaceId: string): Promise<boolean>;
}

const POLL_MS = 1_000;

/**
 * Takes jobs and runs them, a few at once, until stopped. Leases of our own rather than a queue library: the two that
 * fit keep a killed worker's job for hours or for its whole expiry, and it must come back within seconds here.
 */
export function runJobs(database: OpenDatabase, tools: JobTools, options: { atOnce: number }): JobRunner {
  const worker = `${process.pid}-${randomUUID()}`;
  let isStopping = false;
  let wake = new AbortController();
  const rouse = () => {
    wake.abort();
    wake = new AbortController();
  };
  const listening = database.client.listen(JOBS_CHANNEL, rouse, rouse).catch((reason: unknown) => {
    log.warn({ err: reason }, "listening for jobs failed; polling instead");
    return null;
  });

  async function loop(): Promise<void> {
    while (!isStopping) {
      const job = await takeJob(database.db, worker).catch((reason: unknown) => {
        log.error({ err: reason }, "taking a job failed");
        return null;
      });
      if (job) await runOne(job);
      else await sleep(POLL_MS, undefined, { signal: wake.signal }).catch(() => {});
    }
  }

  async function runOne(job: TakenJob): Promise<void> {
    let isOurs = true;
    const renewal = setInterval(() => {
      renewLease(database.db, job.id, worker).then(
        (kept) => (isOurs = kept),
        (reason: unknown) => log.warn({ err: reason, job: job.id }, "renewing a lease failed"),
      );
    }, LEASE_RENEWAL_MS);
    try {
      const ending = await handleJob(database.db, tools, job, async () => isOurs && !isStopping);
      await (ending === "interrupted" ? returnJob(database.db, job.id, worker) : finishJob(database.db, job.id, worker));
    } catch (reason) {
      const isOver = await failJob(database.db, job, worker, reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)).catch(() => false);
      log.error({ err: reason, job: job.id, kind: job.kind, attempts: job.attempts, isOver }, "a job failed");
    } finally {
      clearInterval(renewal);
    }
  }

  const loops = Array.from({ length: options.atOnce }, loop);
  return {
    async stop() {
      isStopping = true;
      rouse();
      await Promise.all(loops);
      await (await listening)?.unlisten().catch(() => {});
    },
    async isIdle(workspaceId) {
      const rows = await database.client`select 1 from jobs where workspace_id = ${workspaceId} and failed_at is null limit 1`;
      return rows.length === 0;
    },
  };
}
