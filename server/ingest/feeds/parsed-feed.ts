export type FeedFormat = "rss" | "rdf" | "atom" | "json" | "sitemap" | "cdf";

export interface FeedEntry {
  /** The publisher's own key (guid, id, rdf:about), or one derived from the address or the words; unique within the feed where entries differ. */
  id: string;
  /** One line of plain text; the beginning of the words, or the address, where the publisher gave none. */
  title: string;
  /** Absolute; null when the entry leads nowhere. */
  url: string | null;
  /** ISO 8601 in the publisher's own offset, or the day (`2024-05-01`) where only a day is known. */
  publishedAt: string | null;
  updatedAt: string | null;
  author: string | null;
  /** Plain text of the short form. */
  summary: string | null;
  /** Plain text of the full form, where the feed carries one. */
  contentText: string | null;
}

export interface ParsedFeed {
  kind: "feed";
  format: FeedFormat;
  title: string;
  /** The site's address; the feed's own where none is given. */
  link: string;
  language: string | null;
  entries: FeedEntry[];
  /** How long the publisher asks readers to wait between two visits. */
  ttlMinutes?: number;
  icon?: string;
}

export interface OpmlFeed {
  title: string;
  url: string;
  siteUrl: string | null;
  /** Enclosing outlines, outermost first, joined by ` / `; null at the top. */
  folder: string | null;
}

/** An outline that means a feed and has no address that could be one. */
export interface UnreadOutline {
  title: string;
  /** What stands in place of the address; may be empty. */
  written: string;
  folder: string | null;
  /** How many feeds stand before it in the list. */
  after: number;
}

export interface ParsedOpml {
  kind: "opml";
  feeds: OpmlFeed[];
  unread: UnreadOutline[];
}
