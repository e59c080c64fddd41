import { resolveAddress } from "./feed-address";
import { parseFeedDate } from "./feed-date";
import { FeedError } from "./feed-error";
import { joinNames, settleEntries, type EntryDraft } from "./feed-fields";
import { decodeReferences, htmlToText, tidyLine, tidyText } from "./feed-text";
import type { ParsedFeed } from "./parsed-feed";

type JsonObject = Record<string, unknown>;

/**
 * JSON Feed 1.0 and 1.1.
 *
 * @throws FeedError `broken-json`, `too-many-parts`, or `not-a-feed` for JSON of another kind.
 */
export function readJsonFeed(text: string, url: string): ParsedFeed {
  const document = parseJson(text);
  if (!isObject(document) || !(Array.isArray(document.items) || /jsonfeed/i.test(words(document.version)))) {
    throw new FeedError("not-a-feed", "The address answered with JSON that is not a JSON Feed.");
  }
  const site = resolveAddress(words(document.home_page_url), url);
  const authors = readAuthors(document);
  const icon = resolveAddress(words(document.favicon) || words(document.icon), site ?? url);
  const items = Array.isArray(document.items) ? document.items.filter(isObject) : [];
  return {
    kind: "feed",
    format: "json",
    title: readLine(document.title) ?? site ?? url,
    link: site ?? url,
    language: words(document.language) || null,
    entries: settleEntries(items.map((item) => readItem(item, authors, site ?? url))),
    ...(icon === null ? {} : { icon }),
  };
}

/** As with elements in XML: counted before anything is built. */
const maxStructures = 400_000;

function parseJson(text: string): unknown {
  let structures = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) structures += 1;
  }
  if (structures > maxStructures) throw new FeedError("too-many-parts", "This file has far more parts than any real feed, so it was not read.");
  try {
    return JSON.parse(text) as unknown;
  } catch (reason) {
    throw new FeedError("broken-json", "The address answered with JSON that breaks off or is malformed.", { cause: reason });
  }
}

function readItem(item: JsonObject, feedAuthors: string | null, base: string): EntryDraft {
  const html = words(item.content_html);
  const plain = words(item.content_text);
  const updatedAt = parseFeedDate(words(item.date_modified));
  const id = words(item.id) || null;
  return {
    id,
    title: readLine(item.title),
    url: resolveAddress(words(item.url), base) ?? resolveAddress(words(item.external_url), base) ?? (id !== null && /^https?:\/\//i.test(id) ? resolveAddress(id, base) : null),
    publishedAt: parseFeedDate(words(item.date_published)) ?? updatedAt,
    updatedAt,
    author: readAuthors(item) ?? feedAuthors,
    summary: tidyText(words(item.summary)) || null,
    contentText: tidyText(plain) || htmlToText(html) || null,
  };
}

function readAuthors(holder: JsonObject): string | null {
  const listed = [holder.authors, holder.author].flat().map((author) => (isObject(author) ? readLine(author.name) : readLine(author)));
  return joinNames(listed);
}

/** Titles are plain text here, but generators leave references in them. */
function readLine(value: unknown): string | null {
  return tidyLine(decodeReferences(words(value))) || null;
}

function words(value: unknown): string {
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
