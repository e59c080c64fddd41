import { expect, test } from "vitest";
import { computeBackoffMs, readReportedError } from "@/server/start/keep-running";

test("the pause between crashes doubles up to half a minute", () => {
  expect([1, 2, 3, 4].map(computeBackoffMs)).toEqual([250, 500, 1000, 2000]);
  expect(computeBackoffMs(9)).toBe(30_000);
  expect(computeBackoffMs(1000)).toBe(30_000);
});

test("the terminal hears of errors only", () => {
  expect(readReportedError('{"level":50,"msg":"the feed broke"}')).toBe("the feed broke");
  expect(readReportedError('{"level":60}')).toBe("an error without a message");
  expect(readReportedError('{"level":30,"msg":"the worker is up"}')).toBeNull();
  expect(readReportedError("Ready in 0.3 s")).toBeNull();
  expect(readReportedError("{torn")).toBeNull();
});
