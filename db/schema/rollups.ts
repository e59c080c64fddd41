import { sql } from "drizzle-orm";
import { date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { workspaces } from "@/db/schema/workspaces";

/*
 * Counts of coverage per day, kept up with every write. Triggers on articles and matches (see the migration that made
 * these tables) append what a row adds or takes away; the worker folds that into the two tables of counts; a read adds
 * both. `versionId` is the rule version that matched, or the nil id for all articles; the day of an article without a
 * date is 0001-01-01. The trash is not counted.
 */

/** What one article adds to a count or takes away, not folded yet. On Citus distributed by `article_id`, as articles are. */
export const coverageDeltas = pgTable(
  "coverage_deltas",
  {
    articleId: uuid().notNull(),
    workspaceId: uuid().notNull(),
    versionId: uuid().notNull(),
    day: date({ mode: "string" }).notNull(),
    outletId: uuid().notNull(),
    language: text().notNull(),
    change: integer().notNull(),
  },
  (t) => [index("coverage_deltas_workspace").on(t.workspaceId)],
);

/** Folded counts per day, outlet and language. Only the worker writes them, one at a time. */
export const coverageCounts = pgTable(
  "coverage_counts",
  {
    workspaceId: uuid().notNull().references(() => workspaces.id),
    versionId: uuid().notNull(),
    outletId: uuid().notNull(),
    language: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    articles: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.versionId, t.outletId, t.language, t.day] }), index("coverage_counts_spent").on(t.workspaceId).where(sql`articles = 0`)],
);

/** The same over all outlets and languages: a number per day of a year, from the first of January on. */
export const coverageYears = pgTable(
  "coverage_years",
  {
    workspaceId: uuid().notNull().references(() => workspaces.id),
    versionId: uuid().notNull(),
    firstDay: date({ mode: "string" }).notNull(),
    articles: integer().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.versionId, t.firstDay] })],
);
