import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { programPath, type PostgresBinaries } from "./binaries";
import { makeEnterable } from "./place";
import { readProcessMark } from "./process-mark";
import { runProgram, type RunAs } from "./run-as";

/**
 * One database cluster on disk. `home` holds `data/` (PostgreSQL's own), `credentials.json` (0600), `server.log`
 * and `port`; `settings` are passed to the server at each start.
 */
export interface Cluster {
  home: string;
  binaries: PostgresBinaries;
  runAs: RunAs;
  settings: Record<string, string>;
}

export interface Credentials {
  adminPassword: string;
  password: string;
}

/** The name of the ordinary role and of its database. */
export const roleName = "themeline";
const adminName = "postgres";
const logLimitBytes = 5_000_000;
const askLimitMs = 6_000;

const dataOf = (cluster: Cluster) => join(cluster.home, "data");
const logOf = (cluster: Cluster) => join(cluster.home, "server.log");
const portFileOf = (cluster: Cluster) => join(cluster.home, "port");

export function readCredentials(home: string): Credentials {
  return JSON.parse(readFileSync(join(home, "credentials.json"), "utf8")) as Credentials;
}

function urlFor(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Address of a database for the ordinary role, which owns its database and is no superuser. */
export function buildUrl(home: string, port: number, database = roleName): string {
  return urlFor(roleName, readCredentials(home).password, port, database);
}

/** Address for the superuser: verification, new databases and roles. */
export function buildAdminUrl(home: string, port: number, database = "postgres"): string {
  return urlFor(adminName, readCredentials(home).adminPassword, port, database);
}

function supportsBuiltinLocale(binaries: PostgresBinaries): boolean {
  return binaries.major >= 17;
}

/** Makes the cluster unless its data directory exists already; what exists is never touched. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const data = dataOf(cluster);
  if (existsSync(data)) return;
  const { home, runAs } = cluster;
  makeEnterable(home);
  const credentials: Credentials = { adminPassword: randomBytes(24).toString("base64url"), password: randomBytes(24).toString("base64url") };

  // A new cluster is made beside its place and moved there whole: a kill half-way leaves no half cluster behind.
  const draft = join(home, "data.draft");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = join(home, "initdb-password");
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${credentials.adminPassword}\n`, { mode: 0o600 });
  if (runAs) for (const path of [draft, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  const locale = supportsBuiltinLocale(cluster.binaries) ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C.UTF-8"];
  const { code, output } = await runProgram(
    programPath(cluster.binaries, "initdb"),
    ["-D", draft, "-U", adminName, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--data-checksums", "--no-instructions", ...locale, ...(cluster.settings["fsync"] === "off" ? ["--no-sync"] : [])],
    runAs,
  );
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL could not make a new database in ${home}:\n${output.trim()}`);
  writeFileSync(join(home, "credentials.json"), JSON.stringify(credentials), { mode: 0o600, flush: true });
  writeFileSync(join(home, "server.log"), "", { mode: 0o640 });
  if (runAs) chownSync(join(home, "server.log"), runAs.uid, runAs.gid);
  renameSync(draft, data);
}

/** The wanted port if it is free, else another one. */
function findFreePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted === 0 ? reject(error) : resolve(findFreePort(0))));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The port that the cluster used last, 0 when it never ran. */
function readPort(cluster: Cluster): number {
  try {
    return Number(readFileSync(portFileOf(cluster), "utf8")) || 0;
  } catch {
    return 0;
  }
}

