import { decodeHtml } from "./decode-html";
import { readArticle, type ExtractedArticle } from "./extract-article";
import { parsePage } from "./page-tree";
import { prescanHtml, type PrescanReason } from "./prescan-html";
import { recogniseBytes, recognisePage, type PageRefusalCode } from "./recognise-page";

export type PageReading = { ok: true; article: ExtractedArticle } | { ok: false; reason: { code: PageRefusalCode | PrescanReason; message: string } };

/**
 * Bytes of a page to its article, or the plain reason why there is none. Synchronous, no I/O.
 * Foreign bytes belong into a thread with a memory cap and a deadline: see `extractInThread`.
 */
export function readPage(bytes: Uint8Array, contentType: string | null, url: string): PageReading {
  const unreadable = recogniseBytes(bytes, contentType);
  if (unreadable !== null) return { ok: false, reason: unreadable };
  const html = decodeHtml(bytes, contentType);
  const bounded = prescanHtml(html);
  if (!bounded.ok) return { ok: false, reason: { code: bounded.reason, message: bounded.message } };
  const page = parsePage(html);
  const article = readArticle(page, url);
  const other = recognisePage(article, page, url);
  return other === null ? { ok: true, article } : { ok: false, reason: other };
}
