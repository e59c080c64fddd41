import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { feeds, type FoundFeed, outlets } from "@/db/schema";
import { addDays, dayNumber, localDay } from "@/server/core/trends/days";
import { requireRole, type Scope } from "@/server/services/scope";

export const SPARKLINE_DAYS = 28;

export interface ListedFeed {
  id: string;
  url: string;
  title: string;
  siteUrl: string | null;
  folder: string | null;
  outlet: { id: string; name: string } | null;
  /** `choose`: the address was a site's that names several feeds; `collecting`: its first collection or a wanted one is under way; `waiting`: its site is busy with others. */
  state: "choose" | "collecting" | "waiting" | "good" | "failing";
  found: FoundFeed[];
  lastSuccessAt: string | null;
  nextPollAt: string | null;
  /** Plain words; empty when the last collection went well. */
  error: string;
  failures: number;
  /** Whether the pages of its articles are read. */
  pages: "always" | "never" | "when-short";
  /** Articles of all time that the feed was the first to bring: what its list opens. */
  articles: number;
  /** Such articles without a date; they are on a list of their own. */
  undated: number;
  /** Articles on each of the last 28 days, today last. */
  perDay: number[];
}

/** Feeds with their health, the ones that need somebody first. Needs `viewer`. */
export async function listFeeds(scope: Scope): Promise<{ feeds: ListedFeed[] }> {
  requireRole(scope, "viewer");
  const today = localDay(scope.now(), scope.workspace.timeZone);
  const first = addDays(today, 1 - SPARKLINE_DAYS);
  const [rows, counts] = await Promise.all([
    scope.db
      .select({
        feed: feeds,
        outlet: { id: outlets.id, name: outlets.name },
        isAsked: sql<boolean>`exists (select 1 from jobs j where j.key = 'poll-feed:' || ${feeds.id} and j.failed_at is null)`,
      })
      .from(feeds)
      .leftJoin(outlets, eq(outlets.id, feeds.outletId))
      .where(and(eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt)))
      .orderBy(asc(sql`lower(coalesce(nullif(${feeds.title}, ''), ${feeds.url}))`)),
    scope.db.execute<{ feed_id: string; day: string | null; is_dated: boolean; articles: number }>(sql`
      select a.feed_id, case when a.published_day between ${first}::date and ${today}::date then a.published_day::text end as day, a.published_day is not null as is_dated, count(*)::int as articles
      from feeds f join articles a on a.feed_id = f.id
      where f.workspace_id = ${scope.workspace.id} and a.workspace_id = ${scope.workspace.id} and f.removed_at is null and a.deleted_at is null group by 1, 2, 3`),
  ]);
  const totals = new Map(rows.map(({ feed }) => [feed.id, { articles: 0, undated: 0, perDay: Array.from({ length: SPARKLINE_DAYS }, () => 0) }]));
  for (const { feed_id, day, is_dated, articles } of counts) {
    const total = totals.get(feed_id);
    if (!total) continue;
    total[is_dated ? "articles" : "undated"] += articles;
    if (day) total.perDay[dayNumber(day) - dayNumber(first)] = articles;
  }
  const listed = rows.map(({ feed, outlet, isAsked }): ListedFeed => ({
    id: feed.id,
    url: feed.url,
    title: feed.title || feed.url,
    siteUrl: feed.siteUrl,
    folder: feed.folder,
    outlet,
    state: feed.found ? "choose" : isAsked ? "collecting" : feed.lastPollAt === null ? "waiting" : feed.error === "" ? "good" : "failing",
    found: feed.found ?? [],
    lastSuccessAt: feed.lastSuccessAt?.toISOString() ?? null,
    nextPollAt: feed.nextPollAt?.toISOString() ?? null,
    error: feed.error,
    failures: feed.failures,
    pages: feed.fetchesPages === null ? "when-short" : feed.fetchesPages ? "always" : "never",
    ...totals.get(feed.id)!,
  }));
  const urgency = { choose: 0, failing: 1, collecting: 2, waiting: 2, good: 2 } as const;
  return { feeds: listed.sort((a, b) => urgency[a.state] - urgency[b.state]) };
}
