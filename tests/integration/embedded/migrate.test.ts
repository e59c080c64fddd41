import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import postgres from "postgres";
import { expect, inject, test } from "vitest";

function migrateInProcess(url: string): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, ["--import", createRequire(import.meta.url).resolve("tsx"), join(import.meta.dirname, "migrate-child.ts"), url], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, errors })));
}

test("eight processes migrate one empty database at once and all succeed", async () => {
  const name = `migrate_${randomBytes(6).toString("hex")}`;
  const admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} owner themeline`);
  const url = new URL(inject("templateUrl"));
  url.pathname = `/${name}`;
  try {
    const results = await Promise.all(Array.from({ length: 8 }, () => migrateInProcess(url.href)));
    expect(results).toEqual(Array.from({ length: 8 }, () => ({ code: 0, errors: "" })));
    const sql = postgres(url.href, { max: 1 });
    const [row] = await sql<{ applied: number; tables: number }[]>`
      select (select count(*)::int from drizzle.__drizzle_migrations) as applied, (select count(*)::int from pg_tables where schemaname = 'public') as tables`;
    const [files] = await sql<{ distinct: number }[]>`select count(distinct hash)::int as distinct from drizzle.__drizzle_migrations`;
    await sql.end();
    expect(row?.tables).toBeGreaterThan(10);
    expect(row?.applied).toBe(files?.distinct);
  } finally {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  }
}, 90_000);
