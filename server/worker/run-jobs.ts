import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenDatabase } from "@/db/client";
import { isConnectionLoss } from "@/db/connection-pool";
import { LEASE_MS, LEASE_RENEWAL_MS, MAX_ATTEMPTS } from "@/server/core/jobs/payloads";
import { log } from "@/server/log";
import { JOBS_CHANNEL } from "@/server/services/jobs/enqueue-job";
import { failJob, finishJob, noteProgress, renewLease, returnJob, type Lane, takeJob, type TakenJob } from "@/server/services/jobs/take-job";
import { handleJob, type JobTools } from "@/server/worker/handle-job";

export interface JobRunner {
  /** Stops taking jobs, lets the ones under way end their step, and returns them to the queue. */
  stop(): Promise<void>;
}

const POLL_MS = 1_000;
const LOSS_DELAY_MS = 500;

/**
 * Takes jobs and runs them, a few at once, until stopped. Leases of our own rather than a queue library: the two that
 * fit keep a killed worker's job for hours or for its whole expiry, and it must come back within seconds here.
 */
export function runJobs(database: OpenDatabase, tools: JobTools, options: { atOnce: number; pollsAtOnce?: number }): JobRunner {
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

  async function loop(lane: Lane, index: number): Promise<void> {
    const name = `${worker}-${index}`;
    while (!isStopping) {
      const job = await takeJob(database.db, name, lane).catch((reason: unknown) => {
        log.error({ err: reason }, "taking a job failed");
        return null;
      });
      if (job) await runOne(job, name);
      else await sleep(POLL_MS, undefined, { signal: wake.signal }).catch(() => {});
    }
  }

  async function runOne(job: TakenJob, name: string): Promise<void> {
    const { db } = database;
    let isOurs = true;
    let hasProgressed = false;
    const renewal = setInterval(() => {
      renewLease(db, job.id, name).then(
        (kept) => (isOurs = kept),
        (reason: unknown) => log.warn({ err: reason, job: job.id }, "renewing a lease failed"),
      );
    }, LEASE_RENEWAL_MS);
    const goOn = async () => {
      if (!hasProgressed && job.attempts > 1) await noteProgress(db, job.id, name);
      hasProgressed = true;
      return isOurs && !isStopping;
    };
    try {
      if (job.attempts > MAX_ATTEMPTS) throw new Error(`The worker ended ${MAX_ATTEMPTS} times in a row while it did this.`);
      const ending = await handleJob(db, tools, job, goOn);
      await persist(() => (ending === "interrupted" ? returnJob(db, job.id, name) : finishJob(db, job.id, name)));
    } catch (reason) {
      await endFailed(hasProgressed ? { ...job, attempts: 1 } : job, name, reason);
    } finally {
      clearInterval(renewal);
    }
  }

  async function endFailed(job: TakenJob, name: string, reason: unknown): Promise<void> {
    const { db } = database;
    const facts = { err: reason, job: job.id, kind: job.kind, attempts: job.attempts };
    try {
      if (isConnectionLoss(reason)) {
        log.warn(facts, "a job lost the database");
        return await persist(() => returnJob(db, job.id, name, LOSS_DELAY_MS));
      }
      const isOver = await persist(() => failJob(db, job, name, reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)));
      log.error(facts, isOver ? "a job was set aside for good" : "a job failed");
    } catch (unwritten) {
      log.error({ ...facts, unwritten }, "how a job ended could not be written; its lease will run out");
    }
  }

  /** How a job ended is written once the database is back; each of these statements may run twice. */
  async function persist<T>(write: () => Promise<T>): Promise<T> {
    for (const deadline = Date.now() + LEASE_MS; ; await sleep(LOSS_DELAY_MS)) {
      try {
        return await write();
      } catch (reason) {
        if (!isConnectionLoss(reason) || isStopping || Date.now() > deadline) throw reason;
      }
    }
  }

  const lanes: Lane[] = [...Array.from({ length: options.atOnce }, () => "rest" as const), ...Array.from({ length: options.pollsAtOnce ?? 1 }, () => "polls" as const)];
  const loops = lanes.map(loop);
  return {
    async stop() {
      isStopping = true;
      rouse();
      await Promise.all(loops);
      await (await listening)?.unlisten().catch(() => {});
    },
  };
}
