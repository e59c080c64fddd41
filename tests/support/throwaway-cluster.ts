import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { findBinaries } from "@/db/embedded/binaries";
import { buildAdminUrl, buildUrl, createCluster, roleName, startCluster, stopCluster, type Cluster } from "@/db/embedded/cluster";
import { chooseCopies, chooseReachableRoot } from "@/db/embedded/place";
import { describeThisProcess, isRecordLive, readProcessRecord } from "@/db/embedded/process-mark";
import { canReach, chooseRunAs } from "@/db/embedded/run-as";
import { migrateDatabase } from "@/db/migrate";

/** Nothing here outlives the run, so nothing needs to reach the disk. */
const settings: Record<string, string> = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  shared_buffers: "128MB",
  max_connections: "200",
  max_wal_size: "2GB",
  checkpoint_timeout: "30min",
  autovacuum: "on",
  jit: "off",
  log_min_messages: "fatal",
};

export const templateName = "template_themeline";

export interface ThrowawayCluster {
  /** Superuser, database `postgres`. */
  adminUrl: string;
  /** Address of a database for the ordinary role. */
  buildUrl(database: string): string;
  /** What the server runs as and where: for tests that kill it. */
  cluster: Cluster;
  stop(): Promise<void>;
}

/** Ends and removes clusters of runs that were killed before they could. */
async function sweepAbandoned(root: string, binaries: Cluster["binaries"], runAs: Cluster["runAs"]): Promise<void> {
  for (const name of readdirSync(root).filter((entry) => entry.startsWith("themeline-test-"))) {
    const home = join(root, name);
    const owner = readProcessRecord(join(home, "owner.json"));
    if (owner === null || isRecordLive(owner)) continue;
    await stopCluster({ home, binaries, runAs, settings }, "immediate").catch(() => {});
    rmSync(home, { recursive: true, force: true });
  }
}

/** An empty template database that holds the schema: `create database ... template` copies it in about 0.1 s. */
async function createTemplate(adminUrl: string, url: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`create database ${templateName} owner ${roleName}`);
    await migrateDatabase(url);
    await admin.unsafe(`alter database ${templateName} with is_template true allow_connections false`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Starts a real PostgreSQL of its own for one run of tests, with one migrated template database. */
export async function startThrowawayCluster(): Promise<ThrowawayCluster> {
  const runAs = chooseRunAs();
  const root = canReach(tmpdir(), runAs) ? tmpdir() : chooseReachableRoot(runAs);
  const binaries = findBinaries({ chooseCopies: () => chooseCopies(join(root, "themeline"), runAs), runAs });
  await sweepAbandoned(root, binaries, runAs);

  const home = mkdtempSync(join(root, "themeline-test-"));
  writeFileSync(join(home, "owner.json"), JSON.stringify(describeThisProcess()));
  const cluster: Cluster = { home, binaries, runAs, settings };
  chmodSync(home, 0o755);
  const stop = async () => {
    if (existsSync(join(home, "data"))) await stopCluster(cluster, "immediate");
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await createCluster(cluster);
    const port = await startCluster(cluster);
    const adminUrl = buildAdminUrl(home, port);
    await createTemplate(adminUrl, buildUrl(home, port, templateName));
    return { adminUrl, buildUrl: (database) => buildUrl(home, port, database), cluster, stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

/** Makes a database of that name from the migrated template. */
export async function createFromTemplate(adminUrl: string, name: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`create database ${name} template ${templateName} owner ${roleName}`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
