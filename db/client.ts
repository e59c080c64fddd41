import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { openConnectionPool } from "@/db/connection-pool";
import * as schema from "@/db/schema";

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface OpenDatabase {
  db: Database;
  /** The driver itself: LISTEN, COPY and cursors, which Drizzle does not have. */
  client: Sql;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Most connections at once. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** A statement that takes longer is cancelled by the server; 0 lets it run. */
  statementTimeoutMs?: number;
}

/**
 * Opens a pool on a PostgreSQL server. Nothing connects before the first query.
 * The time zone of every session is UTC, whatever the server's default.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    // The driver's own back-off grows to twenty seconds; a database that is up again should be found within one.
    backoff: (attempts: number) => Math.min(2 ** attempts / 40, 1),
    onnotice: () => {},
    connection: {
      application_name: options.name ?? "themeline",
      TimeZone: "UTC",
      // What was answered survives a crash, however the server is set up.
      synchronous_commit: "on",
      // Our statements are short; compiling one costs more than running it.
      jit: "off",
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
    },
  });
  const pool = openConnectionPool(client.options, options.max ?? 10);
  const db = drizzle(pool as unknown as Sql, { schema, casing: "snake_case" });
  return {
    db,
    client,
    async close() {
      await Promise.all([pool.end(5_000), client.end({ timeout: 5 })]);
    },
  };
}
