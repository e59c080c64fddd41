import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface AppServer {
  origin: string;
  /** The one-time link that a first start prints, `null` when an administrator exists. */
  setupUrl: string | null;
  /** Everything the terminal showed so far. */
  output(): string;
  /** Everything in the files of its log so far. */
  log(): string;
  /** Its process id, for tests that kill it. */
  pid: number;
  /** Stops it in order; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** A port of this machine that nobody listens on at the moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

const readyLimitMs = 240_000;

/**
 * Runs `npm start`'s program, pages and worker, on a database and a port of its own, with a throw-away data
 * directory. `environment` goes on top (for example THEMELINE_ALLOW_HOSTS). Builds the pages first when they are stale.
 */
export async function startAppServer({ databaseUrl, environment = {} }: { databaseUrl: string; environment?: Record<string, string> }): Promise<AppServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "themeline-app-"));
  const port = await findFreePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "..", "server", "start", "main.mjs")], {
    stdio: ["ignore", "pipe", "pipe"],
    // Vitest and Playwright set NODE_ENV=test and their own flags, which are not for the program under test.
    env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "", TZ: "UTC", HOST: "127.0.0.1", PORT: String(port), DATABASE_URL: databaseUrl, THEMELINE_DATA_DIR: dataDir, ...environment },
  });
  const exit = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  let output = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`The program did not come up:\n${output}`)), readyLimitMs);
    const read = (line: string) => {
      output += `${line}\n`;
      const address = /^Themeline is up at (\S+)$/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    };
    createInterface(child.stdout).on("line", read);
    createInterface(child.stderr).on("line", read);
    child.once("exit", (code) => {
      clearTimeout(limit);
      reject(new Error(`The program ended with ${code}:\n${output}`));
    });
  }).catch((error: unknown) => {
    child.kill("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  // The setup link is the line after the address and may still be on its way.
  const setupUrl = await readSetupUrl(() => output);
  return {
    origin,
    setupUrl,
    output: () => output,
    log: () => readdirSync(join(dataDir, "log")).map((name) => readFileSync(join(dataDir, "log", name), "utf8")).join("\n"),
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const code = await exit;
      rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

async function readSetupUrl(readOutput: () => string): Promise<string | null> {
  for (let tries = 0; tries < 10; tries += 1) {
    const link = /^First run: .* (https?:\/\/\S+)$/m.exec(readOutput())?.[1];
    if (link !== undefined) return link;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}
