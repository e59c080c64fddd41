import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";

const logLimitBytes = 10_000_000;
const firstDelayMs = 250;
const longestDelayMs = 30_000;
/** A child that stayed up this long starts its back-off anew. */
const steadyAfterMs = 60_000;
const keptLines = 20;
/** The same error is said once in so long; the log has every one. */
const quietMs = 60_000;
const keptMessages = 100;

export interface ChildPlan {
  /** What the terminal calls it. */
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  /** Told about crashes and about what the child reports as an error. */
  say: (line: string) => void;
}

export interface KeptChild {
  /** Settles with the last lines of its output when the child has ended `times` times in a row. */
  failedTimes(times: number): Promise<string>;
  /** Asks it to end and waits; after `patienceMs` it is killed. */
  stop(patienceMs: number): Promise<void>;
  /** Kills it and everything it started, at once. */
  kill(): void;
}

/** Opens the log of a child; what grew beyond the limit is set aside, one generation deep. */
function openLog(file: string): WriteStream {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimitBytes) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: "a", mode: 0o600 });
}

/** The message of a structured log line at level error or above, `null` for everything else. */
export function readReportedError(line: string): string | null {
  if (!line.startsWith("{")) return null;
  try {
    const { level, msg } = JSON.parse(line) as { level?: unknown; msg?: unknown };
    return typeof level === "number" && level >= 50 ? String(msg ?? "an error without a message") : null;
  } catch {
    return null;
  }
}

/** Milliseconds to wait before the next start after so many ends in a row. */
export function computeBackoffMs(endsInARow: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, endsInARow - 1));
}

/**
 * Runs a Node program, and again whenever it ends on its own, with growing pauses. Its output goes to its log file;
 * the terminal hears of errors only. It runs in a process group of its own: Ctrl-C reaches us, and we end it in order.
 */
export function keepRunning(plan: ChildPlan): KeptChild {
  const log = openLog(plan.logFile);
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let endsInARow = 0;
  let lastLines: string[] = [];
  const saidAtMs = new Map<string, number>();
  const waiting: { times: number; resolve: (output: string) => void }[] = [];

  const note = (line: string) => {
    log.write(`${line}\n`);
    lastLines = [...lastLines.slice(1 - keptLines), line];
    const reported = readReportedError(line);
    if (reported === null || isStopping) return;
    if (Date.now() - (saidAtMs.get(reported) ?? -quietMs) < quietMs) return;
    if (saidAtMs.size >= keptMessages) saidAtMs.clear();
    saidAtMs.set(reported, Date.now());
    plan.say(`${plan.name}: ${reported} (more in ${plan.logFile})`);
  };

  const launch = () => {
    const startedMs = Date.now();
    const running = spawn(process.execPath, plan.args, { cwd: plan.cwd, env: plan.env, detached: process.platform !== "win32", stdio: ["ignore", "pipe", "pipe"] });
    child = running;
    createInterface(running.stdout).on("line", note);
    createInterface(running.stderr).on("line", note);
    running.once("error", (error) => note(`${plan.name} could not be started: ${error.message}`));
    running.once("close", (code, signal) => {
      child = undefined;
      if (isStopping) return;
      endsInARow = Date.now() - startedMs > steadyAfterMs ? 1 : endsInARow + 1;
      for (const { times, resolve } of waiting) if (endsInARow >= times) resolve(lastLines.join("\n"));
      const delayMs = computeBackoffMs(endsInARow);
      plan.say(`The ${plan.name} ended (${signal ?? `exit code ${code}`}) and is started again${delayMs >= 1000 ? ` in ${delayMs / 1000} s` : ""}. Its log: ${plan.logFile}`);
      timer = setTimeout(launch, delayMs);
    });
  };
  launch();

  const kill = () => {
    isStopping = true;
    clearTimeout(timer);
    if (child?.pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
    } catch {
      // It ended between the check and the signal.
    }
  };
  return {
    failedTimes: (times) => new Promise((resolve) => waiting.push({ times, resolve })),
    kill,
    async stop(patienceMs) {
      isStopping = true;
      clearTimeout(timer);
      const running = child;
      if (running) {
        const ended = new Promise((resolve) => running.once("close", resolve));
        running.kill("SIGTERM");
        const impatience = setTimeout(kill, patienceMs);
        await ended;
        clearTimeout(impatience);
      }
      await new Promise((resolve) => log.end(resolve));
    },
  };
}
