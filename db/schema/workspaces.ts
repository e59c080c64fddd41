import { boolean, integer, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "@/db/schema/columns";

/** One team's own space; every row of the product belongs to exactly one. */
export const workspaces = pgTable(
  "workspaces",
  {
    id: id(),
    slug: text().notNull(),
    name: text().notNull(),
    timeZone: text().notNull().default("UTC"),
    /** ISO day on which a week begins: 1 is Monday, 7 is Sunday. */
    weekStart: smallint().notNull().default(1),
    /** Demo coverage lives in a workspace of its own, so that no made-up article can enter a real number. */
    synthetic: boolean().notNull().default(false),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [uniqueIndex("workspaces_slug").on(t.slug)],
);

/** What remains of a deleted workspace: that it was, and who deleted it. */
export const workspaceTombstones = pgTable("workspace_tombstones", {
  id: id(),
  slug: text().notNull(),
  articles: integer().notNull(),
  deletedBy: text().notNull(),
  deletedAt: createdAt(),
});
