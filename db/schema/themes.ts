import { sql } from "drizzle-orm";
import { boolean, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "@/db/schema/columns";
import { users } from "@/db/schema/people";
import { workspaces } from "@/db/schema/workspaces";

export const backfillState = pgEnum("backfill_state", ["running", "complete", "superseded"]);

/** A coverage subject. `markIndex` is the colour, dash and marker that it keeps everywhere. */
export const themes = pgTable(
  "themes",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    name: text().notNull(),
    markIndex: integer().notNull(),
    asksStance: boolean().notNull().default(false),
    /** The version that charts show; a newer one takes its place in one step when its back-fill is complete. */
    activeVersionId: uuid(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    archivedAt: moment(),
  },
  (t) => [uniqueIndex("themes_name").on(t.workspaceId, sql`lower(${t.name})`)],
);

/** Immutable: every edit of a rule is a new row. Only the progress of its back-fill moves. */
export const ruleVersions = pgTable(
  "rule_versions",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    themeId: uuid().notNull().references(() => themes.id),
    number: integer().notNull(),
    rule: text().notNull(),
    reason: text().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    backfill: backfillState().notNull().default("running"),
    /** Articles with a smaller id have been evaluated. */
    backfillCursor: uuid(),
    backfillDone: integer().notNull().default(0),
    backfillTotal: integer().notNull().default(0),
    /** When charts began to show this version. */
    activeFrom: moment(),
  },
  (t) => [uniqueIndex("rule_versions_number").on(t.themeId, t.number), index("rule_versions_workspace").on(t.workspaceId)],
);
