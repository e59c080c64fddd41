import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { Database } from "@/db/client";
import type { PooledClient, PooledQuery } from "@/db/connection-pool";
import * as schema from "@/db/schema";

export class PlannedFault extends Error {}

class Rehearsed extends Error {}

export interface FaultPlan {
  /** The statement, counted from 1, that fails instead of reaching the server. */
  failAt?: number;
  /** The transaction, counted from 1, whose COMMIT takes effect while its answer is lost. */
  loseCommitOf?: number;
  /** Transactions are taken back although they answer as if they had been committed. */
  isRehearsal?: boolean;
  statements: number;
  commits: number;
  hasFired: boolean;
}

export const planFault = (plan: Pick<FaultPlan, "failAt" | "loseCommitOf" | "isRehearsal">): FaultPlan => ({ ...plan, statements: 0, commits: 0, hasFired: false });

type Sayer = Pick<PooledClient, "unsafe">;

/** The same database through a driver that fails as planned. */
export function withFaults(db: Database, plan: FaultPlan): Database {
  const real = (db as unknown as { $client: PooledClient }).$client;
  const fire = (): never => {
    plan.hasFired = true;
    throw new PlannedFault("A planned fault.");
  };
  const unsafeOn =
    (sayer: Sayer) =>
    (...args: Parameters<Sayer["unsafe"]>): PooledQuery => {
      let asValues = false;
      const rows: Promise<unknown> = Promise.resolve().then(() => {
        plan.statements += 1;
        if (plan.statements === plan.failAt) fire();
        const query = sayer.unsafe(...args);
        return asValues ? query.values() : query;
      });
      const values = () => {
        asValues = true;
        return rows;
      };
      return Object.assign(rows, { values });
    };
  type Tx = Sayer & { savepoint(run: (tx: Tx) => Promise<unknown>): Promise<unknown> };
  const within = (tx: Tx): Tx => ({ unsafe: unsafeOn(tx), savepoint: (run) => tx.savepoint((inner) => run(within(inner))) });
  const faulty = {
    options: real.options,
    unsafe: unsafeOn(real),
    async begin(run: (tx: Tx) => Promise<unknown>) {
      let value: unknown;
      await real
        .begin(async (tx) => {
          value = await run(within(tx as unknown as Tx));
          if (plan.isRehearsal) throw new Rehearsed();
        })
        .catch((reason: unknown) => {
          if (!(reason instanceof Rehearsed)) throw reason;
        });
      plan.commits += 1;
      if (plan.commits === plan.loseCommitOf) fire();
      return value;
    },
  };
  return drizzle(faulty as unknown as Sql, { schema, casing: "snake_case" });
}
