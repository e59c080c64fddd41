import { existsSync, readFileSync } from "node:fs";
import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve as resolvePath } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "@/server/ingest/safe-fetch/check-target";
import { createSafeFetch, type SafeFetchOptions } from "@/server/ingest/safe-fetch/create-safe-fetch";
import { forgeAddresses, startCanary, type Canary } from "@/tests/support/forged-addresses";

let canary: Canary;
let site: Server;
let siteHost: string;
/** Sends its reader wherever the query says, through as many hops of its own as it says. */
beforeAll(async () => {
  canary = await startCanary();
  site = createServer((request, response) => {
    const url = new URL(request.url ?? "/", `http://${siteHost}`);
    const hops = Number(url.searchParams.get("hops") ?? 0);
    const target = url.searchParams.get("to") ?? "";
    const location = hops > 0 ? `/?hops=${hops - 1}&to=${encodeURIComponent(target)}` : target;
    response.writeHead(302, { location: Buffer.from(location, "utf8").toString("latin1").replace(/[^\x20-\xff]/g, "") }).end();
  });
  await new Promise<void>((ready) => site.listen(0, "127.0.0.1", ready));
  siteHost = `127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterAll(async () => {
  site.closeAllConnections();
  await new Promise((closed) => site.close(closed));
  await canary.close();
});

const toLoopback = async () => ["127.0.0.1"];
const openDoor = (options: Partial<SafeFetchOptions> = {}) => createSafeFetch({ allowHosts: [], userAgent: "test", now: Date.now, resolve: toLoopback, ports: [80, 443, canary.port], ...options, limits: { paceMs: 0, totalMs: 2_000, ...options.limits } });

async function refuseAll(urls: string[], options: Partial<SafeFetchOptions> = {}): Promise<Map<string, number>> {
  const door = openDoor(options);
  const codes = new Map<string, number>();
  for (const url of urls) {
    const outcome = await door.fetchPage(url, { kind: "page" });
    expect(outcome.ok, url).toBe(false);
    if (!outcome.ok) codes.set(outcome.code, (codes.get(outcome.code) ?? 0) + 1);
    expect(outcome.ok || outcome.message).toMatch(/^\S.*\.$/s);
  }
  return codes;
}

describe("forged addresses", () => {
  it("are refused in every spelling, with the canary's port open and with it closed", async () => {
    const urls = forgeAddresses(canary.port).map(({ url }) => url);
    expect(urls.length).toBeGreaterThan(1_500);
    const codes = await refuseAll(urls);
    await refuseAll(urls, { ports: [80, 443] });
    expect(canary.hits()).toBe(0);
    // The address check itself did the work, not only the cheaper checks before it.
    expect(codes.get("private_address")).toBeGreaterThan(700);
    expect([...codes.keys()].filter((code) => !["private_address", "bad_address", "scheme", "credentials", "port", "unknown_host"].includes(code))).toEqual([]);
  });

  it("do reach the canary through a naive fetch (negative control)", async () => {
    const before = canary.hits();
    const onLoopback = forgeAddresses(canary.port).filter(({ url }) => URL.canParse(url) && /^(?:127\.0\.0\.1|localhost)$/.test(new URL(url).hostname) && new URL(url).port === String(canary.port) && new URL(url).protocol === "http:" && new URL(url).username === "");
    let reached = 0;
    for (const { url } of onLoopback) {
      const answer = await fetch(url).then((response) => response.text(), () => "");
      if (answer === "canary") reached += 1;
    }
    expect(reached).toBeGreaterThan(200);
    const unguarded = openDoor({ isPublic: () => true });
    const outcome = await unguarded.fetchPage(`http://2130706433:${canary.port}/`, { kind: "page" });
    expect(outcome.ok, "the door without its address check").toBe(true);
    expect(canary.hits()).toBeGreaterThan(before);
  });

  it("are refused as the target of redirects of any length", async () => {
    const before = canary.hits();
    const targets = forgeAddresses(canary.port).filter((_, at) => at % 7 === 0);
    // A relative address leads back to the site that sent it: those end at the site's own limit.
    const urls = targets.map(({ url }, at) => `http://${siteHost}/?hops=${at % 4}&to=${encodeURIComponent(url)}`);
    await refuseAll(urls, { allowHosts: [siteHost] });
    expect(canary.hits()).toBe(before);
    const naive = await fetch(`http://${siteHost}/?hops=3&to=${encodeURIComponent(`http://2130706433:${canary.port}/`)}`);
    expect(await naive.text(), "negative control").toBe("canary");
  });

  const path = resolvePath(process.cwd(), "../shared/data/hostile/ssrf_urls.jsonl.gz");
  it.skipIf(!existsSync(path))("of the published collection are refused (skipped where ../shared/data is missing)", async () => {
    const before = canary.hits();
    const urls = gunzipSync(readFileSync(path)).toString().trim().split("\n").map((line) => (JSON.parse(line) as { url: string }).url);
    await refuseAll(urls);
    await refuseAll(urls.map((url) => `http://${siteHost}/?to=${encodeURIComponent(url)}`), { allowHosts: [siteHost] });
    expect(canary.hits()).toBe(before);
  });
});

