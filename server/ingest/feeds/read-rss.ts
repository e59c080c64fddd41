import { declaredBase, isWebAddress, resolveAddress } from "./feed-address";
import { firstDate, firstField, firstText, firstTitle, joinNames, personName, settleEntries, type EntryDraft } from "./feed-fields";
import { childrenNamed, descendantsNamed, rawText, type MarkupElement } from "./markup-tree";
import type { FeedFormat, ParsedFeed } from "./parsed-feed";

/** RSS 0.9x to 2.0, RDF and CDF: a channel with items inside or beside it. */
export function readRss(root: MarkupElement, url: string): ParsedFeed {
  const channel = childrenNamed(root, "channel")[0] ?? root;
  const format: FeedFormat = root.name.endsWith("rdf") ? "rdf" : root.name === "channel" ? "cdf" : "rss";
  const site = readSite(channel, url);
  const items = descendantsNamed(root, "item");
  const ttlMinutes = readTtl(channel);
  const icon = readIcon(root, channel, site ?? url);
  return {
    kind: "feed",
    format,
    title: firstTitle(channel, "title", "dc:title", "itunes:title") ?? site ?? url,
    link: site ?? url,
    language: (firstField(channel, "language", "dc:language") ?? root.attributes.get("xml:lang") ?? channel.attributes.get("xml:lang"))?.trim() || null,
    entries: settleEntries(items.map((item) => readItem(item, site, url))),
    ...(ttlMinutes === null ? {} : { ttlMinutes }),
    ...(icon === null ? {} : { icon }),
  };
}

function readSite(channel: MarkupElement, url: string): string | null {
  const base = declaredBase(channel, url) ?? url;
  return resolveAddress(linkText(channel) ?? channel.attributes.get("href") ?? atomLink(channel), base);
}

/** The text of `link`, or its `href` where a publisher mixed the formats up. */
function linkText(element: MarkupElement): string | null {
  for (const link of childrenNamed(element, "link")) {
    const written = rawText(link).trim() || (isAlternate(link) ? link.attributes.get("href")?.trim() : "");
    if (written) return written;
  }
  return null;
}

function isAlternate(link: MarkupElement): boolean {
  const rel = link.attributes.get("rel")?.trim().toLowerCase();
  return rel === undefined || rel === "" || rel === "alternate";
}

function atomLink(element: MarkupElement): string | null {
  return childrenNamed(element, "atom:link").find((link) => isAlternate(link) && link.attributes.get("href")?.trim())?.attributes.get("href") ?? null;
}

function readItem(item: MarkupElement, site: string | null, url: string): EntryDraft {
  const base = declaredBase(item, url) ?? site ?? url;
  const guid = childrenNamed(item, "guid", "id").find((element) => rawText(element).trim() !== "");
  const about = item.attributes.get("rdf:about") ?? item.attributes.get("about");
  return {
    id: (guid && rawText(guid).trim()) || about?.trim() || null,
    title: firstTitle(item, "title", "dc:title", "itunes:title", "media:title") ?? mediaTitle(item),
    url: readItemAddress(item, guid, about, base),
    publishedAt: firstDate(item, "pubdate", "dc:date", "published", "atom:published", "dcterms:issued", "dcterms:created", "dcterms:available", "date", "issued", "atom:updated", "updated", "dcterms:modified", "lastmod"),
    updatedAt: firstDate(item, "atom:updated", "updated", "dcterms:modified", "modified", "lastbuilddate"),
    author: readAuthor(item),
    summary: firstText(item, "description", "summary", "abstract", "dc:description", "itunes:summary", "googleplay:description", "media:description", "itunes:subtitle") ?? mediaDescription(item),
    contentText: firstText(item, "content:encoded", "body", "fullitem", "content", "atom:content"),
  };
}

function readItemAddress(item: MarkupElement, guid: MarkupElement | undefined, about: string | undefined, base: string): string | null {
  const permalink = guid && guid.attributes.get("ispermalink")?.trim().toLowerCase() !== "false" ? rawText(guid).trim() : "";
  const candidates = [
    firstField(item, "feedburner:origlink"),
    linkText(item),
    item.attributes.get("href"),
    atomLink(item),
    isWebAddress(permalink) || permalink.startsWith("/") ? permalink : null,
    about !== undefined && isWebAddress(about) ? about : null,
    ...childrenNamed(item, "enclosure").map((enclosure) => enclosure.attributes.get("url")),
  ];
  for (const candidate of candidates) {
    const address = resolveAddress(candidate, base);
    if (address !== null) return address;
  }
  return null;
}

function readAuthor(item: MarkupElement): string | null {
  for (const name of ["dc:creator", "author", "itunes:author", "googleplay:author", "atom:author", "dc:contributor"]) {
    const names = childrenNamed(item, name).map((element) => personName(firstField(element, "name", "atom:name") ?? rawText(element)));
    const joined = joinNames(names);
    if (joined !== null) return joined;
  }
  return null;
}

function mediaTitle(item: MarkupElement): string | null {
  return childrenNamed(item, "media:group", "media:content").map((group) => firstTitle(group, "media:title")).find((title) => title !== null) ?? null;
}

function mediaDescription(item: MarkupElement): string | null {
  return childrenNamed(item, "media:group", "media:content").map((group) => firstText(group, "media:description")).find((text) => text !== null) ?? null;
}

function readIcon(root: MarkupElement, channel: MarkupElement, base: string): string | null {
  const images = [...childrenNamed(channel, "image"), ...childrenNamed(root, "image")];
  const written = images.map((image) => firstField(image, "url")).find((address) => address !== null);
  const other = [...childrenNamed(channel, "itunes:image"), ...childrenNamed(channel, "logo")].map((image) => image.attributes.get("href")).find(Boolean);
  return resolveAddress(written ?? other, base);
}

const periodMinutes: Record<string, number> = { hourly: 60, daily: 1_440, weekly: 10_080, monthly: 43_200, yearly: 525_600 };

function readTtl(channel: MarkupElement): number | null {
  const ttl = Number.parseInt(firstField(channel, "ttl") ?? "", 10);
  if (ttl > 0) return ttl;
  const period = periodMinutes[firstField(channel, "sy:updateperiod")?.trim().toLowerCase() ?? ""];
  if (period === undefined) return null;
  const frequency = Number.parseInt(firstField(channel, "sy:updatefrequency") ?? "1", 10);
  return Math.max(1, Math.round(period / (frequency > 0 ? frequency : 1)));
}
