import { extractInThread } from "@/server/ingest/extract/extract-in-thread";
import { readFeedInThread } from "@/server/ingest/feeds/read-feed-in-thread";
import { inspectRecordsInThread, readRecordsInThread } from "@/server/ingest/files/read-records-in-thread";
import { type MailServer, sendLetter } from "@/server/ingest/mail/send-letter";
import { createSafeFetch } from "@/server/ingest/safe-fetch/create-safe-fetch";
import { postSafely } from "@/server/ingest/safe-fetch/post-safely";
import { openRobots, type RobotsGate } from "@/server/ingest/safe-fetch/robots";
import type { AddressReader } from "@/server/services/fetches/read-address";
import type { JobTools } from "@/server/worker/handle-job";

/** Rows per transaction of an import: few enough for a pause to be felt at once, enough to be worth a commit. */
const ROWS_AT_ONCE = 2_000;

/** The name by which a robots.txt may address this program. */
const PRODUCT_TOKEN = "Themeline";

export interface PublicFace {
  mailServer?: MailServer | null;
  /** The installation's public address, for links in messages. */
  origin?: string | null;
}

/** The one outgoing door and the readers of foreign bytes, as the handlers are given them. `signal` ends what is being fetched. */
export function openOutsideWorld(allowHosts: string[], userAgent: string, signal?: AbortSignal, { mailServer = null, origin = null }: PublicFace = {}): JobTools {
  const door = createSafeFetch({ allowHosts, userAgent, now: () => Date.now() });
  const robots = openRobots(door, PRODUCT_TOKEN, () => Date.now());
  const readPage = async (url: string, admit?: RobotsGate): ReturnType<AddressReader> => {
    const outcome = await door.fetchPage(url, { kind: "page", signal, admit });
    if (!outcome.ok) return { ok: false, code: outcome.code, reason: outcome.message, retryable: outcome.retryable, retryAfterMs: outcome.retryAfterMs };
    const extraction = await extractInThread(outcome.bytes, outcome.contentType, outcome.finalUrl);
    if (!extraction.ok) return { ok: false, code: extraction.reason.code, reason: extraction.reason.message };
    const { article } = extraction;
    const { byline, canonicalUrl, ...sources } = article.sources;
    return {
      ok: true,
      found: {
        url: article.canonicalUrl,
        title: article.title ?? "",
        author: article.byline ?? "",
        outlet: article.outlet ?? "",
        language: article.language ?? "",
        publishedAt: article.publishedAt ?? "",
        text: article.text,
        sources: { ...sources, ...(byline ? { author: byline } : {}), ...(canonicalUrl ? { url: canonicalUrl } : {}) },
      },
    };
  };
  return {
    post: {
      postWebhook: (url, headers, body) => postSafely({ allowHosts, userAgent }, url, headers, body),
      sendLetter: mailServer && ((letter) => sendLetter(mailServer, letter)),
      origin,
    },
    readPage: (url) => readPage(url),
    readFeedPage: (url) => readPage(url, robots),
    readRecords: (source, options) => readRecordsInThread(source, { ...options, limits: { batchRows: ROWS_AT_ONCE } }),
    inspectRecords: (source, choice) => inspectRecordsInThread(source, { choice }),
    async readFeed(url, known) {
      const outcome = await door.fetchPage(url, { kind: "feed", ...known, signal });
      // The worker stops: that says nothing about the feed, and the job comes back.
      if (!outcome.ok && outcome.code === "cancelled") throw new Error(outcome.message);
      if (!outcome.ok && outcome.code === "busy") return { kind: "busy", retryAfterMs: outcome.retryAfterMs ?? 0 };
      if (!outcome.ok) return { kind: "failed", reason: outcome.message, retryAfterMs: outcome.retryAfterMs ?? null };
      if (outcome.notModified) return { kind: "unchanged" };
      const read = await readFeedInThread(outcome.bytes, outcome.contentType, outcome.finalUrl);
      switch (read.kind) {
        case "feed":
          return { kind: "feed", feed: read, etag: outcome.etag, lastModified: outcome.lastModified };
        case "opml":
          return { kind: "page", found: read.feeds };
        case "page":
          return { kind: "page", found: read.found };
        case "unreadable":
          return { kind: "failed", reason: read.reason, retryAfterMs: null };
      }
    },
  };
}
