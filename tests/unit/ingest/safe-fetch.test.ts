import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSafeFetch, type FetchLimits, type SafeFetchOptions } from "@/server/ingest/safe-fetch/create-safe-fetch";

type Route = (request: IncomingMessage, response: ServerResponse) => void;
const PAGE = `<html><body>${"A report on frozen assets. ".repeat(50)}</body></html>`;
const send = (status: number, headers: Record<string, string | string[]>, body?: string | Buffer): Route => (_request, response) => void response.writeHead(status, headers).end(body);

const routes = new Map<string, Route>([
  ["/page", send(200, { "content-type": "text/html; charset=utf-8", etag: '"v1"', "last-modified": "Thu, 05 Dec 2024 10:00:00 GMT" }, PAGE)],
  ["/gzip", send(200, { "content-encoding": "gzip" }, gzipSync(PAGE))],
  ["/x-gzip", send(200, { "content-encoding": "X-GZIP" }, gzipSync(PAGE))],
  ["/br", send(200, { "content-encoding": "br" }, brotliCompressSync(PAGE))],
  ["/deflate", send(200, { "content-encoding": "deflate" }, deflateSync(PAGE))],
  ["/raw-deflate", send(200, { "content-encoding": "deflate" }, deflateRawSync(PAGE))],
  ["/identity", send(200, { "content-encoding": "identity" }, PAGE)],
  ["/conditional", (request, response) => void (request.headers["if-none-match"] === '"v1"' ? response.writeHead(304, { etag: '"v1"' }).end() : response.end(PAGE))],
  ["/echo", (request, response) => void response.end(JSON.stringify(request.headers))],
  ["/moved", send(301, { location: "/page#part" }, "x".repeat(200_000))],
  ["/moved-twice", send(302, { location: "moved" })],
  ["/loop", send(302, { location: "/loop" })],
  ["/round", send(302, { location: "/round-back" })],
  ["/round-back", send(302, { location: "/round" })],
  ["/nowhere", send(302, {})],
  ["/bad-target", send(302, { location: "http://[nonsense" })],
  ["/to-file", send(302, { location: "file:///etc/passwd" })],
  ["/to-private", send(302, { location: "http://10.0.0.1/" })],
  ["/to-port", send(302, { location: "http://93.184.216.34:8080/" })],
  ["/twice", send(200, { "content-encoding": "gzip, gzip" }, gzipSync(gzipSync(PAGE)))],
  ["/twice-headers", send(200, { "content-encoding": ["gzip", "br"] }, gzipSync(PAGE))],
  ["/in-itself", send(200, { "content-encoding": "gzip" }, gzipSync(gzipSync(PAGE)))],
  ["/zstd", send(200, { "content-encoding": "zstd" }, PAGE)],
  ["/bomb", send(200, { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(8_000_000)))],
  ["/brotli-bomb", send(200, { "content-encoding": "br" }, brotliCompressSync(Buffer.alloc(8_000_000)))],
  ["/damaged", send(200, { "content-encoding": "gzip" }, "this is not gzip")],
  ["/cut-gzip", send(200, { "content-encoding": "gzip" }, gzipSync(PAGE).subarray(0, 30))],
  ["/declared-large", send(200, { "content-length": "99999999" })],
  ["/large", send(200, {}, Buffer.alloc(400_000, 65))],
  ["/empty", send(200, { "content-type": "text/html" }, "")],
  ["/blank", send(200, { "content-type": "text/html" }, "  \n\n ")],
  ["/pdf", send(200, { "content-type": "application/pdf" }, "%PDF-1.7")],
  ["/hidden-pdf", send(200, { "content-type": "text/html" }, "%PDF-1.7 ....")],
  ["/image", send(200, { "content-type": "image/jpeg" }, "x")],
  ["/hidden-image", send(200, {}, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]))],
  ["/video", send(200, { "content-type": "video/mp4" }, "x")],
  ["/word", send(200, { "content-type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document" }, "PK")],
  ["/binary", send(200, { "content-type": "application/octet-stream" }, Buffer.alloc(600))],
  ["/utf-16", send(200, { "content-type": "text/html" }, Buffer.from(`\ufeff${PAGE}`, "utf16le"))],
  ["/404", send(404, {}, PAGE)],
  ["/410", send(410, {})],
  ["/401", send(401, {})],
  ["/403", send(403, {}, PAGE)],
  ["/429", send(429, { "retry-after": "120" })],
  ["/503-date", send(503, { "retry-after": "Thu, 05 Dec 2024 12:00:30 GMT" })],
  ["/500", send(500, { "retry-after": "nonsense" })],
  ["/418", send(418, {})],
  ["/silence", () => {}],
  ["/half", (_request, response) => { response.writeHead(200, { "content-length": "1000" }).write("half"); setTimeout(() => response.destroy(), 20); }],
  ["/stalled", (_request, response) => void response.writeHead(200).write("half")],
]);

