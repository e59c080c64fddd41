import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "@/db/schema/columns";

/** Background work, enqueued inside the caller's transaction. A lease that is not renewed returns the job. */
export const jobs = pgTable(
  "jobs",
  {
    id: id(),
    workspaceId: uuid(),
    kind: text().notNull(),
    /** While a job with this key waits, a second one is not enqueued. */
    key: text(),
    payload: jsonb().notNull(),
    runAt: createdAt(),
    attempts: integer().notNull().default(0),
    leasedBy: text(),
    leasedUntil: moment(),
    lastError: text().notNull().default(""),
    failedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("jobs_key").on(t.key).where(sql`leased_until is null and failed_at is null`),
    index("jobs_due").on(t.runAt).where(sql`failed_at is null`),
  ],
);
