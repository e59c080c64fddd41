import { FeedError } from "./feed-error";
import { parseFeed } from "./parse-feed";

export interface FeedRecordInput {
  id: string;
  url: string;
  body_base64: string;
}

export type FeedRecordOutput =
  | { id: string; kind: "feed"; title: string; link: string; entries: { id: string; title: string; url: string | null; publishedAt: string | null; author: string | null; summary: string | null }[] }
  | { id: string; kind: "opml"; feeds: { title: string; url: string }[] }
  | { id: string; error: string };

/** One line of the `parse-feed` filter: a record that is no feed answers with its reason and stops nothing. */
export function readFeedRecord(input: FeedRecordInput): FeedRecordOutput {
  const { id } = input;
  try {
    const parsed = parseFeed(Buffer.from(input.body_base64, "base64"), { url: input.url, contentType: null });
    if (parsed.kind === "opml") return { id, kind: "opml", feeds: parsed.feeds.map(({ title, url }) => ({ title, url })) };
    const entries = parsed.entries.map(({ id: key, title, url, publishedAt, author, summary }) => ({ id: key, title, url, publishedAt, author, summary }));
    return { id, kind: "feed", title: parsed.title, link: parsed.link, entries };
  } catch (reason) {
    if (reason instanceof FeedError) return { id, error: reason.message };
    throw reason;
  }
}