let server: Server;
let at: string;
let port: number;
const open = new Map<string, number>();
let mostOpen = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    open.set(path, (open.get(path) ?? 0) + 1);
    mostOpen = Math.max(mostOpen, [...open.values()].reduce((sum, count) => sum + count, 0));
    response.on("close", () => open.set(path, open.get(path)! - 1));
    (routes.get(path) ?? send(200, {}, "ok"))(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  port = (server.address() as AddressInfo).port;
  at = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const openDoor = (limits: Partial<FetchLimits> = {}, options: Partial<SafeFetchOptions> = {}) =>
  createSafeFetch({ allowHosts: [`127.0.0.1:${port}`], userAgent: "Themeline-test (+mailto:test@example.org)", now: () => Date.UTC(2024, 11, 5, 12), ...options, limits: { paceMs: 0, totalMs: 1_000, wireBytes: { page: 300_000, feed: 900_000 }, decodedBytes: { page: 500_000, feed: 2_000_000 }, ...limits } });

describe("fetchPage", () => {
  it.each(["/page", "/gzip", "/x-gzip", "/br", "/deflate", "/raw-deflate", "/identity"])("reads %s", async (path) => {
    const outcome = await openDoor().fetchPage(at + path, { kind: "page" });
    expect(outcome).toMatchObject({ ok: true, status: 200, notModified: false, redirects: [], finalUrl: at + path });
    expect(outcome.ok && new TextDecoder().decode(outcome.bytes)).toBe(PAGE);
  });

  it("reports type, etag and date, and asks with them the next time", async () => {
    const door = openDoor();
    expect(await door.fetchPage(`${at}/page`, { kind: "page" })).toMatchObject({ contentType: "text/html; charset=utf-8", etag: '"v1"', lastModified: "Thu, 05 Dec 2024 10:00:00 GMT" });
    expect(await door.fetchPage(`${at}/conditional`, { kind: "feed", etag: '"v1"' })).toMatchObject({ ok: true, status: 304, notModified: true, bytes: new Uint8Array() });
  });

  it("says who it is, and sends no header text that a stranger smuggled in", async () => {
    const outcome = await openDoor().fetchPage(`${at}/echo`, { kind: "feed", etag: "x\r\nhost: evil", lastModified: "Thu, 05 Dec 2024 10:00:00 GMT" });
    const headers = JSON.parse(new TextDecoder().decode((outcome as { bytes: Uint8Array }).bytes)) as Record<string, string>;
    expect(headers["user-agent"]).toContain("mailto:test@example.org");
    expect(headers["if-none-match"]).toBeUndefined();
    expect(headers["if-modified-since"]).toBe("Thu, 05 Dec 2024 10:00:00 GMT");
    expect(headers["cookie"]).toBeUndefined();
  });

  it("follows redirects and tells the way", async () => {
    expect(await openDoor().fetchPage(`${at}/moved-twice`, { kind: "page" })).toMatchObject({ ok: true, finalUrl: `${at}/page`, redirects: [`${at}/moved-twice`, `${at}/moved`, `${at}/page`] });
  });

  it.each([
    ["/loop", "redirect_loop", false],
    ["/round", "redirect_loop", false],
    ["/nowhere", "redirect_without_target", false],
    ["/bad-target", "redirect_without_target", false],
    ["/to-file", "scheme", false],
    ["/to-private", "private_address", false],
    ["/to-port", "port", false],
    ["/twice", "encoding", false],
    ["/twice-headers", "encoding", false],
    ["/in-itself", "double_encoded", false],
    ["/zstd", "encoding", false],
    ["/bomb", "too_large", false],
    ["/brotli-bomb", "too_large", false],
    ["/damaged", "damaged", true],
    ["/cut-gzip", "damaged", true],
    ["/declared-large", "too_large", false],
    ["/large", "too_large", false],
    ["/empty", "empty", false],
    ["/blank", "empty", false],
    ["/pdf", "pdf", false],
    ["/hidden-pdf", "pdf", false],
    ["/image", "image", false],
    ["/hidden-image", "image", false],
    ["/video", "media", false],
    ["/word", "document", false],
    ["/binary", "not_text", false],
    ["/404", "not_found", false],
    ["/410", "gone", false],
    ["/401", "login_needed", false],
    ["/403", "forbidden", false],
    ["/418", "http_error", false],
    ["/429", "rate_limited", true],
    ["/500", "server_error", true],
    ["/half", "broken_off", true],
  ])("refuses %s as %s", async (path, code, retryable) => {
    const outcome = await openDoor().fetchPage(at + path, { kind: "page" });
    expect(outcome).toMatchObject({ ok: false, code, retryable });
    expect(outcome.ok || outcome.message).toMatch(/^[A-Z0-9].*\.$/);
  });

  it("gives each refused content its own sentence", async () => {
    const paths = ["/pdf", "/image", "/video", "/word", "/empty", "/in-itself", "/large", "/404", "/401", "/403", "/loop", "/damaged"];
    const messages = await Promise.all(paths.map(async (path) => openDoor().fetchPage(at + path, { kind: "page" }).then((outcome) => (outcome.ok ? "" : outcome.message))));
    expect(new Set(messages).size).toBe(paths.length);
  });

  it("allows feeds more than pages and reads text that is not UTF-8", async () => {
    expect(await openDoor().fetchPage(`${at}/large`, { kind: "feed" })).toMatchObject({ ok: true });
    expect(await openDoor().fetchPage(`${at}/utf-16`, { kind: "page" })).toMatchObject({ ok: true });
  });

  it("reads Retry-After as seconds and as a date", async () => {
    expect(await openDoor().fetchPage(`${at}/429`, { kind: "page" })).toMatchObject({ retryAfterMs: 120_000, status: 429 });
    expect(await openDoor().fetchPage(`${at}/503-date`, { kind: "page" })).toMatchObject({ retryAfterMs: 30_000 });
    expect(await openDoor().fetchPage(`${at}/500`, { kind: "page" })).not.toHaveProperty("retryAfterMs");
  });

  it.each(["/silence", "/stalled"])("gives up on %s in time", async (path) => {
    expect(await openDoor({ totalMs: 200 }).fetchPage(at + path, { kind: "page" })).toMatchObject({ ok: false, code: "timeout", retryable: true });
  });

  it("overtakes a name lookup that never ends, and stops when the caller does", async () => {
    const hangs = openDoor({ totalMs: 100 }, { resolve: () => new Promise(() => {}) });
    expect(await hangs.fetchPage("http://example.com/", { kind: "page" })).toMatchObject({ ok: false, code: "timeout" });
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 50);
    expect(await openDoor().fetchPage(`${at}/silence`, { kind: "page", signal: caller.signal })).toMatchObject({ ok: false, code: "cancelled" });
  });

  it("explains a site that does not exist or does not answer", async () => {
    const failing = (code: string) => openDoor({}, { resolve: () => Promise.reject(Object.assign(new Error(code), { code })) });
    expect(await failing("ENOTFOUND").fetchPage("http://no.example/", { kind: "page" })).toMatchObject({ code: "unknown_host", retryable: false });
    expect(await failing("EAI_AGAIN").fetchPage("http://no.example/", { kind: "page" })).toMatchObject({ code: "name_lookup", retryable: true });
    expect(await openDoor({}, { allowHosts: ["127.0.0.1:1"] }).fetchPage("http://127.0.0.1:1/", { kind: "page" })).toMatchObject({ code: "refused_connection", retryable: true });
    expect(await openDoor().fetchPage(`https://127.0.0.1:${port}/page`, { kind: "page" })).toMatchObject({ ok: false, code: "certificate" });
  });

  it("knows the operator's list by exact host and port", async () => {
    const door = openDoor({}, { allowHosts: ["test.example:80", `LOCALHOST:${port}`], resolve: async () => ["127.0.0.1"] });
    expect(await door.fetchPage(`http://localhost:${port}/page`, { kind: "page" })).toMatchObject({ ok: true });
    expect(await door.fetchPage(`${at}/page`, { kind: "page" })).toMatchObject({ ok: false, code: "port" });
    expect(await door.fetchPage("http://other.example/", { kind: "page" })).toMatchObject({ ok: false, code: "private_address" });
    for (const entry of ["example.com", "http://example.com:80", "example.com:80/x", "*:80", "a b:80", ":80"]) expect(() => openDoor({}, { allowHosts: [entry] }), entry).toThrow(/THEMELINE_ALLOW_HOSTS/);
  });
});

