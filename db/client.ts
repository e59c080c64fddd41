import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql, type TransactionSql } from "postgres";
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
      // Our statements are short; compiling one costs more than running it.
      jit: "off",
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
    },
  });
  const db = drizzle(guardTransactions(client), { schema, casing: "snake_case" });
  return { db, client, close: () => client.end({ timeout: 5 }) };
}

/**
 * postgres.js sends what remains of a transaction on a fresh connection, in autocommit, when its own connection
 * died between two statements. Once `begin` has settled, a guarded transaction refuses every further statement.
 */
function guardTransactions(client: Sql): Sql {
  const begin = (first: unknown, second?: unknown) => {
    let settled = false;
    const run = (second ?? first) as (tx: TransactionSql) => Promise<unknown>;
    const guarded = (tx: TransactionSql) => run(refuseWhen(() => settled, tx));
    const outcome = typeof first === "string" ? client.begin(first, guarded) : client.begin(guarded);
    const settle = () => {
      settled = true;
    };
    outcome.then(settle, settle);
    return outcome;
  };
  return new Proxy(client, { get: (target, key) => (key === "begin" ? begin : Reflect.get(target, key)) });
}

function refuseWhen(isOver: () => boolean, tx: TransactionSql): TransactionSql {
  return new Proxy(tx, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key === "unsafe") {
        return (...args: Parameters<TransactionSql["unsafe"]>) => {
          if (isOver()) throw new Error("The transaction is over: its connection was lost.");
          return target.unsafe(...args);
        };
      }
      if (key === "savepoint") {
        return (run: (inner: TransactionSql) => Promise<unknown>) => target.savepoint((inner) => run(refuseWhen(isOver, inner)));
      }
      return value;
    },
    apply(target, self, args) {
      if (isOver()) throw new Error("The transaction is over: its connection was lost.");
      return Reflect.apply(target as unknown as (...a: unknown[]) => unknown, self, args);
    },
  });
}
