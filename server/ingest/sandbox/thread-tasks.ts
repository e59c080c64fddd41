import { decodeHtml } from "@/server/ingest/extract/decode-html";
import { readPage } from "@/server/ingest/extract/read-page";
import { discoverFeeds } from "@/server/ingest/feeds/discover-feeds";
import { FeedError } from "@/server/ingest/feeds/feed-error";
import { parseFeed } from "@/server/ingest/feeds/parse-feed";

/**
 * Everything a sandboxed thread can be asked to do: pure functions over plain values that can be cloned.
 * A new task is added here; nothing else is reachable from outside.
 */
export const threadTasks = {
  extractPage: (input: { bytes: Uint8Array; contentType: string | null; url: string }) => readPage(input.bytes, input.contentType, input.url),
  parseFeed: (input: { bytes: Uint8Array; contentType: string | null; url: string }) => {
    try {
      return parseFeed(input.bytes, input);
    } catch (reason) {
      // A code would not survive the way out of the thread as an exception.
      if (reason instanceof FeedError) return { kind: "unreadable" as const, code: reason.code, reason: reason.message };
      throw reason;
    }
  },
  discoverFeeds: (input: { bytes: Uint8Array; contentType: string | null; url: string }) => discoverFeeds(decodeHtml(input.bytes, input.contentType), input.url),
} as const;

export type ThreadTask = keyof typeof threadTasks;
export type TaskInput<T extends ThreadTask> = Parameters<(typeof threadTasks)[T]>[0];
export type TaskOutput<T extends ThreadTask> = ReturnType<(typeof threadTasks)[T]>;
