import type { AddressInfo, Server } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { get } from "node:http";
import { createGunzip } from "node:zlib";
import { createSafeFetch } from "@/server/ingest/safe-fetch/create-safe-fetch";
import { HOSTILE_PEERS, startHostilePeers } from "@/tests/support/hostile-peers";

const ENCOUNTERS = 500;
const LANES = 6;
const TOTAL_MS = 400;
const MB = 1_048_576;

/** Numbers that are the same in every run (mulberry32). */
function seededDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const heldBytes = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

let server: Server;
let close: () => Promise<void>;
let at: string;
const crashes: unknown[] = [];
const countCrash = (error: unknown) => crashes.push(error);
beforeAll(async () => {
  ({ server, close } = await startHostilePeers(seededDraw(7)));
  at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.on("uncaughtException", countCrash).on("unhandledRejection", countCrash);
});
afterAll(async () => {
  process.off("uncaughtException", countCrash).off("unhandledRejection", countCrash);
  await close();
});

const meet = (peer: number, number: number, kind: "page" | "feed") =>
  createSafeFetch({ allowHosts: [at], userAgent: `peer-${peer}`, now: Date.now, limits: { paceMs: 0, totalMs: TOTAL_MS } }).fetchPage(`http://${at}/${number}`, { kind });

it(`${ENCOUNTERS} hostile peers: no crash, none over the deadline, under 64 MB growth`, async () => {
  for (let peer = 0; peer < HOSTILE_PEERS.length; peer += 1) await meet(peer, peer, "page");
  const before = heldBytes();
  const codes = new Map<string, number>();
  let next = 0;
  let slowestMs = 0;
  let mostHeld = 0;
  const lane = async () => {
    while (next < ENCOUNTERS) {
      const number = next;
      next += 1;
      const peer = number % HOSTILE_PEERS.length;
      const started = performance.now();
      const outcome = await meet(peer, number, number % 3 === 0 ? "feed" : "page");
      slowestMs = Math.max(slowestMs, performance.now() - started);
      const code = outcome.ok ? `read ${HOSTILE_PEERS[peer]!.name}` : outcome.code === "failed" ? `failed ${HOSTILE_PEERS[peer]!.name}: ${outcome.detail}` : outcome.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (number % 25 === 0) mostHeld = Math.max(mostHeld, heldBytes() - before);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  // Unpacking that the deadline overtook still has to end.
  await new Promise((rest) => setTimeout(rest, 1_000));
  heldBytes();
  const grown = heldBytes() - before;
  process.stdout.write(`hostile peers: ${ENCOUNTERS} met, ${crashes.length} crashes, slowest ${Math.round(slowestMs)} ms of ${TOTAL_MS}, grew ${(grown / MB).toFixed(1)} MB, at most ${(mostHeld / MB).toFixed(1)} MB while at it\n${[...codes].map(([code, count]) => `  ${count} ${code}`).join("\n")}\n`);
  expect(crashes).toEqual([]);
  expect([...codes.keys()].filter((code) => code.startsWith("failed"))).toEqual([]);
  // Half a second is the promise; a busy machine notices a deadline later than that.
  expect(slowestMs).toBeLessThan(TOTAL_MS + 3_000);
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
