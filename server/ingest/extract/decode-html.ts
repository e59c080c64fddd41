import { decodeBytes, decodeStrictly, encodingOf, encodingOfMark, peekAscii } from "@/server/ingest/decode/decode-bytes";
import { guessEncoding } from "@/server/ingest/decode/guess-encoding";

const DECLARATION_BYTES = 4_096;

/**
 * Decodes a page's bytes. In order: byte order mark; bytes that are valid UTF-8 beyond ASCII, whatever is declared
 * (chance does not produce that); the HTTP charset; the page's own declaration; what bytes and language look like.
 * Never throws; what cannot be decoded becomes U+FFFD.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | null): string {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return decodeBytes(marked, bytes);
  const head = peekAscii(bytes, DECLARATION_BYTES);
  const declared = readable(charsetIn(contentType ?? "")) ?? readable(charsetOfPage(head));
  const utf8 = decodeStrictly("utf-8", bytes, true);
  if (utf8 !== null && (declared === null || utf8.length !== bytes.length)) return utf8;
  if (declared !== null && declared !== "utf-8") return decodeBytes(declared, bytes);
  if (utf8 !== null) return utf8;
  const loose = decodeBytes("utf-8", bytes);
  if (declared !== null && countReplaced(loose) < 0.02 * loose.length) return loose;
  return decodeBytes(guessEncoding(bytes, languageOfPage(head)), bytes);
}

/** A declared UTF-16 is a mistake where the declaration itself could be read as ASCII. */
function readable(label: string | null): string | null {
  const encoding = encodingOf(label);
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}

function charsetIn(text: string): string | null {
  return /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(text)?.[1] ?? null;
}

function charsetOfPage(head: string): string | null {
  for (const tag of head.match(/<meta\b[^>]{0,500}>|<\?xml\b[^>]{0,200}>/gi) ?? []) {
    const charset = charsetIn(tag) ?? /encoding\s*=\s*["']([\w.:-]+)/i.exec(tag)?.[1];
    if (charset !== undefined && charset !== null) return charset;
  }
  return null;
}

function languageOfPage(head: string): string | null {
  return /<html\b[^>]{0,300}\blang\s*=\s*["']?([a-z]{2})/i.exec(head)?.[1] ?? null;
}

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) count++;
  return count;
}
