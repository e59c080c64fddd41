import { runInThread } from "@/server/ingest/sandbox/run-in-thread";
import type { DiscoveredFeed } from "./discover-feeds";
import type { FeedErrorCode } from "./feed-error";
import type { ParsedFeed, ParsedOpml } from "./parsed-feed";

export interface UnreadableFeed {
  kind: "unreadable";
  code: FeedErrorCode | "deadline" | "memory" | "crash";
  /** One plain sentence. */
  reason: string;
}

/** A site's page where a feed was expected, with the feeds that it names; there may be none. */
export interface FeedlessPage {
  kind: "page";
  found: DiscoveredFeed[];
}

/** Reads foreign bytes as a feed or a list of feeds in a sandboxed thread; a web page is searched for feeds. Never rejects. */
export async function readFeedInThread(bytes: Uint8Array, contentType: string | null, url: string): Promise<ParsedFeed | ParsedOpml | FeedlessPage | UnreadableFeed> {
  const read = await runInThread("parseFeed", { bytes, contentType, url });
  if (!read.ok) return { kind: "unreadable", code: read.reason.code, reason: `The feed was not read. ${read.reason.message}` };
  if (read.output.kind !== "unreadable" || read.output.code !== "web-page") return read.output;
  const page = await runInThread("discoverFeeds", { bytes, contentType, url });
  return page.ok ? { kind: "page", found: page.output } : read.output;
}
