import { sql } from "drizzle-orm";
import { date, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "@/db/schema/columns";
import { workspaces } from "@/db/schema/workspaces";

/*
 * Counts of coverage per day, kept up with every write. Triggers on articles and matches (see the migration that made
 * the first of these tables) append what a row adds or takes away; the worker folds that into the second; a read adds
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
    /** The story that the article stands in, or left; null where it is alone in it for sure. */
    storyId: uuid(),
  },
  (t) => [index("coverage_deltas_workspace").on(t.workspaceId)],
);

/**
 * Folded counts per version, outlet, language and year: the i-th number of `articles` on the day that many `days` after
 * the first of January, days without any left out. Both are lists with commas, as a chart takes them: to print arrays
 * of thousands of numbers cost the server more than all else. The nil outlet with an empty language stands for all
 * outlets and languages together, so that a chart without a filter reads a row per version and year. Only the worker
 * writes them, one at a time.
 */
export const coverageYears = pgTable(
  "coverage_years",
  {
    workspaceId: uuid().notNull().references(() => workspaces.id),
    versionId: uuid().notNull(),
    outletId: uuid().notNull(),
    language: text().notNull(),
    firstDay: date({ mode: "string" }).notNull(),
    days: text().notNull(),
    articles: text().notNull(),
  },
  (t) => [primaryKey({ name: "coverage_years_pk", columns: [t.workspaceId, t.versionId, t.outletId, t.language, t.firstDay] }), index("coverage_years_spent").on(t.workspaceId).where(sql`days = ''`)],
);

/**
 * The dated articles of stories that several carry, packed by core for charts that count stories: sixteen blocks, by
 * the last digit of the story's id. A story that a row of `coverage_deltas` names has changed since and is read from
 * its articles instead. Only the worker writes them, one at a time.
 */
export const coverageStories = pgTable(
  "coverage_stories",
  {
    workspaceId: uuid().notNull().references(() => workspaces.id),
    block: smallint().notNull(),
    /** Outlets, languages and rule versions by their place in the list, with commas. */
    terms: text().notNull(),
    packed: bytea().notNull(),
    storyIds: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.block] })],
);
