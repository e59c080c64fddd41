import { sql } from "drizzle-orm";
import { bigint, date, index, integer, jsonb, pgEnum, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment } from "@/db/schema/columns";
import { users } from "@/db/schema/people";
import { workspaces } from "@/db/schema/workspaces";

export const alertKind = pgEnum("alert_kind", ["spike", "threshold", "silence", "digest"]);
export const deliveryState = pgEnum("delivery_state", ["waiting", "delivered", "failed"]);
export const exportState = pgEnum("export_state", ["waiting", "running", "done", "failed"]);

/** What somebody asked to be told of. None exists until a person makes one. */
export const alertRules = pgTable(
  "alert_rules",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    name: text().notNull(),
    kind: alertKind().notNull(),
    /** The coverage that it watches, as the address of a screen carries a filter; without days. */
    query: text().notNull().default(""),
    /** The kind's own numbers; their shape is core's. */
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    /** After an alert the rule is quiet for this many days. */
    quietDays: smallint().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    pausedAt: moment(),
    deletedAt: moment(),
    /** The last day that was judged. */
    judgedDay: date({ mode: "string" }),
  },
  (t) => [index("alert_rules_workspace").on(t.workspaceId)],
);

/** Members who want a rule's alerts by mail. */
export const alertWatchers = pgTable(
  "alert_watchers",
  {
    ruleId: uuid().notNull().references(() => alertRules.id),
    userId: uuid().notNull().references(() => users.id),
    workspaceId: uuid().notNull().references(() => workspaces.id),
  },
  (t) => [primaryKey({ columns: [t.ruleId, t.userId] })],
);

/** What a rule found on a day: at most one for each. */
export const alerts = pgTable(
  "alerts",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    ruleId: uuid().notNull().references(() => alertRules.id),
    day: date({ mode: "string" }).notNull(),
    title: text().notNull(),
    /** Why, in words, with the numbers. */
    reason: text().notNull(),
    /** Further sentences, one to a line; a digest has one for each theme. */
    lines: jsonb().$type<string[]>().notNull(),
    /** The page that shows the very numbers, below the workspace's own address. */
    path: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("alerts_once").on(t.ruleId, t.day), index("alerts_workspace").on(t.workspaceId, t.createdAt)],
);

/** Until when a member has read the alerts. */
export const alertReaders = pgTable(
  "alert_readers",
  {
    workspaceId: uuid().notNull().references(() => workspaces.id),
    userId: uuid().notNull().references(() => users.id),
    seenAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] })],
);

/** Where alerts are sent, signed with a secret that both sides know. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    name: text().notNull(),
    url: text().notNull(),
    secret: text().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index("webhooks_workspace").on(t.workspaceId)],
);

/** One alert on its way to one receiver, with what became of it. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    /** Null for a trial that somebody asked for. */
    alertId: uuid(),
    /** Null for a letter. */
    webhookId: uuid().references(() => webhooks.id),
    /** The address of a letter, or the webhook's id: what makes a second delivery of the same alert the same. */
    recipient: text().notNull(),
    state: deliveryState().notNull().default("waiting"),
    attempts: integer().notNull().default(0),
    /** The status of the last answer; null where there was none. */
    lastStatus: integer(),
    lastError: text().notNull().default(""),
    createdAt: createdAt(),
    endedAt: moment(),
  },
  (t) => [index("deliveries_workspace").on(t.workspaceId, t.createdAt), uniqueIndex("deliveries_once").on(t.alertId, t.recipient).where(sql`alert_id is not null`)],
);

/** A workspace as one archive, made by the worker and kept for a few days. */
export const workspaceExports = pgTable(
  "workspace_exports",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    state: exportState().notNull().default("waiting"),
    fileName: text().notNull(),
    byteLength: bigint({ mode: "number" }).notNull().default(0),
    /** Rows of each file in the archive. */
    rows: jsonb().$type<Record<string, number>>().notNull(),
    error: text().notNull().default(""),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    finishedAt: moment(),
    expiresAt: moment(),
  },
  (t) => [index("workspace_exports_workspace").on(t.workspaceId, t.createdAt)],
);

/** The archive's bytes in order, kept in the database so that web and worker need no common disk. */
export const workspaceExportPieces = pgTable(
  "workspace_export_pieces",
  { exportId: uuid().notNull().references(() => workspaceExports.id, { onDelete: "cascade" }), position: integer().notNull(), bytes: bytea().notNull() },
  (t) => [primaryKey({ columns: [t.exportId, t.position] })],
);
