import { bigint, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment } from "@/db/schema/columns";
import { users } from "@/db/schema/people";
import { workspaces } from "@/db/schema/workspaces";

export const importState = pgEnum("import_state", ["uploading", "reading", "ready", "waiting", "running", "paused", "done", "failed", "cancelled", "undone"]);
export const rowOutcome = pgEnum("row_outcome", ["created", "existing", "refused"]);

/** One file on its way in. created + existing + refused = rowsRead, at every commit. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    fileName: text().notNull(),
    byteLength: bigint({ mode: "number" }).notNull().default(0),
    /** What the file was recognised as, with its first rows and what its columns hold; null until it was looked through. */
    recognised: jsonb(),
    /** How it is to be read: guessed, remembered or chosen; null while nobody has said. */
    plan: jsonb(),
    /** What the plan would refuse of all rows, and the plan that this holds for. */
    checked: jsonb(),
    state: importState().notNull().default("uploading"),
    rowsRead: integer().notNull().default(0),
    bytesRead: bigint({ mode: "number" }).notNull().default(0),
    created: integer().notNull().default(0),
    existing: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    error: text().notNull().default(""),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    finishedAt: moment(),
  },
  (t) => [index("imports_workspace").on(t.workspaceId, t.createdAt)],
);

/** The uploaded bytes in order, kept in the database so that web and worker need no common disk; dropped when the import ends. */
export const importPieces = pgTable(
  "import_pieces",
  { importId: uuid().notNull().references(() => imports.id, { onDelete: "cascade" }), position: integer().notNull(), bytes: bytea().notNull() },
  (t) => [primaryKey({ columns: [t.importId, t.position] })],
);

/** What became of each row of the file. */
export const importRows = pgTable(
  "import_rows",
  {
    importId: uuid().notNull().references(() => imports.id, { onDelete: "cascade" }),
    rowNumber: integer().notNull(),
    outcome: rowOutcome().notNull(),
    reason: text().notNull().default(""),
    articleId: uuid(),
    /** A refused row as it stood in the file, by the names of its columns, so that it can be mended and tried again. */
    record: jsonb().$type<Record<string, string>>(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.rowNumber] }), index("import_rows_outcome").on(t.importId, t.outcome, t.rowNumber)],
);

/** How files of one shape (the names of their columns) were read the last time. */
export const importPlans = pgTable(
  "import_plans",
  { workspaceId: uuid().notNull().references(() => workspaces.id), shape: bytea().notNull(), plan: jsonb().notNull(), usedAt: createdAt() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.shape] })],
);
