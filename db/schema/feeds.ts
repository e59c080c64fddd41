import { boolean, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment } from "@/db/schema/columns";
import { outlets } from "@/db/schema/outlets";
import { users } from "@/db/schema/people";
import { workspaces } from "@/db/schema/workspaces";

export const collectionOutcome = pgEnum("collection_outcome", ["collected", "unchanged", "failed"]);

export const feeds = pgTable(
  "feeds",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    outletId: uuid().references(() => outlets.id),
    url: text().notNull(),
    title: text().notNull().default(""),
    /** The site's address, as the feed names it. */
    siteUrl: text(),
    /** The folder of the list that it came from; goes out with OPML again. */
    folder: text(),
    /** Feeds that a site's page names, while a person has yet to choose among them. */
    found: jsonb().$type<FoundFeed[]>(),
    etag: text(),
    lastModified: text(),
    nextPollAt: moment(),
    lastSuccessAt: moment(),
    lastPollAt: moment(),
    /** The earliest and the latest date of an entry at the last good poll: how far back the feed reaches. */
    oldestEntryAt: moment(),
    newestEntryAt: moment(),
    /** How long the publisher asks readers to wait. */
    ttlMinutes: integer(),
    /** Plain words; empty when the last collection went well. */
    error: text().notNull().default(""),
    failures: integer().notNull().default(0),
    /** Whether to read the pages of its articles; null means where an entry carries little text. */
    fetchesPages: boolean(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [uniqueIndex("feeds_url").on(t.workspaceId, t.url), index("feeds_due").on(t.nextPollAt)],
);

/** A feed that a web page names. */
export interface FoundFeed {
  url: string;
  title: string;
}

/** A feed's entry is taken once, whatever happens afterwards. */
export const feedEntries = pgTable(
  "feed_entries",
  {
    feedId: uuid().notNull().references(() => feeds.id),
    entryHash: bytea().notNull(),
    /** What the entry said when it was last seen to change; a poll passes over entries that say the same. */
    contentHash: bytea(),
    articleId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.feedId, t.entryHash] })],
);

/** When a feed was collected, and with what success: the source of recorded gaps. */
export const collectionRecords = pgTable(
  "collection_records",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    feedId: uuid().notNull().references(() => feeds.id),
    startedAt: moment().notNull(),
    finishedAt: moment().notNull(),
    outcome: collectionOutcome().notNull(),
    entriesNew: integer().notNull().default(0),
    reason: text().notNull().default(""),
  },
  (t) => [index("collection_records_feed").on(t.feedId, t.startedAt)],
);
