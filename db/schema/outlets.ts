import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "@/db/schema/columns";
import { workspaces } from "@/db/schema/workspaces";

/** A publication, known by its registrable domain, or by its name where there is no address. */
export const outlets = pgTable(
  "outlets",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    /** `domain:example.org` or `name:folded name`: what makes two mentions the same outlet. */
    key: text().notNull(),
    name: text().notNull(),
    domain: text(),
    /** ISO 3166 alpha-2. */
    country: text(),
    /** What outlets are grouped by, in the team's own words; empty for none. */
    groupName: text().notNull().default(""),
    /** The outlet that this one was merged into; its key keeps leading there. */
    mergedInto: uuid().references((): AnyPgColumn => outlets.id),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("outlets_key").on(t.workspaceId, t.key), index("outlets_merged").on(t.mergedInto).where(sql`merged_into is not null`)],
);
