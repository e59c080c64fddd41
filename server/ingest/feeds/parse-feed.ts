import { decodeFeed } from "./decode-feed";
import { FeedError } from "./feed-error";
import { buildMarkupTree } from "./markup-tree";
import type { ParsedFeed, ParsedOpml } from "./parsed-feed";
import { readAtom } from "./read-atom";
import { readJsonFeed } from "./read-json-feed";
import { readOpml } from "./read-opml";
import { readRss } from "./read-rss";
import { readSitemap } from "./read-sitemap";

export interface ParseFeedOptions {
  /** Where the bytes came from: the base of relative addresses. */
  url: string;
  /** The HTTP header, for its charset; null when unknown. */
  contentType: string | null;
}

export const maxFeedBytes = 20_000_000;

const roots = new Set(["rss", "rdf", "feed", "entry", "channel", "opml", "urlset", "sitemapindex"]);

/**
 * Reads RSS 0.9x to 2.0, RDF, CDF, Atom 0.3 and 1.0, JSON Feed, sitemaps and OPML, mended as readers expect.
 * Pure, linear in the input, and no document can define an entity.
 *
 * @throws FeedError with one plain sentence when the bytes are none of these.
 */
export function parseFeed(bytes: Uint8Array, options: ParseFeedOptions): ParsedFeed | ParsedOpml {
  const { url } = options;
  if (bytes.byteLength > maxFeedBytes) throw new FeedError("too-large", "This file is larger than 20 MB, which no real feed is, so it was not read.");
  refuseOtherFiles(bytes);
  const text = decodeFeed(bytes, options.contentType).replace(/^[\s\ufeff]+/, "");
  if (text === "") throw new FeedError("not-a-feed", "The address answered with an empty page.");
  if (text.startsWith("{") || text.startsWith("[")) return readJsonFeed(text, url);

  // A list or feed that lost its beginning is still one.
  const root = buildMarkupTree(text, isRoot) ?? (/<outline\s/i.test(text) ? buildMarkupTree(`<opml>${text}`, isRoot) : /<item[\s>]/i.test(text) ? buildMarkupTree(`<rss>${text}`, isRoot) : null);
  if (root === null) {
    if (isBareDocument(text)) return { kind: "feed", format: "rss", title: url, link: url, language: null, entries: [] };
    throw new FeedError("not-a-feed", "The address answered with something that is neither a feed nor a list of feeds.");
  }
  switch (root.name.replace(/^.*:/, "")) {
    case "feed":
    case "entry":
      return readAtom(root, url);
    case "opml":
      return readOpml(root, url);
    case "urlset":
      return readSitemap(root, url);
    case "sitemapindex":
      throw new FeedError("sitemap-index", "The address answered with an index of sitemaps; add one of the sitemaps that it names.");
    default:
      return readRss(root, url);
  }
}

function isRoot(localName: string): boolean {
  if (localName === "html") throw new FeedError("web-page", "The address answered with a web page, not with a feed.");
  return roots.has(localName);
}

/** A document of nothing but declarations and comments has nothing to say yet, which is not an error of reading. */
function isBareDocument(text: string): boolean {
  return text.startsWith("<!--") && /-->\s*$/.test(text) && !/<[A-Za-z]/.test(text.replace(/<!--[^]*?-->/g, ""));
}

const signatures: [start: number[], what: string][] = [
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0x1f, 0x8b], "a file that is still compressed"],
  [[0x50, 0x4b, 0x03, 0x04], "a ZIP archive or an office document"],
  [[0x89, 0x50, 0x4e, 0x47], "an image"],
  [[0xff, 0xd8, 0xff], "an image"],
  [[0x47, 0x49, 0x46, 0x38], "an image"],
  [[0x52, 0x49, 0x46, 0x46], "a media file"],
];

function refuseOtherFiles(bytes: Uint8Array): void {
  const found = signatures.find(([start]) => start.every((byte, at) => bytes[at] === byte));
  if (found) throw new FeedError("not-text", `The address answered with ${found[1]}, not with a feed.`);
}
