import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readProcessMark } from "@/db/embedded/process-mark";
import { waitFor } from "@/tests/support/faults";

interface User {
  url: string;
  home: string;
  process: ChildProcess;
  /** Lets it release the database; resolves with its exit code. */
  leave(): Promise<number | null>;
}

// Real processes on a busy machine: a start that takes 0.2 s alone takes many seconds among eight others.
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: 3 * PATIENCE_MS });

/** One installation for the whole file, as in life: what one test leaves behind the next one starts from. */
let dataDir: string;
let users: ChildProcess[] = [];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "themeline-open-"));
  chmodSync(dataDir, 0o755);
});

afterEach(() => {
  for (const user of users) if (user.exitCode === null && user.signalCode === null) user.kill("SIGKILL");
  users = [];
});

afterAll(async () => {
  const last = await use();
  await last.leave();
  rmSync(last.home, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

async function use(mode = ""): Promise<User> {
  const script = join(import.meta.dirname, "embedded-server-child.ts");
  const child = spawn(process.execPath, ["--import", createRequire(import.meta.url).resolve("tsx"), script, dataDir, mode], { stdio: ["pipe", "pipe", "inherit"] });
  users.push(child);
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`The user ended with ${code} before it had the database.`)));
  });
  const { url, home } = JSON.parse(line) as { url: string; home: string };
  return {
    url,
    home,
    process: child,
    leave: () => {
      child.stdin.end();
      return exit;
    },
  };
}

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<T[]>(text))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function readPostmasterPid(home: string): number {
  return Number.parseInt(readFileSync(join(home, "data", "postmaster.pid"), "utf8"), 10);
}

describe("the embedded database", () => {
  test("five that start at once share one server, and the last to leave stops it", async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => use()));
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    const { url, home } = all[0]!;
    const pid = readPostmasterPid(home);
    for (const user of all.slice(1)) expect(await user.leave()).toBe(0);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await all[0]!.leave()).toBe(0);
    expect(readProcessMark(pid)).toBeNull();
    await expect(query(url, "select 1")).rejects.toThrow();
  });

  test("keeps its rows, its password and its port from one run to the next", async () => {
    const first = await use();
    await query(first.url, "create table kept_42 (n int); insert into kept_42 values (42)");
    await first.leave();
    const second = await use();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "select n from kept_42")).toEqual([{ n: 42 }]);
    await second.leave();
  });

  test("is private: loopback only, scram, checksums, secrets that only the owner reads", async () => {
    const { url, home, leave } = await use();
    const [row] = await query(
      url,
      `select current_setting('listen_addresses') as listen, current_setting('data_checksums') as checksums, current_setting('synchronous_commit') as sync,
       (select rolsuper from pg_roles where rolname = current_user) as super`,
    );
    expect(row).toMatchObject({ listen: "127.0.0.1", checksums: "on", sync: "on", super: false });
    expect(statSync(join(home, "credentials.json")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(home, "data", "pg_hba.conf"), "utf8").split("\n").filter((line) => /^(local|host)/.test(line)).every((line) => line.endsWith("scram-sha-256"))).toBe(true);
    const stranger = new URL(url);
    stranger.password = "guess";
    await expect(query(stranger.href, "select 1")).rejects.toThrow(/password authentication failed/);
    await leave();
  });

  test("joins a server whose only user was killed", async () => {
    const killed = await use();
    await query(killed.url, "create table kept_7 (n int); insert into kept_7 values (7)");
    const pid = readPostmasterPid(killed.home);
    killed.process.kill("SIGKILL");
    const heir = await use();
    expect(readPostmasterPid(heir.home)).toBe(pid);
    expect(await query(heir.url, "select n from kept_7")).toEqual([{ n: 7 }]);
    await heir.leave();
    expect(readProcessMark(pid)).toBeNull();
  });

  test("starts after user and server were killed at once, with every acknowledged row", async () => {
    const killed = await use();
    await query(killed.url, "create table kept_many (n int); insert into kept_many select generate_series(1, 1000)");
    process.kill(readPostmasterPid(killed.home), "SIGKILL");
    killed.process.kill("SIGKILL");
    const heir = await use();
    expect(await query(heir.url, "select count(*)::int as n from kept_many")).toEqual([{ n: 1000 }]);
    await heir.leave();
  });

  test("does not believe a postmaster.pid that names another living process", async () => {
    const first = await use();
    const pidFile = join(first.home, "data", "postmaster.pid");
    const text = readFileSync(pidFile, "utf8");
    await first.leave();
    writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)));
    const second = await use();
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(readPostmasterPid(second.home)).not.toBe(process.pid);
    await second.leave();
  });

  test("takes another port when a stranger took the old one", async () => {
    const first = await use();
    await first.leave();
    const port = Number(new URL(first.url).port);
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(port, "127.0.0.1", resolve));
    const second = await use();
    expect(new URL(second.url).port).not.toBe(String(port));
    await second.leave();
    await new Promise((resolve) => stranger.close(resolve));
  });

  test("brings a killed server back on the same address for a program that stays up, once that is free again", async () => {
    const user = await use("keep-alive");
    const port = Number(new URL(user.url).port);
    // The one who watches looks away while a stranger takes the port.
    user.process.kill("SIGSTOP");
    process.kill(readPostmasterPid(user.home), "SIGKILL");
    const stranger = createServer((socket) => socket.destroy());
    while (!(await listens(stranger, port))) await sleep(20);
    user.process.kill("SIGCONT");
    const log = () => readFileSync(join(user.home, "server.log"), "utf8");
    await waitFor(() => /could not bind .*127\.0\.0\.1/.test(log()), PATIENCE_MS, "a try to have the port again", log);
    await new Promise((resolve) => stranger.close(resolve));
    await waitFor(async () => (await query(user.url, "select 1 as one").catch(() => [])).length === 1, PATIENCE_MS, "the server", log);
    expect(await user.leave()).toBe(0);
  });
});

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
}
