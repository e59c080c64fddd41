import { decodeBytes, decodeStrictly, encodingOf, encodingOfMark, peekAscii } from "@/server/ingest/decode/decode-bytes";
import { guessEncoding } from "@/server/ingest/decode/guess-encoding";

const DOUBLE_BYTE = new Set(["shift_jis", "euc-jp", "iso-2022-jp", "gbk", "gb18030", "big5", "euc-kr"]);
const DECLARATION_BYTES = 2_000;

/**
 * Bytes to text. In order of trust: a byte order mark; the byte pattern of UTF-16 or UTF-32; what the server or the
 * document declares, if the bytes allow it; UTF-8; a guess. Valid UTF-8 beats a declared one-byte encoding, because
 * bytes are valid UTF-8 by chance practically never and one-byte declarations are often a server's default.
 *
 * @param contentType the HTTP header, for its `charset`.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): string {
  const marked = encodingOfMark(bytes) ?? encodingOfFirstTag(bytes);
  if (marked !== null) return decodeBytes(marked, bytes);
  const declared = [charsetOf(contentType), declaredInDocument(bytes)].map(encodingOf)
    // Bytes without a mark and with a plain `<` first are not UTF-16, whatever the document claims.
    .filter((encoding): encoding is string => encoding !== null && !encoding.startsWith("utf-16"));
  const wide = declared.filter((encoding) => DOUBLE_BYTE.has(encoding) || encoding === "utf-8");
  for (const encoding of [...wide, "utf-8", ...declared]) {
    const text = decodeStrictly(encoding, bytes);
    if (text !== null) return text;
  }
  return decodeBytes(guessEncoding(bytes), bytes);
}

/** UTF-16 and UTF-32 without a mark: a document begins with `<`, and the zeros beside it tell its width. */
function encodingOfFirstTag(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0x3c && b === 0) return c === 0 && d === 0 ? "utf-32le" : "utf-16le";
  if (a === 0 && b === 0x3c) return "utf-16be";
  return a === 0 && b === 0 && c === 0 && d === 0x3c ? "utf-32be" : null;
}

function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

function declaredInDocument(bytes: Uint8Array): string | null {
  return /<\?xml[^>]{0,300}?encoding\s*=\s*["']?([\w.:-]+)/i.exec(peekAscii(bytes, DECLARATION_BYTES))?.[1] ?? null;
}
