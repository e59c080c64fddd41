import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureSecret } from "@/server/start/secret";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "themeline-secret-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("the secret is made once, long, and for its owner's eyes only", () => {
  const secret = ensureSecret(directory);
  expect(secret.length).toBeGreaterThanOrEqual(64);
  expect(ensureSecret(directory)).toBe(secret);
  expect(readdirSync(directory)).toEqual(["secret"]);
  if (process.platform !== "win32") expect(statSync(join(directory, "secret")).mode & 0o777).toBe(0o600);
});

test("an emptied secret file is refused, not silently replaced", () => {
  writeFileSync(join(directory, "secret"), "");
  expect(() => ensureSecret(directory)).toThrow(/no usable secret/);
});
