const DECLARATION_BYTES = 4_096;

/**
 * Decodes a page's bytes. In order: byte-order mark; bytes that are valid UTF-8 beyond ASCII, whatever is declared
 * (chance does not produce that); the HTTP charset; the page's own declaration; what bytes and language look like.
 * Never throws; what cannot be decoded becomes U+FFFD.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | null): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeLoosely("utf-8", bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeLoosely("utf-16be", bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeLoosely("utf-16le", bytes);
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, DECLARATION_BYTES));
  const declared = decoderFor(charsetIn(contentType ?? "")) ?? decoderFor(charsetOfPage(head));
  const utf8 = decodeStrictly(bytes);
  if (utf8 !== null && (declared === null || utf8.length !== bytes.length)) return utf8;
  if (declared !== null && declared.encoding !== "utf-8") return declared.decode(bytes);
  if (utf8 !== null) return utf8;
  const loose = decodeLoosely("utf-8", bytes);
  return declared !== null && countReplaced(loose) < 0.02 * loose.length ? loose : decodeLoosely(guessEncoding(bytes, head), bytes);
}

function decodeLoosely(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label).decode(bytes);
}

/** The text if the bytes are valid UTF-8, forgiving a character cut off at the end; else null. */
function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** A declared UTF-16 is a mistake where the declaration itself could be read as ASCII. */
function decoderFor(label: string | null): TextDecoder | null {
  if (label === null || label === "") return null;
  try {
    return new TextDecoder(/^utf-?16/i.test(label) ? "utf-8" : label);
  } catch {
    return null;
  }
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

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) count++;
  return count;
}

/** The legacy encoding that readers of a language met most, as the WHATWG Encoding Standard's locale table has it. */
const LEGACY_BY_LANGUAGE: Record<string, string> = { ru: "windows-1251", uk: "windows-1251", be: "windows-1251", bg: "windows-1251", sr: "windows-1251", mk: "windows-1251", pl: "iso-8859-2", hu: "iso-8859-2", cs: "windows-1250", sk: "windows-1250", sl: "iso-8859-2", hr: "windows-1250", ro: "windows-1250", el: "iso-8859-7", tr: "windows-1254", he: "windows-1255", ar: "windows-1256", fa: "windows-1256", lt: "windows-1257", lv: "windows-1257", et: "windows-1257", ja: "shift_jis", ko: "euc-kr", zh: "gb18030", th: "windows-874", vi: "windows-1258" };

function guessEncoding(bytes: Uint8Array, head: string): string {
  let low = 0;
  let upperHalf = 0;
  let lowerHalf = 0;
  for (let i = 0; i < bytes.length && i < 300_000; i++) {
    const byte = bytes[i]!;
    if (byte >= 0xe0) upperHalf++;
    else if (byte >= 0xc0) lowerHalf++;
    else if ((byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90)) low++;
  }
  const language = /<html\b[^>]{0,300}\blang\s*=\s*["']?([a-z]{2})/i.exec(head)?.[1]?.toLowerCase();
  const byLanguage = language === undefined ? undefined : LEGACY_BY_LANGUAGE[language];
  // Running Cyrillic is written in bytes above 0xC0 alone; small letters stand in the upper half in 1251, in the lower in KOI8.
  const dense = upperHalf + lowerHalf > 0.12 * low && upperHalf + lowerHalf > 40;
  if (byLanguage !== undefined && byLanguage !== "windows-1251") return byLanguage;
  if (dense || byLanguage === "windows-1251") return lowerHalf > 2 * upperHalf ? "koi8-u" : "windows-1251";
  return "windows-1252";
}