describe("DNS rebinding", () => {
  /** Stands for a public site: a second loopback address, which only this test calls public. */
  let outside: { address: string; server: Server; hits: number } | null = null;
  beforeAll(async () => {
    for (const address of ["127.0.0.2", "::1"]) {
      const server = createServer((_request, response) => response.end("outside"));
      const up = await new Promise<boolean>((ready) => server.once("error", () => ready(false)).listen(address === "::1" ? 0 : canary.port, address, () => ready(true)));
      if (!up || outside) continue;
      outside = { address, server, hits: 0 };
      server.on("connection", () => {
        outside!.hits += 1;
      });
    }
  });
  afterAll(async () => {
    outside?.server.closeAllConnections();
    outside?.server.close();
  });

  const isPublic = (address: string) => address === outside?.address || isPublicAddress(address);

  it("cannot flip a name between the check and the connection: 200 flips, none arrives", async () => {
    expect(outside, "this machine has neither 127.0.0.2 nor ::1 to stand for the outside").not.toBeNull();
    const { address, server } = outside!;
    const { port } = server.address() as AddressInfo;
    const before = canary.hits();
    const inside = ["127.0.0.1", "::ffff:127.0.0.1", "::1", "0.0.0.0"].filter((spelling) => spelling !== address);
    let arrivedOutside = 0;
    for (let flip = 0; flip < 200; flip += 1) {
      const answers = [[address], [inside[flip % inside.length]!], [address, inside[flip % inside.length]!], [inside[flip % inside.length]!, address]];
      const order = flip % 4;
      let calls = 0;
      const resolve = async () => answers[(order + calls++) % 4]!;
      const door = openDoor({ resolve, isPublic, ports: [port, canary.port] });
      const outcome = await door.fetchPage(`http://flip${flip}.example:${port}/`, { kind: "page" });
      expect(calls).toBe(1);
      expect(outcome.ok).toBe(order === 0);
      if (outcome.ok) arrivedOutside += 1;
    }
    expect(arrivedOutside).toBe(50);
    expect(canary.hits()).toBe(before);
  });

  it("does flip under a fetcher that checks first and resolves again (negative control)", async () => {
    const { address, server } = outside!;
    const { port } = server.address() as AddressInfo;
    const before = canary.hits();
    let calls = 0;
    const resolve = async () => (calls++ === 0 ? address : "127.0.0.1");
    expect(isPublic(await resolve())).toBe(true);
    const answer = await new Promise<string>((done, failed) => {
      const request = get({ hostname: "flip.example", port: address === "::1" ? canary.port : port, lookup: (_name, options, callback) => void resolve().then((found) => (options.all ? callback(null, [{ address: found, family: 4 }]) : callback(null, found, 4))) }, (response) => response.setEncoding("utf8").on("data", done));
      request.on("error", failed);
    });
    expect(answer).toBe("canary");
    expect(canary.hits()).toBeGreaterThan(before);
  });
});
