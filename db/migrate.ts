import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any number that only migrations use. */
const MIGRATION_LOCK = 7_231_944_018;

/**
 * Brings the schema up to date. Safe to run from many processes at once: the others wait for the lock and find
 * nothing left to do. Throws what the server said when a migration fails; each migration is one transaction.
 */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {}, connection: { application_name: "themeline-migrate", TimeZone: "UTC" } });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client, { casing: "snake_case" }), { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) });
  } finally {
    await client.end({ timeout: 5 });
  }
}
