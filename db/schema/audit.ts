import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "@/db/schema/columns";

/** Append-only, one row per command, without secrets or article bodies; the worker chains the hashes afterwards. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    workspaceId: uuid(),
    userId: uuid(),
    /** Who, in words that outlive the account: a name, or `command line`, `worker`. */
    actor: text().notNull(),
    verb: text().notNull(),
    subjectId: uuid(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull(),
    at: createdAt(),
    /** SHA-256 over the previous entry's hash and this row; null until chained. */
    chainHash: text(),
  },
  (t) => [index("audit_workspace").on(t.workspaceId, t.at), index("audit_unchained").on(t.id), index("audit_chain").on(t.workspaceId, t.chainHash)],
);
