import { date, index, integer, jsonb, pgEnum, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "@/db/schema/columns";
import { users } from "@/db/schema/people";
import { workspaces } from "@/db/schema/workspaces";

export const savedViewKind = pgEnum("saved_view_kind", ["trends", "articles"]);
export const visibility = pgEnum("visibility", ["private", "workspace"]);

/** A filter with a name: a view of the Trends screen or a search among the articles. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    kind: savedViewKind().notNull(),
    name: text().notNull(),
    /** The screen's state as its address carries it. */
    query: text().notNull(),
    /** The form of address in which `query` is written. */
    queryVersion: smallint().notNull(),
    visibility: visibility().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    changedAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index("saved_views_workspace").on(t.workspaceId, t.kind)],
);

/** Several charts under one shared filter. */
export const boards = pgTable(
  "boards",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    name: text().notNull(),
    /** The shared filter, as an address carries it. */
    query: text().notNull(),
    queryVersion: smallint().notNull(),
    /** Panels in their order; each holds its own copy of a view. */
    panels: jsonb().notNull(),
    /** Counts the changes, so that two people do not overwrite each other. */
    revision: integer().notNull().default(1),
    visibility: visibility().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    changedAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index("boards_workspace").on(t.workspaceId)],
);

/** A frozen dashboard: data, filter, rule versions and method as they were shown. */
export const snapshots = pgTable(
  "snapshots",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    name: text().notNull(),
    payload: jsonb().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index("snapshots_workspace").on(t.workspaceId)],
);

/** A link that shows one snapshot and nothing else. */
export const shareLinks = pgTable(
  "share_links",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    snapshotId: uuid().notNull().references(() => snapshots.id),
    tokenHash: text().notNull(),
    passwordHash: text(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    lastOpenedAt: moment(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("share_links_token").on(t.tokenHash), index("share_links_snapshot").on(t.snapshotId)],
);

/** What people look at together: slides, what they decided, what they wrote down. */
export const meetings = pgTable(
  "meetings",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    title: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    /** Slides in their order. */
    slides: jsonb().notNull(),
    revision: integer().notNull().default(1),
    /** The frozen numbers that the meeting looked at; null until it begins. */
    snapshotId: uuid().references(() => snapshots.id),
    startedAt: moment(),
    endedAt: moment(),
    minutes: text().notNull().default(""),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index("meetings_workspace").on(t.workspaceId, t.day)],
);

/** What a meeting agreed on, one sentence each. */
export const meetingDecisions = pgTable(
  "meeting_decisions",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    meetingId: uuid().notNull().references(() => meetings.id),
    /** The slide that was shown. */
    slideId: uuid(),
    text: text().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index("meeting_decisions_meeting").on(t.meetingId)],
);
