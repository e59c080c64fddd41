import { and, asc, eq, isNull } from "drizzle-orm";
import { feeds } from "@/db/schema";
import type { OpmlFeed } from "@/server/ingest/feeds/parsed-feed";
import { requireRole, type Scope } from "@/server/services/scope";

/** How a list is written; given by the caller, because the form belongs to the outside world. */
export type OpmlPrinter = (feeds: readonly OpmlFeed[], options: { title: string; now: Date }) => string;

/** All feeds of the workspace as one OPML text for other readers, in their folders. Needs `viewer`. */
export async function exportOpml(scope: Scope, print: OpmlPrinter): Promise<{ fileName: string; opml: string }> {
  requireRole(scope, "viewer");
  const rows = await scope.db
    .select({ title: feeds.title, url: feeds.url, siteUrl: feeds.siteUrl, folder: feeds.folder })
    .from(feeds)
    .where(and(eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt)))
    .orderBy(asc(feeds.folder), asc(feeds.title), asc(feeds.url));
  const listed = rows.map((row) => ({ ...row, title: row.title || row.url }));
  return { fileName: `${scope.workspace.slug} feeds.opml`, opml: print(listed, { title: `Feeds of ${scope.workspace.name}`, now: scope.now() }) };
}
