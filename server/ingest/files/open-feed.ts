import { guessMapping } from "@/server/core/articles/column-mapping";
import { FeedError } from "@/server/ingest/feeds/feed-error";
import { maxFeedBytes, parseFeed } from "@/server/ingest/feeds/parse-feed";
import type { FeedEntry, ParsedFeed, ParsedOpml } from "@/server/ingest/feeds/parsed-feed";
import type { DecodedText } from "./decode-text";
import { FileRefusal } from "./record-batch";
import type { OpenTable, TableRow } from "./table-row";

/** Stands for the address that a file has none of; relative links in it lead nowhere. */
const NO_ADDRESS = "https://file.invalid/";
const ARTICLE_COLUMNS = ["Address", "Title", "Outlet", "Author", "Language", "Published", "Text"];
const FEED_COLUMNS = ["Feed", "Title", "Site", "Folder"];
const ROWS_AT_ONCE = 500;

/** A feed's file as a table of its entries, or a list of feeds (OPML) as a table of feeds. Whole in memory: 20 MB at most. */
export async function openFeed(text: DecodedText): Promise<OpenTable> {
  const parsed = readFeed(await collectBytes(text.bytes));
  const isList = parsed.kind === "opml";
  const columns = isList ? FEED_COLUMNS : ARTICLE_COLUMNS;
  const lines: FeedLine[] = isList ? printList(parsed) : parsed.entries.map((entry) => ({ cells: printEntry(entry, parsed) }));
  if (lines.length === 0) throw new FileRefusal("empty", isList ? "The list names no feeds." : "The feed has no entries.");
  const rows = async function* (): AsyncGenerator<TableRow[]> {
    for (let at = 0; at < lines.length; at += ROWS_AT_ONCE) yield lines.slice(at, at + ROWS_AT_ONCE).map((line, i) => ({ rowNumber: at + i + 1, ...line }));
  };
  return { shape: { format: isList ? "feed-list" : "feed", delimiter: null, encoding: null, columns, headerRow: 0, sheets: [], sheet: null, guessed: isList ? { url: "Feed", title: "Title" } : guessMapping(columns) }, rows: rows() };
}

type FeedLine = { cells: string[]; refused?: string };

/** The feeds of a list in its order, those that have no address of their own as refused. */
function printList({ feeds, unread }: ParsedOpml): FeedLine[] {
  const lines: FeedLine[] = [];
  let next = 0;
  for (let at = 0; at <= feeds.length; at += 1) {
    for (let outline = unread[next]; outline?.after === at; outline = unread[next]) {
      lines.push(refuseOutline(outline.written, outline.title, outline.folder));
      next += 1;
    }
    const feed = feeds[at];
    if (!feed) break;
    const title = feed.title === feed.url ? "" : feed.title;
    if (feed.url.startsWith(NO_ADDRESS)) lines.push(refuseOutline(feed.url.slice(NO_ADDRESS.length - 1), title, feed.folder));
    else lines.push({ cells: [feed.url, title, feed.siteUrl?.startsWith(NO_ADDRESS) ? "" : (feed.siteUrl ?? ""), feed.folder ?? ""] });
  }
  return lines;
}

function refuseOutline(written: string, title: string, folder: string | null): FeedLine {
  const refused = written === "" ? "Feed: The list gives no address for it." : `Feed: “${written.slice(0, 100)}” is not a web address; it should look like https://example.org/feed.`;
  return { refused, cells: [written, title, "", folder ?? ""] };
}

/** An address says its outlet better than the name of a section's feed does. */
function printEntry({ url, title, author, publishedAt, updatedAt, summary, contentText }: FeedEntry, feed: ParsedFeed): string[] {
  const address = url?.startsWith(NO_ADDRESS) ? "" : (url ?? "");
  const [short, full] = [summary ?? "", contentText ?? ""];
  const text = full.length > short.length ? full : short;
  return [address, title, address ? "" : feed.title.replace(NO_ADDRESS, ""), author ?? "", feed.language ?? "", publishedAt ?? updatedAt ?? "", text === title ? "" : text];
}

function readFeed(bytes: Uint8Array): ParsedFeed | ParsedOpml {
  try {
    return parseFeed(bytes, { url: NO_ADDRESS, contentType: null });
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    const message = error.code === "web-page" ? "This is a web page. Paste its address or its text instead." : error.code === "not-a-feed" ? "This is markup of a kind that is not read: neither a feed nor a list of feeds." : error.message.replace("The address answered with", "The file is");
    throw new FileRefusal(error.code === "too-large" || error.code === "too-many-parts" ? "too_large" : "no_records", message);
  }
}

async function collectBytes(source: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    parts.push(part);
    length += part.length;
    if (length > maxFeedBytes) throw new FileRefusal("too_large", "The file is larger than 20 MB, which no real feed is, so it was not read.");
  }
  return Buffer.concat(parts);
}