describe("a site that hangs up right after a large page", () => {
  it("is read whole every time, packed or not, and does not end the process", async () => {
    const page = Buffer.from(randomBytes(120_000).toString("hex"));
    const packed = gzipSync(page);
    const site = createSocketServer((socket) => {
      socket.on("error", () => {}).once("data", (request) => {
        const body = request.toString().includes("/packed") ? packed : page;
        socket.write(`HTTP/1.1 200 OK\r\nConnection: close\r\n${body === packed ? "Content-Encoding: gzip\r\n" : ""}Content-Length: ${body.length}\r\n\r\n`);
        socket.end(body);
      });
    });
    await new Promise<void>((ready) => site.listen(0, "127.0.0.1", ready));
    const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    for (let round = 0; round < 20; round += 1) {
      const outcome = await openDoor({}, { allowHosts: [host] }).fetchPage(`http://${host}/${round % 2 ? "packed" : "plain"}`, { kind: "page" });
      expect(outcome.ok && Buffer.from(outcome.bytes).equals(page)).toBe(true);
    }
    await new Promise((closed) => site.close(closed));
  });
});

describe("politeness", () => {
  it("asks a host one thing at a time, the pace apart", async () => {
    mostOpen = 0;
    const door = openDoor({ paceMs: 60 });
    const started = performance.now();
    const outcomes = await Promise.all(Array.from({ length: 5 }, (_, number) => door.fetchPage(`${at}/paced-${number}`, { kind: "page" })));
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(performance.now() - started).toBeGreaterThanOrEqual(4 * 60 - 10);
    expect(mostOpen).toBe(1);
  });

  it("does not let a redirect wait for a busy host beyond the deadline", async () => {
    const door = openDoor({ totalMs: 1_500, paceMs: 0 }, { allowHosts: [`127.0.0.1:${port}`, `localhost:${port}`], resolve: async () => ["127.0.0.1"] });
    routes.set("/to-busy", send(302, { location: `http://localhost:${port}/page` }));
    const holding = door.fetchPage(`http://localhost:${port}/silence`, { kind: "page" });
    await new Promise((rest) => setTimeout(rest, 50));
    const again = door.fetchPage(`http://localhost:${port}/silence`, { kind: "page" });
    expect(await door.fetchPage(`${at}/to-busy`, { kind: "page" })).toMatchObject({ ok: false, retryable: true });
    await Promise.all([holding, again]);
    expect(await door.fetchPage(`http://localhost:${port}/page`, { kind: "page" })).toMatchObject({ ok: true });
  });

  it("sends a crowd away with a time to come back, and keeps away after Retry-After", async () => {
    const door = openDoor({ paceMs: 100, queueMs: 150 });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => door.fetchPage(`${at}/page`, { kind: "page" })));
    const busy = outcomes.filter((outcome) => !outcome.ok && outcome.code === "busy");
    expect(busy.length).toBeGreaterThanOrEqual(3);
    expect(busy.every((outcome) => !outcome.ok && outcome.retryable && outcome.retryAfterMs! > 0)).toBe(true);
    const other = openDoor({ queueMs: 150 });
    await other.fetchPage(`${at}/429`, { kind: "page" });
    const later = await other.fetchPage(`${at}/page`, { kind: "page" });
    expect(later).toMatchObject({ ok: false, code: "busy" });
    expect(!later.ok && later.retryAfterMs).toBeGreaterThan(100_000);
  });
});
