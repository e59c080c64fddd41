import { sql } from "drizzle-orm";
import { date, index, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "@/db/schema/columns";
import { outlets } from "@/db/schema/outlets";
import { users } from "@/db/schema/people";
import { themes } from "@/db/schema/themes";
import { workspaces } from "@/db/schema/workspaces";

export const gapKind = pgEnum("gap_kind", ["recorded", "inferred"]);
export const gapState = pgEnum("gap_state", ["open", "confirmed", "dismissed"]);

/** Days (both inclusive) in which an outlet was not collected. A gap is not a zero. */
export const gaps = pgTable(
  "gaps",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    outletId: uuid().notNull().references(() => outlets.id),
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    kind: gapKind().notNull(),
    state: gapState().notNull().default("open"),
    reason: text().notNull(),
    /** The feed whose failure it records; null for gaps that were inferred or added by hand. */
    feedId: uuid(),
    /** When a recorded gap ended; null while it lasts, and for the other kinds. */
    endedAt: moment(),
    /** Gaps of many outlets that one stop of the whole collection explains carry one id and are decided together. */
    groupId: uuid(),
    /** What the person who confirmed or dismissed it knows. */
    note: text().notNull().default(""),
    decidedBy: uuid().references(() => users.id),
    decidedAt: moment(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    index("gaps_workspace").on(t.workspaceId, t.fromDay),
    index("gaps_outlet").on(t.outletId),
    uniqueIndex("gaps_lasting").on(t.feedId).where(sql`feed_id is not null and ended_at is null`),
  ],
);

/** A dated note on the time axis, for all themes or for one. */
export const annotations = pgTable(
  "annotations",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    themeId: uuid().references(() => themes.id),
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }),
    text: text().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    editedBy: uuid().references(() => users.id),
    editedAt: moment(),
    deletedAt: moment(),
  },
  (t) => [index("annotations_workspace").on(t.workspaceId, t.fromDay)],
);
