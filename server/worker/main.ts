import { openDatabase } from "@/db/client";
import { env } from "@/server/env";
import { closeThreads } from "@/server/ingest/sandbox/run-in-thread";
import { log } from "@/server/log";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { readPublicFace } from "@/server/worker/public-face";
import { runJobs } from "@/server/worker/run-jobs";
import { runSchedule } from "@/server/worker/run-schedule";

const { DATABASE_URL, THEMELINE_ALLOW_HOSTS, THEMELINE_ORIGIN } = env();
if (!DATABASE_URL) throw new Error("DATABASE_URL is not set. Start with `npm start`, which sets it for the embedded database.");

const database = openDatabase(DATABASE_URL, { max: 6, name: "themeline-worker", statementTimeoutMs: 120_000 });
const userAgent = `Themeline/0.1 (coverage monitoring; ${THEMELINE_ORIGIN ?? "self-hosted"})`;
const stopFetching = new AbortController();
const world = openOutsideWorld(THEMELINE_ALLOW_HOSTS, userAgent, stopFetching.signal, readPublicFace());
const runner = runJobs(database, world, { atOnce: 2, pollsAtOnce: 2 });
const endSchedule = runSchedule(database.db);
log.info("the worker is up");

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, "the worker stops");
  endSchedule();
  stopFetching.abort();
  await runner.stop();
  await closeThreads();
  await database.close();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop(signal));
