import { extractText } from "./extract-text";
import { findRegions } from "./page-regions";
import { parsePage, type Page } from "./page-tree";
import type { DateReading } from "./parse-date-text";
import { readByline } from "./read-byline";
import { readPublicationDate } from "./read-date";
import { readJsonLd } from "./read-json-ld";
import { readCanonicalUrl, readLanguage, readOutlet, readSiteName } from "./read-site";
import { decodeEntities, readTitle } from "./read-title";

export type ArticleField = "title" | "byline" | "publishedAt" | "language" | "outlet" | "canonicalUrl" | "text";

/** What a page tells about its article. Fields are null where the page does not say. */
export interface ExtractedArticle {
  title: string | null;
  byline: string | null;
  /** ISO 8601 in the page's own offset, or `YYYY-MM-DD` where only the day is known. Never shifted to another zone. */
  publishedAt: string | null;
  publishedPrecision: "time" | "day" | null;
  /** BCP-47 primary tag. */
  language: string | null;
  /** Site name, or the registrable domain of the address. */
  outlet: string | null;
  canonicalUrl: string;
  /** Plain text, paragraphs separated by a blank line, NFC, without NUL and lone surrogates. */
  text: string;
  /** Where each field was found, in plain words. */
  sources: Partial<Record<ArticleField, string>>;
}

/**
 * Reads an article out of a page: one linear parse, no I/O. The caller bounds the page first (`prescanHtml`),
 * decodes it (`decodeHtml`) and asks what kind of page it is (`recognisePage`).
 */
export function extractArticle(html: string, url: string): ExtractedArticle {
  return readArticle(parsePage(html), url);
}

/** The same for a page that is parsed already. */
export function readArticle(page: Page, url: string): ExtractedArticle {
  const stated = readJsonLd(page.jsonLd);
  const siteName = readSiteName(page, stated);
  const regions = findRegions(page.body);
  const title = readTitle(page, stated, siteName?.value ?? null, regions, url);
  const byline = readByline(page, stated, siteName?.value ?? null, title?.heading ?? null, regions);
  const seen = extractText(page, { title: title?.title ?? "", heading: title?.heading ?? null, byline: byline?.byline ?? null, regions });
  const { text, source: textSource } = chooseText(seen, stated?.body ?? null);
  const language = readLanguage(page, stated, text);
  const published = readPublicationDate(page, url, stated, readingOf(page, language?.value ?? null, url), title?.heading ?? null, regions);
  const outlet = readOutlet(siteName, url);
  const canonical = readCanonicalUrl(page, url);
  const sources: ExtractedArticle["sources"] = { canonicalUrl: canonical.source };
  if (title !== null) sources.title = title.source;
  if (byline !== null) sources.byline = byline.source;
  if (published !== null) sources.publishedAt = published.source;
  if (language !== null) sources.language = language.source;
  if (outlet !== null) sources.outlet = outlet.source;
  if (text !== "") sources.text = textSource;
  return {
    title: title === null ? null : wellFormed(title.title).trim(),
    byline: byline === null ? null : wellFormed(byline.byline),
    publishedAt: published?.value ?? null,
    publishedPrecision: published?.precision ?? null,
    language: language?.value ?? null,
    outlet: outlet === null ? null : wellFormed(outlet.value),
    canonicalUrl: canonical.value,
    text: wellFormed(text),
    sources,
  };
}

/** What the page shows wins; a text stated in JSON-LD stands in where the page shows next to nothing of it. */
function chooseText(seen: string, stated: string | null): { text: string; source: string } {
  if (stated === null || stated.length < 300 || seen.length > 0.5 * stated.length) return { text: seen, source: "the page's running text" };
  const plain = decodeEntities(stated.replace(/<\/(?:p|div|h\d|li)>|<br\s*\/?>/gi, "\n\n").replace(/<[^<>]*>/g, "")).replace(/[ \t\u00a0]+/g, " ").replace(/\s*\n\s*/g, "\n\n").trim();
  return { text: plain, source: "JSON-LD articleBody" };
}

/** NFC without NUL and lone surrogates, which PostgreSQL and JSON peers refuse. */
function wellFormed(text: string): string {
  return text.replace(/\0/g, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "").normalize("NFC");
}

/** 3/4/2020 is read month first on American pages only: English, and neither the tag nor the address names another country. */
function readingOf(page: Page, language: string | null, url: string): DateReading {
  const tag = page.language.toLowerCase();
  if (/^en[-_]us/.test(tag)) return { monthFirst: true };
  if (language !== "en" || /^en[-_]/.test(tag)) return { monthFirst: false };
  return { monthFirst: /^https?:\/\/[^/]+\.(?:com|org|net|gov|edu|us|mil|info|io)(?::\d+)?(?:\/|$)/i.test(url) };
}
