import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { extractInThread } from "@/server/ingest/extract/extract-in-thread";
import { readPage } from "@/server/ingest/extract/read-page";
import { closeThreads } from "@/server/ingest/sandbox/run-in-thread";
import { openThreadPool, type ThreadPool } from "@/server/ingest/sandbox/thread-pool";

const root = process.cwd();

describe("foreign pages in a thread", () => {
  afterAll(closeThreads);

  it("gives the same article as in this one", async () => {
    const result = await extractInThread(readFileSync(resolve(root, "tests/support/pages/english-report.html")), "text/html", "https://www.harbour-courier.example/politics/x");
    expect(result).toMatchObject({ ok: true, article: { title: "Ministers weigh plan to move frozen reserves", publishedAt: "2024-03-07T18:45:00+01:00", language: "en" } });
  });

  it("answers a hostile page with a reason, and the next page with its article", async () => {
    const [bomb, page] = await Promise.all([
      extractInThread(new TextEncoder().encode("<div>".repeat(500_000)), "text/html", "https://x.example/bomb"),
      extractInThread(readFileSync(resolve(root, "tests/support/pages/ukrainian-report.html")), null, "https://x.example/ok"),
    ]);
    expect(bomb).toEqual({ ok: false, reason: { code: "nested_too_deep", message: "The page's elements are nested too deeply to be read safely." } });
    expect(page).toMatchObject({ ok: true, article: { publishedAt: "2023-05-12T09:30:00", language: "uk" } });
  });
});

describe("a thread that misbehaves", () => {
  const boot = pathToFileURL(resolve(root, "tests/support/threads/misbehave.mjs"));
  const pools: ThreadPool[] = [];
  const open = (limits: Partial<Parameters<typeof openThreadPool>[1]> = {}): ThreadPool => {
    const pool = openThreadPool(boot, { memoryMb: 256, deadlineMs: 5_000, threads: 1, startMs: 10_000, ...limits });
    pools.push(pool);
    return pool;
  };
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()));
  });

  it("is ended at the deadline and replaced", async () => {
    const pool = open({ deadlineMs: 300 });
    const started = performance.now();
    const [late, next] = await Promise.all([pool.run("spin", null), pool.run("echo", { after: 1 }, 5_000)]);
    expect(late).toMatchObject({ ok: false, reason: { code: "deadline" } });
    expect(next).toEqual({ ok: true, output: { after: 1 } });
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it("is what a page of nested elements makes of a parser without a pre-scan", async () => {
    const html = `<html><body>${"<div>".repeat(5_000)}<p>A text of some length, with commas, and more.</p></body></html>`;
    const pool = open({ deadlineMs: 1_500 });
    expect(await pool.run("readNaively", "<html><body><article><p>A text of some length, with commas, and more of it.</p></article></body></html>", 10_000)).toMatchObject({ ok: true });
    expect(await pool.run("readNaively", html)).toMatchObject({ ok: false, reason: { code: "deadline" } });
    expect(readPage(new TextEncoder().encode(html), "text/html", "https://x.example/")).toMatchObject({ ok: false, reason: { code: "nested_too_deep" } });
  });

  it("is ended when it needs too much memory, and this process lives on", async () => {
    const pool = open({ memoryMb: 24, deadlineMs: 15_000 });
    expect(await pool.run("hoard", null)).toMatchObject({ ok: false, reason: { code: "memory" } });
    expect(await pool.run("echo", "alive")).toEqual({ ok: true, output: "alive" });
  });

  it("answers for a task that throws without losing the thread", async () => {
    const pool = open();
    expect(await pool.run("fail", null)).toMatchObject({ ok: false, reason: { code: "crash", detail: "refused by the task" } });
    expect(await pool.run("echo", 2)).toEqual({ ok: true, output: 2 });
  });

  it("answers for a thread that ends itself", async () => {
    const pool = open();
    expect(await pool.run("exit", null)).toMatchObject({ ok: false, reason: { code: "crash" } });
    expect(await pool.run("echo", 3)).toEqual({ ok: true, output: 3 });
  });

  it("answers everything that waits when its code cannot be loaded", async () => {
    const pool = openThreadPool(pathToFileURL(resolve(root, "tests/support/threads/never-ready.mjs")), { memoryMb: 64, deadlineMs: 1_000, threads: 2, startMs: 5_000 });
    pools.push(pool);
    const results = await Promise.all([pool.run("echo", 1), pool.run("echo", 2), pool.run("echo", 3)]);
    expect(results.map((result) => !result.ok && result.reason.detail)).toEqual(["cannot load", "cannot load", "cannot load"]);
  });

  it("answers what is under way when it is closed", async () => {
    const pool = open();
    const waiting = pool.run("spin", null);
    await pool.close();
    expect(await waiting).toMatchObject({ ok: false, reason: { code: "crash" } });
  });
});
