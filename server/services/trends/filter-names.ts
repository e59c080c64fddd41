import { eq, sql } from "drizzle-orm";
import { feeds, outlets, themes } from "@/db/schema";
import type { FilterNames } from "@/server/core/trends/describe-filter";
import type { Scope } from "@/server/services/scope";

/** The names of everything that a filter can speak of by id, also of what is archived, merged or removed. */
export async function readFilterNames({ db, workspace }: Scope): Promise<FilterNames> {
  const [namedThemes, namedOutlets, namedFeeds] = await Promise.all([
    db.select({ id: themes.id, name: themes.name }).from(themes).where(eq(themes.workspaceId, workspace.id)),
    db.select({ id: outlets.id, name: outlets.name }).from(outlets).where(eq(outlets.workspaceId, workspace.id)),
    db.select({ id: feeds.id, name: sql<string>`coalesce(nullif(${feeds.title}, ''), ${feeds.url})` }).from(feeds).where(eq(feeds.workspaceId, workspace.id)),
  ]);
  const mapOf = (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
  return { themes: mapOf(namedThemes), outlets: mapOf(namedOutlets), feeds: mapOf(namedFeeds) };
}
