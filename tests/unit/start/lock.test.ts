import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { holdingLock } from "@/db/embedded/lock";
import { describeThisProcess, isRecordLive, readProcessMark } from "@/db/embedded/process-mark";

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "themeline-lock-"));
  file = join(directory, "lock");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** How many of ten pieces of work are under way at most at the same time. */
async function measureOverlap(run: (work: () => Promise<void>) => Promise<void>): Promise<number> {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(5);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 10 }, () => run(work)));
  return most;
}

describe("the lock", () => {
  test("lets one in at a time, and leaves nothing behind", async () => {
    expect(await measureOverlap((work) => holdingLock(file, 10_000, work))).toBe(1);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("is what keeps them apart: without it they overlap", async () => {
    expect(await measureOverlap((work) => work())).toBeGreaterThan(1);
  });

  test.each([
    ["a dead process", JSON.stringify({ pid: 2 ** 22 + 1, mark: "gone" })],
    ["a process whose pid was given away", JSON.stringify({ pid: process.pid, mark: "another start" })],
    ["nobody, because it is torn", ""],
  ])("is taken over from %s", async (_, content) => {
    writeFileSync(file, content);
    expect(await measureOverlap((work) => holdingLock(file, 10_000, work))).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  test("says who holds it when patience ends", async () => {
    writeFileSync(file, JSON.stringify(describeThisProcess()));
    await expect(holdingLock(file, 60, async () => {})).rejects.toThrow(`Process ${process.pid} has held`);
    expect(existsSync(file)).toBe(true);
  });

  test("opens again after work that threw", async () => {
    await expect(holdingLock(file, 1000, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await holdingLock(file, 1000, async () => "fine")).toBe("fine");
  });
});

test("a process mark lives as long as its process", () => {
  expect(isRecordLive(describeThisProcess())).toBe(true);
  expect(readProcessMark(2 ** 22 + 1)).toBeNull();
  expect(isRecordLive(null)).toBe(false);
});
