import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { createFromTemplate } from "./throwaway-cluster";

export interface TestDatabase {
  /** For the ordinary role, which owns the database, as in production. */
  url: string;
  /** For the superuser, in the same database. */
  adminUrl: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of one's own; one for each test file is plenty. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await createFromTemplate(inject("adminUrl"), name);
  const url = new URL(inject("templateUrl"));
  url.pathname = `/${name}`;
  const adminUrl = new URL(inject("adminUrl"));
  adminUrl.pathname = `/${name}`;
  return { url: url.href, adminUrl: adminUrl.href, drop: () => dropDatabase(name) };
}

async function dropDatabase(name: string): Promise<void> {
  const admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
