import { declaredBase, isWebAddress, resolveAddress } from "./feed-address";
import { firstDate, firstField, firstText, firstTitle, joinNames, markupText, settleEntries, type EntryDraft } from "./feed-fields";
import { htmlToText, looseText, tidyLine, tidyText } from "./feed-text";
import { childrenNamed, descendantsNamed, isElement, rawText, type MarkupElement } from "./markup-tree";
import type { ParsedFeed } from "./parsed-feed";

/** Atom 0.3 and 1.0. */
export function readAtom(root: MarkupElement, url: string): ParsedFeed {
  const base = declaredBase(root, url) ?? url;
  const site = resolveAddress(linkHref(root, "alternate"), base);
  const authors = readAuthors(root);
  const icon = resolveAddress(firstField(root, "icon", "logo"), base);
  const entries = root.name === "entry" ? [root] : descendantsNamed(root, "entry");
  return {
    kind: "feed",
    format: "atom",
    title: readTitle(root) ?? site ?? url,
    link: site ?? url,
    language: (root.attributes.get("xml:lang") ?? root.attributes.get("lang") ?? "").trim() || null,
    entries: settleEntries(entries.map((entry) => readEntry(entry, authors, site, url))),
    ...(icon === null ? {} : { icon }),
  };
}

function readEntry(entry: MarkupElement, feedAuthors: string | null, site: string | null, url: string): EntryDraft {
  const base = declaredBase(entry, url) ?? site ?? url;
  const id = firstField(entry, "id", "guid")?.trim() ?? null;
  const updatedAt = firstDate(entry, "updated", "modified", "dcterms:modified");
  const source = childrenNamed(entry, "source")[0];
  return {
    id,
    title: readTitle(entry),
    url: readEntryAddress(entry, id, base),
    publishedAt: firstDate(entry, "published", "issued", "created", "pubdate", "dc:date", "dcterms:issued") ?? updatedAt,
    updatedAt,
    author: readAuthors(entry) ?? (source ? readAuthors(source) : null) ?? feedAuthors,
    summary: readBody(entry, "summary", "tagline") ?? firstText(entry, "description") ?? mediaDescription(entry),
    contentText: readBody(entry, "content"),
  };
}

/** The best link of a relation: one for people before one for programs. */
function linkHref(element: MarkupElement, relation: string): string | null {
  const links = childrenNamed(element, "link").filter((link) => (link.attributes.get("rel")?.trim().toLowerCase() || "alternate") === relation && link.attributes.get("href")?.trim());
  const forPeople = links.find((link) => /html/i.test(link.attributes.get("type") ?? "html")) ?? links[0];
  // Some write the address as RSS does.
  const asText = relation === "alternate" ? childrenNamed(element, "link").map((link) => rawText(link).trim()).find(isWebAddress) : undefined;
  return forPeople?.attributes.get("href") ?? asText ?? null;
}

function readEntryAddress(entry: MarkupElement, id: string | null, base: string): string | null {
  const candidates = [firstField(entry, "feedburner:origlink"), linkHref(entry, "alternate"), id !== null && isWebAddress(id) ? id : null, linkHref(entry, "self"), linkHref(entry, "enclosure")];
  for (const candidate of candidates) {
    const address = resolveAddress(candidate, base);
    if (address !== null) return address;
  }
  return null;
}

function readAuthors(element: MarkupElement): string | null {
  const people = childrenNamed(element, "author").map((author) => tidyLine(firstField(author, "name", "email") ?? rawTextWithoutElements(author)));
  return joinNames(people) ?? joinNames(childrenNamed(element, "dc:creator").map((creator) => tidyLine(rawText(creator))));
}

function rawTextWithoutElements(element: MarkupElement): string {
  return element.children.filter((child) => !isElement(child)).join("");
}

function readTitle(element: MarkupElement): string | null {
  for (const title of childrenNamed(element, "title")) {
    const text = tidyLine(readConstruct(title, { isTitle: true }));
    if (text !== "") return text;
  }
  return firstTitle(element, "dc:title", "media:title") ?? childrenNamed(element, "media:group").map((group) => firstTitle(group, "media:title")).find((text) => text !== null) ?? null;
}

function readBody(element: MarkupElement, ...names: string[]): string | null {
  for (const body of childrenNamed(element, ...names)) {
    const text = tidyText(readConstruct(body, { isTitle: false }));
    if (text !== "") return text;
  }
  return null;
}

const commonMarkup = /<\/?(?:p|br|div|a|img|span|strong|em|b|i|ul|ol|li|h[1-6]|blockquote|table)\b[^<>]*>/i;

/**
 * A text construct's words (RFC 4287, 3.1; `mode` is Atom 0.3). Unlike RSS, Atom says what is markup, so `text`
 * keeps its brackets; only in bodies is text that is plainly mislabelled HTML read as HTML.
 */
function readConstruct(element: MarkupElement, { isTitle }: { isTitle: boolean }): string {
  const type = (element.attributes.get("type") ?? "").trim().toLowerCase();
  const mode = (element.attributes.get("mode") ?? "").trim().toLowerCase();
  if (mode === "base64") {
    const decoded = new TextDecoder().decode(Buffer.from(rawText(element), "base64"));
    return isTitle ? htmlToText(decoded, { keepUnknownTags: true }) : looseText(decoded);
  }
  if (element.children.some(isElement)) return markupText(element);
  const text = rawText(element);
  if (type === "html" || type === "text/html") return htmlToText(text, { keepUnknownTags: isTitle });
  return !isTitle && commonMarkup.test(text) ? htmlToText(text) : text;
}

function mediaDescription(entry: MarkupElement): string | null {
  return childrenNamed(entry, "media:group").map((group) => firstText(group, "media:description")).find((text) => text !== null) ?? firstText(entry, "media:description");
}
