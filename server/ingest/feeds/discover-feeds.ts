import { resolveAddress } from "./feed-address";
import { tidyLine } from "./feed-text";
import { scanHtml } from "./scan-html";

export type DiscoveredFeedType = "rss" | "atom" | "json" | "unknown";

export interface DiscoveredFeed {
  url: string;
  title: string;
  type: DiscoveredFeedType;
}

const maxFound = 50;
/** Addresses that are feeds by custom: `/feed`, `/rss.xml`, `/atom`, `/index.rdf`, `/feed.json`. */
const customaryPath = /(?:^|\/)(?:feeds?|rss2?|atom)\/?$|(?:^|\/)(?:[\w-]*(?:feed|rss|atom)[\w-]*|index)\.(?:xml|rdf|rss|atom)$|\.(?:rss|atom|rdf)$|(?:^|\/)feed\.json$/i;

/**
 * The feeds that a page names: first those it declares in `link` elements, then what it links to that is a feed by its
 * type or its customary address; feeds of comments last. Nothing is fetched, so a found address need not answer.
 */
export function discoverFeeds(html: string, url: string): DiscoveredFeed[] {
  const declared: DiscoveredFeed[] = [];
  const linked: DiscoveredFeed[] = [];
  let base = url;
  let anchor: DiscoveredFeed | null = null;

  scanHtml(html, {
    onOpen(name, attributes) {
      if (name === "base" && base === url) base = resolveAddress(attributes.get("href"), url) ?? url;
      if (name !== "link" && name !== "a") return;
      const address = resolveAddress(attributes.get("href"), base);
      if (address === null) return;
      const title = tidyLine(attributes.get("title") ?? "");
      const type = feedType(attributes.get("type") ?? "", address);
      if (name === "link") {
        const relations = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/);
        if (relations.includes("feed") || (relations.includes("alternate") && type !== null)) declared.push({ url: address, title, type: type ?? "unknown" });
        return;
      }
      anchor = type !== null || customaryPath.test(pathOf(address)) ? { url: address, title, type: type ?? typeOfAddress(address) } : null;
      if (anchor) linked.push(anchor);
    },
    onClose(name) {
      if (name === "a") anchor = null;
    },
    onText(text) {
      if (anchor && anchor.title.length < 100) anchor.title = tidyLine(`${anchor.title} ${text}`);
    },
  });

  const found = new Map<string, DiscoveredFeed>();
  for (const feed of [...declared, ...linked]) if (!found.has(feed.url)) found.set(feed.url, { ...feed, title: feed.title || feed.url });
  const ordered = [...found.values()];
  return [...ordered.filter((feed) => !isOfComments(feed)), ...ordered.filter(isOfComments)].slice(0, maxFound);
}

function feedType(mediaType: string, address: string): DiscoveredFeedType | null {
  const bare = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (bare === "application/atom+xml") return "atom";
  if (/^(?:application|text)\/(?:rss|rdf|x\.rss|x-rss)(?:\+xml)?$/.test(bare)) return "rss";
  if (bare === "application/feed+json") return "json";
  // Plain JSON and XML are named for many other things, such as a site's programming interface.
  if (bare === "application/json") return /feed/i.test(pathOf(address)) ? "json" : null;
  if (bare === "text/xml" || bare === "application/xml") return customaryPath.test(pathOf(address)) ? typeOfAddress(address) : null;
  return null;
}

function typeOfAddress(address: string): DiscoveredFeedType {
  const path = pathOf(address);
  if (/atom/i.test(path)) return "atom";
  if (/\.json$/i.test(path)) return "json";
  return /rss|rdf/i.test(path) ? "rss" : "unknown";
}

function pathOf(address: string): string {
  return new URL(address).pathname;
}

function isOfComments(feed: DiscoveredFeed): boolean {
  return /\bcomments?\b/i.test(`${feed.title} ${pathOf(feed.url)}`);
}