/** The port of the live server of this cluster, or `null`. Asks the server itself which data directory it serves. */
export async function findLivePort(cluster: Cluster): Promise<number | null> {
  const port = readPort(cluster);
  if (port === 0 || !existsSync(join(dataOf(cluster), "postmaster.pid"))) return null;
  const sql = postgres(buildAdminUrl(cluster.home, port), { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    // The driver calls a stranger who accepts and hangs up again and again, without an end.
    const asked = sql<{ directory: string }[]>`select current_setting('data_directory') as directory`;
    const [row] = await Promise.race([asked, sleep(askLimitMs, [], { ref: false })]);
    return row && realpathSync(row.directory) === realpathSync(dataOf(cluster)) ? port : null;
  } catch {
    // Nobody listens, or a stranger who does not know our password: either way it is not our server.
    return null;
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

/** The process id in postmaster.pid, 0 when there is none. Only a hint: the system may have given it away since. */
export function readPostmasterPid(cluster: Cluster): number {
  try {
    return Number.parseInt(readFileSync(join(dataOf(cluster), "postmaster.pid"), "utf8"), 10) || 0;
  } catch {
    return 0;
  }
}

/** Empty for a process that is ending or has ended. */
function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** PostgreSQL refuses to start while the pid in postmaster.pid is alive, even when it is another program by now. */
function removeForeignPidFile(cluster: Cluster): void {
  const pid = readPostmasterPid(cluster);
  if (pid <= 0 || process.platform !== "linux" || readProcessMark(pid) === null) return;
  if (!readCommand(pid).includes("postgres")) rmSync(join(dataOf(cluster), "postmaster.pid"), { force: true });
}

function buildServerOptions(settings: Record<string, string>, port: number): string {
  const all: Record<string, string> = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: "", ...settings };
  return Object.entries(all).map(([name, value]) => `-c ${name}=${value}`).join(" ");
}

function lastLines(text: string, count: number): string {
  return text.trim().split("\n").slice(-count).join("\n");
}

function readLogTail(cluster: Cluster): string {
  return existsSync(logOf(cluster)) ? lastLines(readFileSync(logOf(cluster), "utf8"), 8) : "";
}

export interface StartOptions {
  patienceMs?: number;
  /** Nobody knows the address yet, so that another port does when a stranger holds the old one. */
  mayMove?: boolean;
}

/**
 * Starts the server and returns its port, the one it had before: those who use it know no other. A server that was
 * killed still holds its port for a moment and its orphans hold shared memory for up to two seconds, in which the
 * first tries fail, so it tries for `patienceMs`.
 */
export async function startCluster(cluster: Cluster, { patienceMs = 30_000, mayMove = false }: StartOptions = {}): Promise<number> {
  if (existsSync(logOf(cluster)) && statSync(logOf(cluster)).size > logLimitBytes) truncateSync(logOf(cluster));
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const known = readPort(cluster);
    const port = known > 0 && !mayMove ? known : await findFreePort(known);
    const { code, output } = await runProgram(
      programPath(cluster.binaries, "pg_ctl"),
      ["start", "-D", dataOf(cluster), "-l", logOf(cluster), "-w", "-t", "120", "-o", buildServerOptions(cluster.settings, port)],
      cluster.runAs,
    );
    if (code === 0) {
      writeFileSync(portFileOf(cluster), String(port), { mode: 0o600 });
      await ensureRoleAndDatabase(cluster, port);
      return port;
    }
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not start in ${cluster.home}:\n${lastLines(output, 4)}\n${readLogTail(cluster)}`);
    await sleep(250);
    removeForeignPidFile(cluster);
  }
}

async function ensureRoleAndDatabase(cluster: Cluster, port: number): Promise<void> {
  const { password } = readCredentials(cluster.home);
  const sql = postgres(buildAdminUrl(cluster.home, port), { max: 1, onnotice: () => {} });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${roleName}`;
    if (!role) await sql.unsafe(`create role ${roleName} login password '${password}'`);
    const [database] = await sql`select 1 from pg_database where datname = ${roleName}`;
    if (!database) await sql.unsafe(`create database ${roleName} owner ${roleName}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Stops the server: `fast` ends transactions and writes everything out, `immediate` is for what is thrown away. */
export async function stopCluster(cluster: Cluster, mode: "fast" | "immediate" = "fast"): Promise<void> {
  const stop = (how: string) => runProgram(programPath(cluster.binaries, "pg_ctl"), ["stop", "-D", dataOf(cluster), "-m", how, "-w", "-t", "60"], cluster.runAs);
  const { code, output } = await stop(mode);
  if (code === 0 || /no server running|does not exist|PID file/.test(output)) return;
  if (mode === "fast" && (await stop("immediate")).code === 0) return;
  // pg_ctl calls it a failure that the server was killed, before or while it was asked to stop.
  if (readProcessMark(readPostmasterPid(cluster)) === null) return;
  throw new Error(`PostgreSQL in ${cluster.home} did not stop: ${output.trim()}`);
}
