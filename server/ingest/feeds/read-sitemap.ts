import { resolveAddress } from "./feed-address";
import { firstDate, firstField, firstTitle, settleEntries } from "./feed-fields";
import { childrenNamed, descendantsNamed, type MarkupElement } from "./markup-tree";
import type { ParsedFeed } from "./parsed-feed";

/** A sitemap, with Google's news extension where the publisher uses it. */
export function readSitemap(root: MarkupElement, url: string): ParsedFeed {
  const pages = descendantsNamed(root, "url").filter((page) => firstField(page, "loc") !== null);
  const publication = pages.flatMap((page) => childrenNamed(page, "news:news")).flatMap((news) => childrenNamed(news, "news:publication"))[0];
  const site = originOf(url);
  return {
    kind: "feed",
    format: "sitemap",
    title: (publication && firstTitle(publication, "news:name")) ?? site,
    link: site,
    language: (publication && firstField(publication, "news:language")?.trim()) || null,
    entries: settleEntries(
      pages.map((page) => {
        const news = childrenNamed(page, "news:news")[0];
        const updatedAt = firstDate(page, "lastmod");
        return {
          id: null,
          title: news ? firstTitle(news, "news:title") : null,
          url: resolveAddress(firstField(page, "loc"), url),
          // `lastmod` is when the page changed for whatever reason: it says nothing of when it was published.
          publishedAt: news ? firstDate(news, "news:publication_date") : null,
          updatedAt,
          author: null,
          summary: null,
          contentText: null,
        };
      }),
    ),
  };
}

function originOf(url: string): string {
  try {
    return `${new URL(url).origin}/`;
  } catch {
    return url;
  }
}
