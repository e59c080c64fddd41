import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { buildChildEnvironment } from "@/server/env";
import { isThemeline } from "./check-port.mjs";
import { keepRunning } from "./keep-running";
import { WEB_FLAGS, WORKER_ENV, WORKER_FLAGS } from "@/server/start/memory-flags";

export interface ServicePlan {
  databaseUrl: string;
  secret: string;
  host: string;
  port: number;
  /** Where this machine reaches the pages. */
  address: string;
  /** The public address that an operator configured, if any. */
  origin: string | undefined;
  dataDir: string;
  isDev: boolean;
  say: (line: string) => void;
}

export interface Services {
  /** Resolves when the pages answer, or with why they never will. */
  ready: Promise<{ ok: true } | { ok: false; reason: string }>;
  stop(): Promise<void>;
  /** At once, without letting anything finish. */
  kill(): void;
}

const stopPatienceMs = 20_000;
const crashesBeforeGivingUp = 3;
const readyPollMs = 50;

function buildServiceEnvironment(plan: ServicePlan): NodeJS.ProcessEnv {
  return buildChildEnvironment({
    NODE_ENV: plan.isDev ? "development" : "production",
    HOST: plan.host,
    PORT: String(plan.port),
    DATABASE_URL: plan.databaseUrl,
    THEMELINE_DATA_DIR: plan.dataDir,
    THEMELINE_SECRET: plan.secret,
    NEXTAUTH_SECRET: plan.secret,
    NEXTAUTH_URL: plan.origin ?? plan.address,
    // Without a configured origin people may come by localhost, by 127.0.0.1 or by the machine's name.
    ...(plan.origin === undefined ? { AUTH_TRUST_HOST: "true" } : {}),
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_IGNORE_INCORRECT_LOCKFILE: "1",
  });
}

/** Starts the pages and the background worker and keeps them up until `stop`. */
export function startServices(plan: ServicePlan): Services {
  const cwd = process.cwd();
  const require = createRequire(join(cwd, "package.json"));
  const environment = buildServiceEnvironment(plan);
  const endWithParent = ["--import", pathToFileURL(join(cwd, "server", "start", "end-with-parent.mjs")).href];
  const shared = { env: environment, cwd, say: plan.say };
  const web = keepRunning({
    ...shared,
    name: "web server",
    args: [...WEB_FLAGS, ...endWithParent, join(cwd, "server", "start", "web.mjs")],
    logFile: join(plan.dataDir, "log", "web.log"),
  });
  const worker = keepRunning({
    ...shared,
    env: { ...environment, ...WORKER_ENV },
    name: "background worker",
    args: [...WORKER_FLAGS, ...endWithParent, "--import", pathToFileURL(require.resolve("tsx")).href, join(cwd, "server", "worker", "main.ts")],
    logFile: join(plan.dataDir, "log", "worker.log"),
  });

  const stopper = new AbortController();
  let stopped: Promise<unknown> | undefined;
  const becomeReady = async (): Promise<{ ok: true }> => {
    while (!stopper.signal.aborted && !(await isThemeline(plan.address))) await sleep(readyPollMs);
    return { ok: true };
  };
  const giveUp = (name: string, output: Promise<string>) => output.then((text) => ({ ok: false as const, reason: `The ${name} does not stay up. Its last words:\n${text}` }));
  return {
    ready: Promise.race([becomeReady(), giveUp("web server", web.failedTimes(crashesBeforeGivingUp)), giveUp("background worker", worker.failedTimes(crashesBeforeGivingUp))]),
    async stop() {
      stopper.abort();
      await (stopped ??= Promise.all([web.stop(stopPatienceMs), worker.stop(stopPatienceMs)]));
    },
    kill() {
      stopper.abort();
      web.kill();
      worker.kill();
    },
  };
}
