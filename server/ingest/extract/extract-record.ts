import { decodeHtml } from "./decode-html";
import { extractArticle } from "./extract-article";
import { prescanHtml } from "./prescan-html";
import { recogniseBytes } from "./recognise-page";

export interface PageRecord {
  id: string;
  url: string;
  html_base64: string;
}

export type ArticleRecord =
  | { id: string; title: string | null; byline: string | null; publishedAt: string | null; language: string | null; outlet: string | null; canonicalUrl: string; text: string }
  | { id: string; error: string };

/**
 * One line of the command-line filter: a page in base64 to its article, or to an error with the same id.
 * What the page says is returned even where it is too little for an article: the caller sees the empty text.
 */
export function extractRecord(record: PageRecord): ArticleRecord {
  const { id } = record;
  const bytes = Buffer.from(record.html_base64, "base64");
  const unreadable = recogniseBytes(bytes, null);
  if (unreadable !== null) return { id, error: unreadable.message };
  const html = decodeHtml(bytes, null);
  const bounded = prescanHtml(html);
  if (!bounded.ok) return { id, error: bounded.message };
  const { title, byline, publishedAt, language, outlet, canonicalUrl, text } = extractArticle(html, record.url);
  return { id, title, byline, publishedAt, language, outlet, canonicalUrl, text };
}
