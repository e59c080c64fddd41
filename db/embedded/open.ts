import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findBinaries } from "./binaries";
import { buildUrl, createCluster, findLivePort, readPostmasterPid, startCluster, stopCluster, type Cluster } from "./cluster";
import { holdingLock } from "./lock";
import { chooseCopies, choosePlace } from "./place";
import { describeThisProcess, isRecordLive, readProcessMark, readProcessRecord } from "./process-mark";
import { chooseRunAs } from "./run-as";

/** Server settings for one small team on one machine. */
const settings: Record<string, string> = {
  shared_buffers: "256MB",
  max_connections: "60",
  synchronous_commit: "on",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  effective_cache_size: "1GB",
  random_page_cost: "1.1",
  jit: "off",
  log_min_messages: "warning",
  log_checkpoints: "off",
  log_line_prefix: "%m[%p]",
  // After a kill the server would otherwise sync its thousand files one by one, for seconds, before it answers.
  ...(process.platform === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
};

const startPatienceMs = 180_000;
const watchDelayMs = 1000;
const retryDelayMs = 5000;

export interface EmbeddedDatabase {
  /** Address of the database for the ordinary role. It stays the same while anybody uses the server. */
  url: string;
  /** The directory of the database's files, for messages. */
  home: string;
  /** Leaves the server; the last live user stops it. Safe to call twice. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Directory of the installation's state; the database lives in it or, if its user cannot enter it, elsewhere. */
  dataDir: string;
  /** Told one plain line for each thing that takes long or is worth knowing. */
  say: (line: string) => void;
  /** Start the server again when it dies while we use it, as a program that stays up wants. */
  keepAlive?: boolean;
}

function openCluster({ dataDir, say }: EmbeddedOptions): Cluster {
  const runAs = chooseRunAs();
  const { home, isElsewhere } = choosePlace(resolve(dataDir), runAs);
  if (isElsewhere) say(`The database runs as ${runAs?.name ?? "you"}, who cannot enter ${dataDir}: its files are in ${home}`);
  const versionFile = join(home, "data", "PG_VERSION");
  const wantedMajor = existsSync(versionFile) ? Number.parseInt(readFileSync(versionFile, "utf8"), 10) : undefined;
  return { home, runAs, settings, binaries: findBinaries({ chooseCopies: () => chooseCopies(home, runAs), runAs, wantedMajor }) };
}

function usersOf(cluster: Cluster): string {
  return join(cluster.home, "users");
}

/** Forgets users whose process is gone, and counts the others. */
function countLiveUsers(cluster: Cluster): number {
  const directory = usersOf(cluster);
  let count = 0;
  for (const name of existsSync(directory) ? readdirSync(directory) : []) {
    if (isRecordLive(readProcessRecord(join(directory, name)))) count += 1;
    else rmSync(join(directory, name), { force: true });
  }
  return count;
}

async function joinOrStart(cluster: Cluster, say: (line: string) => void): Promise<number> {
  const live = await findLivePort(cluster);
  if (live !== null) return live;
  if (!existsSync(join(cluster.home, "data"))) {
    say("Making a new database ...");
    await createCluster(cluster);
  }
  return startCluster(cluster, { mayMove: countLiveUsers(cluster) <= 1 });
}

/** Notices a dead server within a second and starts it again; several users that notice at once do it once. */
function watchServer(cluster: Cluster, lock: string, say: (line: string) => void): () => Promise<void> {
  const stopper = new AbortController();
  const { signal } = stopper;
  const pause = (delayMs: number) => sleep(delayMs, undefined, { ref: false, signal }).catch(() => {});
  const watch = async () => {
    while (!signal.aborted) {
      await pause(watchDelayMs);
      if (signal.aborted || readProcessMark(readPostmasterPid(cluster)) !== null) continue;
      try {
        await holdingLock(lock, startPatienceMs, async () => {
          if (signal.aborted || (await findLivePort(cluster)) !== null) return;
          await startCluster(cluster);
          say("The database had stopped and was started again.");
        });
      } catch (error) {
        say(`The database has stopped and does not start: ${error instanceof Error ? error.message : String(error)}`);
        await pause(retryDelayMs);
      }
    }
  };
  const watching = watch();
  return () => {
    stopper.abort();
    return watching;
  };
}

/**
 * Opens the program's own PostgreSQL server: joins the one that runs for this data directory, or starts it, or makes it.
 * Any number of processes may share it; it stops when the last live one releases it. A server that a killed process
 * left behind is joined. Throws with a sentence for the terminal when no PostgreSQL can be run here.
 */
export async function openEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { say } = options;
  const cluster = openCluster(options);
  const lock = join(cluster.home, "lock");
  const ticket = join(usersOf(cluster), `${process.pid}-${randomUUID()}`);
  mkdirSync(usersOf(cluster), { recursive: true, mode: 0o755 });

  const port = await holdingLock(lock, startPatienceMs, async () => {
    writeFileSync(ticket, JSON.stringify(describeThisProcess()), { mode: 0o600 });
    try {
      return await joinOrStart(cluster, say);
    } catch (error) {
      rmSync(ticket, { force: true });
      throw error;
    }
  });
  const stopWatching = options.keepAlive ? watchServer(cluster, lock, say) : async () => {};

  let released: Promise<void> | undefined;
  const release = async () => {
    await stopWatching();
    await holdingLock(lock, startPatienceMs, async () => {
      rmSync(ticket, { force: true });
      if (countLiveUsers(cluster) === 0) await stopCluster(cluster);
    });
  };
  return { url: buildUrl(cluster.home, port), home: cluster.home, release: () => (released ??= release()) };
}
