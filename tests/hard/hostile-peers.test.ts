import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { get } from "node:http";
import { createGunzip } from "node:zlib";
import { createSafeFetch } from "@/server/ingest/safe-fetch/create-safe-fetch";
import { HOSTILE_PEERS } from "@/tests/support/hostile-peers";

const ENCOUNTERS = 500;
const LANES = 6;
const TOTAL_MS = 400;
const MB = 1_048_576;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const heldBytes = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

let peers: ChildProcess;
let at: string;
const crashes: unknown[] = [];
const countCrash = (error: unknown) => crashes.push(error);
beforeAll(async () => {
  peers = fork(fileURLToPath(new URL("../support/hostile-peers-main.ts", import.meta.url)), { execArgv: ["--import", createRequire(import.meta.url).resolve("tsx")] });
  at = `127.0.0.1:${await new Promise<number>((ready) => peers.once("message", (port) => ready(port as number)))}`;
  process.on("uncaughtException", countCrash).on("unhandledRejection", countCrash);
});
afterAll(() => {
  process.off("uncaughtException", countCrash).off("unhandledRejection", countCrash);
  peers.disconnect();
});

/** How long this thread has computed, in milliseconds, waiting for a processor left out; null where the system does not say. */
const computedMs = (): number | null => {
  const path = `/proc/self/task/${process.pid}/schedstat`;
  return existsSync(path) ? Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6 : null;
};

/** Watches how long the longest turn of the event loop computes: a deadline cannot be kept by a loop that does not turn. */
function watchTurns(): () => number {
  let longestMs = 0;
  let before = computedMs() ?? 0;
  const timer = setInterval(() => {
    const now = computedMs() ?? 0;
    longestMs = Math.max(longestMs, now - before);
    before = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return longestMs;
  };
}

/** A timer of the same length, started at the same moment: how late it comes is the machine's doing. */
function startWitness(): () => number {
  const endsAt = performance.now() + TOTAL_MS;
  let firedAt = 0;
  const timer = setTimeout(() => (firedAt = performance.now()), TOTAL_MS);
  return () => {
    clearTimeout(timer);
    return firedAt === 0 ? 0 : Math.max(0, performance.now() - Math.max(endsAt, firedAt));
  };
}

const meet = (peer: number, number: number, kind: "page" | "feed") =>
  createSafeFetch({ allowHosts: [at], userAgent: `peer-${peer}`, now: Date.now, limits: { paceMs: 0, totalMs: TOTAL_MS } }).fetchPage(`http://${at}/${number}`, { kind });

it(`${ENCOUNTERS} hostile peers: no crash, none over the deadline, under 64 MB growth`, async () => {
  for (let peer = 0; peer < HOSTILE_PEERS.length; peer += 1) await meet(peer, peer, "page");
  const before = heldBytes();
  const codes = new Map<string, number>();
  let next = 0;
  let slowestMs = 0;
  let latestMs = 0;
  let mostHeld = 0;
  const endWatch = watchTurns();
  const lane = async () => {
    while (next < ENCOUNTERS) {
      const number = next;
      next += 1;
      const peer = number % HOSTILE_PEERS.length;
      const started = performance.now();
      const lateMs = startWitness();
      const outcome = await meet(peer, number, number % 3 === 0 ? "feed" : "page");
      latestMs = Math.max(latestMs, lateMs());
      slowestMs = Math.max(slowestMs, performance.now() - started);
      const code = outcome.ok ? `read ${HOSTILE_PEERS[peer]!.name}` : outcome.code === "failed" ? `failed ${HOSTILE_PEERS[peer]!.name}: ${outcome.detail}` : outcome.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (number % 25 === 0) mostHeld = Math.max(mostHeld, heldBytes() - before);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const longestTurnMs = endWatch();
  // Unpacking that the deadline overtook still has to end.
  await new Promise((rest) => setTimeout(rest, 1_000));
  heldBytes();
  const grown = heldBytes() - before;
  process.stdout.write(`hostile peers: ${ENCOUNTERS} met, ${crashes.length} crashes, slowest ${Math.round(slowestMs)} ms of ${TOTAL_MS}, at most ${Math.round(latestMs)} ms after a timer of that length, longest turn ${Math.round(longestTurnMs)} ms, grew ${(grown / MB).toFixed(1)} MB, at most ${(mostHeld / MB).toFixed(1)} MB while at it\n${[...codes].map(([code, count]) => `  ${count} ${code}`).join("\n")}\n`);
  expect(crashes).toEqual([]);
  expect([...codes.keys()].filter((code) => code.startsWith("failed"))).toEqual([]);
  // On a busy machine every timer comes late. What is ours: the answer comes with the timer, and no turn of the loop computes for long.
  expect(latestMs).toBeLessThan(TOTAL_MS / 2);
  expect(longestTurnMs).toBeLessThan(TOTAL_MS);
  expect(grown).toBeLessThan(64 * MB);
  expect([...codes.keys()].filter((code) => code.startsWith("read ")).sort()).toEqual(["read answers on and on", "read length that promises less"]);
});

it("a naive fetch is held up by silence and swallows the bomb (negative control)", async () => {
  const peer = (name: string) => HOSTILE_PEERS.findIndex((entry) => entry.name === name);
  const ask = (name: string) => fetch(`http://${at}/naive`, { headers: { "user-agent": `peer-${peer(name)}` }, signal: AbortSignal.timeout(TOTAL_MS * 5) });
  const started = performance.now();
  await expect(ask("silence")).rejects.toThrow();
  expect(performance.now() - started).toBeGreaterThan(TOTAL_MS * 4);
  expect(await unpackNaively({ "user-agent": `peer-${peer("gzip bomb")}` })).toBe(100 * MB);
});

/** Asks without any limit and unpacks whatever comes; answers how many bytes that were. */
function unpackNaively(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(`http://${at}/naive`, { headers }, (answer) => {
      let bytes = 0;
      answer
        .on("error", reject)
        .pipe(createGunzip())
        .on("data", (chunk: Buffer) => (bytes += chunk.length))
        .on("end", () => resolve(bytes))
        .on("error", reject);
    });
    request.on("error", reject);
  });
}
