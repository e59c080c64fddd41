import { pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("outlets_key").on(t.workspaceId, t.key)],
);
