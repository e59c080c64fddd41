import { eq } from "drizzle-orm";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { parseFeed } from "@/server/ingest/feeds/parse-feed";
import { addFeed } from "@/server/services/feeds/add-feed";
import { type FeedAnswer, pollFeed } from "@/server/services/feeds/poll-feed";
import type { Scope } from "@/server/services/scope";
import { articleRevisions, articles, feeds } from "@/db/schema";
import type { TestHouse } from "@/tests/support/workspace";

/** A feed in a workspace of its own, whose answers and clock a test gives. */
export interface FeedPlace {
  scope: Scope;
  feedId: string;
  /** Polls once at `at`; bytes are parsed as they would be in the thread. */
  poll(at: Date, answer: string | FeedAnswer): Promise<void>;
  feed(): Promise<typeof feeds.$inferSelect>;
  /** Titles of every article, oldest revision first. */
  titles(): Promise<string[][]>;
}

let places = 0;

export async function openFeedPlace(house: TestHouse, url: string): Promise<FeedPlace> {
  let now = new Date("2021-01-01T00:00:00Z");
  const clock = () => now;
  places += 1;
  const workspace = await house.db.transaction((tx) => createWorkspace(tx, { name: `Feed ${places}`, slug: `feed-${places}`, themes: [], actor: house.asSystem().actor, now: clock }));
  const scope: Scope = { db: house.db, now: clock, workspace, actor: house.asSystem().actor };
  const { feedId } = await addFeed(scope, { url });
  const own = eq(feeds.id, feedId);
  return {
    scope,
    feedId,
    async poll(at, answer) {
      now = at;
      await pollFeed(scope, feedId, async () => (typeof answer === "string" ? readAnswer(answer, url) : answer), async () => true);
    },
    feed: async () => (await house.db.select().from(feeds).where(own))[0]!,
    async titles() {
      const rows = await house.db
        .select({ id: articles.id, number: articleRevisions.number, title: articleRevisions.title })
        .from(articles)
        .innerJoin(articleRevisions, eq(articleRevisions.articleId, articles.id))
        .where(eq(articles.workspaceId, workspace.id))
        .orderBy(articles.createdAt, articles.id, articleRevisions.number);
      const byArticle = new Map<string, string[]>();
      for (const { id, title } of rows) byArticle.set(id, [...(byArticle.get(id) ?? []), title]);
      return [...byArticle.values()];
    },
  };
}

function readAnswer(text: string, url: string): FeedAnswer {
  const feed = parseFeed(Buffer.from(text), { url, contentType: "text/xml; charset=utf-8" });
  if (feed.kind !== "feed") throw new Error("The fixture is a list of feeds.");
  return { kind: "feed", feed, etag: null, lastModified: null };
}

export interface FixtureItem {
  guid?: string;
  title: string;
  url?: string;
  date?: string;
  summary?: string;
}

/** RSS as a newsroom's system would write it. */
export const printRss = (items: FixtureItem[], title = "The Harbour Gazette"): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${title}</title><link>https://gazette.example/</link>${items
    .map(
      (item) =>
        `<item><title><![CDATA[${item.title}]]></title>${item.guid ? `<guid isPermaLink="false">${item.guid}</guid>` : ""}${item.url ? `<link>${item.url}</link>` : ""}${item.date ? `<pubDate>${item.date}</pubDate>` : ""}${item.summary ? `<description><![CDATA[${item.summary}]]></description>` : ""}</item>`,
    )
    .join("")}</channel></rss>`;
