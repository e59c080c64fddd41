import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

test("a test database is migrated and belongs to a role without special rights", async () => {
  const sql = postgres(database.url, { max: 1 });
  const [row] = await sql<{ tables: number; superuser: boolean }[]>`
    select (select count(*)::int from pg_tables where schemaname = 'public') as tables, (select rolsuper from pg_roles where rolname = current_user) as superuser`;
  await sql.end();
  expect(row?.tables).toBeGreaterThan(10);
  expect(row?.superuser).toBe(false);
});
