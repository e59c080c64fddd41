import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openEmbeddedDatabase, type EmbeddedDatabase } from "@/db/embedded/open";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/server/env";
import { buildAddress } from "./check-port.mjs";
import { ensureSecret } from "./secret";
import { type Services, startServices } from "./services";

export interface StartOptions {
  /** Serve from the sources instead of a build. */
  isDev: boolean;
  /** Fill a workspace with synthetic coverage. */
  withDemo: boolean;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** npm passes on the Ctrl-C that the terminal sends to the whole group, so one press may arrive twice. */
const sameKeyPressMs = 700;
/** How long a database that DATABASE_URL names may take to come up. */
const databasePatienceMs = 30_000;
/** How long an opening that was interrupted may take to notice. */
const openingPatienceMs = 30_000;

const say = (line: string) => {
  // A closed terminal must not stop us from putting things away.
  if (process.stdout.writable) process.stdout.write(`${line}\n`);
};

const describe = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Resolves with the first signal to stop; a second one, meant as such, calls `force`. */
function listenForStop(force: () => void): { requested: Promise<void>; isRequested: () => boolean } {
  let firstMs: number | undefined;
  const requested = new Promise<void>((resolve) => {
    for (const signal of signals) {
      process.on(signal, () => {
        if (firstMs === undefined) {
          firstMs = Date.now();
          resolve();
        } else if (signal === "SIGINT" && Date.now() - firstMs > sameKeyPressMs) force();
      });
    }
  });
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  return { requested, isRequested: () => firstMs !== undefined };
}

/** Everything that was opened, to be put away in the opposite order. */
interface Opened {
  database?: EmbeddedDatabase;
  services?: Services;
}

async function openDatabase(opened: Opened, dataDir: string): Promise<string> {
  const { DATABASE_URL } = env();
  if (DATABASE_URL !== undefined) return DATABASE_URL;
  opened.database = await openEmbeddedDatabase({ dataDir, say, keepAlive: true });
  return opened.database.url;
}

/** A database that is still starting refuses connections; anything else that goes wrong is said at once. */
const notYetUp = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "57P03", "CONNECT_TIMEOUT"]);

async function migrateWithPatience(databaseUrl: string, isStopRequested: () => boolean): Promise<void> {
  const deadline = Date.now() + databasePatienceMs;
  for (let told = false; ; ) {
    try {
      return await migrateDatabase(databaseUrl);
    } catch (error) {
      const { host } = new URL(databaseUrl);
      const isWorthWaiting = notYetUp.has(String((error as { code?: unknown }).code)) && Date.now() < deadline;
      if (isStopRequested()) return;
      if (!isWorthWaiting) throw new Error(`The database at ${host} could not be used: ${describe(error)}`, { cause: error });
      if (!told) say(`Waiting for the database at ${host} ...`);
      told = true;
      await sleep(500);
    }
  }
}

/** Starts everything and says where it is; returns early when told to stop. */
async function bringUp(opened: Opened, { isDev, withDemo }: StartOptions, isStopRequested: () => boolean): Promise<void> {
  const { HOST: host, PORT: port, THEMELINE_DATA_DIR: dataDir, THEMELINE_ORIGIN: origin, THEMELINE_SECRET } = env();
  const address = buildAddress(host, port);
  const databaseUrl = await openDatabase(opened, dataDir);
  const secret = THEMELINE_SECRET ?? ensureSecret(dataDir);
  if (isStopRequested()) return;
  await migrateWithPatience(databaseUrl, isStopRequested);
  if (isStopRequested()) return;

  opened.services = startServices({ databaseUrl, secret, host, port, address, origin, dataDir, isDev, say });
  const { ensureFirstRun } = await import("./first-run");
  const { setupUrl } = await ensureFirstRun({ databaseUrl, origin: origin ?? address });
  const ready = await opened.services.ready;
  if (isStopRequested()) return;
  if (!ready.ok) throw new Error(ready.reason);
  writeFileSync(join(dataDir, "start.json"), JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
  say(`Themeline is up at ${address}`);
  if (setupUrl !== null) say(`First run: create the administrator with this one-time link: ${setupUrl}`);
  if (withDemo) {
    const { fillDemo } = await import("./demo");
    await fillDemo({ databaseUrl, say });
  }
}

/** Stops what was opened, in the opposite order, once nothing is being opened any more. */
async function putAway(opened: Opened, up: Promise<void>, dataDir: string): Promise<void> {
  await opened.services?.stop();
  await Promise.race([up.catch(() => {}), sleep(openingPatienceMs, undefined, { ref: false })]);
  await opened.database?.release();
  rmSync(join(dataDir, "start.json"), { force: true });
}

/**
 * Runs the whole program until it is told to stop: database, migrations, pages and worker. Resolves with the exit
 * code: 0 after an orderly stop, 1 when something failed. Ctrl-C, SIGTERM and a closed terminal stop everything in
 * order (requests finish, jobs go back, the database closes); a second Ctrl-C does not wait.
 */
export async function start(options: StartOptions): Promise<number> {
  const opened: Opened = {};
  const { THEMELINE_DATA_DIR: dataDir } = env();
  const stop = listenForStop(() => {
    opened.services?.kill();
    // The database still closes in order: that takes a tenth of a second once nobody is connected.
    void Promise.race([opened.database?.release(), sleep(3000)]).finally(() => process.exit(130));
  });
  const up = bringUp(opened, options, stop.isRequested);
  const failures: unknown[] = [];
  await Promise.race([stop.requested, up.then(() => stop.requested, (error: unknown) => failures.push(error))]);
  if (failures.length === 0) say("Stopping ...");
  await putAway(opened, up, dataDir).catch((error: unknown) => failures.push(error));
  for (const failure of failures) process.stderr.write(`${describe(failure)}\n`);
  if (failures.length === 0) say("Stopped.");
  return failures.length === 0 ? 0 : 1;
}
