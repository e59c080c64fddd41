import { resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const names = ["PORT", "HOST", "DATABASE_URL", "THEMELINE_DATA_DIR", "THEMELINE_ORIGIN", "THEMELINE_SECRET", "THEMELINE_ALLOW_HOSTS", "NODE_ENV"];

async function readWith(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { env } = await import("@/server/env");
  return env();
}

beforeEach(() => {
  vi.resetModules();
  for (const name of names) vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

describe("the environment", () => {
  test("has safe defaults", async () => {
    expect(await readWith({})).toEqual({ NODE_ENV: "production", PORT: 3000, HOST: "127.0.0.1", THEMELINE_DATA_DIR: resolve(".themeline"), THEMELINE_ALLOW_HOSTS: [], THEMELINE_TRUSTED_PROXIES: [] });
  });

  test("takes an empty variable for an unset one", async () => {
    const read = await readWith({ PORT: "", HOST: " ", DATABASE_URL: "", THEMELINE_ORIGIN: "", THEMELINE_SECRET: "" });
    expect(read).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", DATABASE_URL: undefined, THEMELINE_ORIGIN: undefined, THEMELINE_SECRET: undefined });
  });

  test("reads what is set", async () => {
    const read = await readWith({ PORT: "8080", THEMELINE_ORIGIN: "https://news.example/", THEMELINE_ALLOW_HOSTS: "127.0.0.1:8000, Site.Example:80", DATABASE_URL: "postgresql://a@b/c" });
    expect(read).toMatchObject({ PORT: 8080, THEMELINE_ORIGIN: "https://news.example", THEMELINE_ALLOW_HOSTS: ["127.0.0.1:8000", "site.example:80"], DATABASE_URL: "postgresql://a@b/c" });
  });

  test.each([
    [{ PORT: "abc" }, /PORT is a port/],
    [{ PORT: "0" }, /PORT is a port/],
    [{ PORT: "65536" }, /PORT is a port/],
    [{ DATABASE_URL: "mysql://x" }, /DATABASE_URL begins with postgres/],
    [{ THEMELINE_ORIGIN: "news.example" }, /THEMELINE_ORIGIN is an address/],
    [{ THEMELINE_ORIGIN: "javascript:alert(1)" }, /THEMELINE_ORIGIN is an address/],
    [{ THEMELINE_SECRET: "short" }, /THEMELINE_SECRET has at least 32/],
    [{ THEMELINE_ALLOW_HOSTS: "site.example" }, /THEMELINE_ALLOW_HOSTS is a list of exact host:port/],
    [{ THEMELINE_ALLOW_HOSTS: "*:80" }, /THEMELINE_ALLOW_HOSTS is a list of exact host:port/],
  ])("refuses %j with a sentence", async (variables, sentence) => {
    await expect(readWith(variables as Record<string, string>)).rejects.toThrow(sentence);
  });
});
