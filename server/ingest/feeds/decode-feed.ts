/** Encodings tried when nothing declared fits; the guess is the one whose result reads most like a language. */
const guesses = ["windows-1251", "koi8-r", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "windows-1255", "windows-1253", "windows-874", "windows-1252"];
const doubleByte = new Set(["shift_jis", "euc-jp", "iso-2022-jp", "gbk", "gb18030", "big5", "euc-kr"]);
const sampleBytes = 100_000;

/**
 * Bytes to text. In order of trust: a byte order mark; the byte pattern of UTF-16 or UTF-32; what the server or the
 * document declares, if the bytes allow it; UTF-8; a guess. Valid UTF-8 beats a declared one-byte encoding, because
 * bytes are valid UTF-8 by chance practically never and one-byte declarations are often a server's default.
 *
 * @param contentType the HTTP header, for its `charset`.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): string {
  const marked = decodeByPattern(bytes);
  if (marked !== null) return marked;
  const declared = [charsetOf(contentType), declaredInDocument(bytes)].filter((label): label is string => label !== null);
  for (const label of declared) {
    const decoder = createDecoder(label);
    if (!decoder || (!doubleByte.has(decoder.encoding) && !decoder.encoding.startsWith("utf-"))) continue;
    const text = decodeStrictly(decoder, bytes);
    if (text !== null) return text;
  }
  const utf8 = decodeStrictly(new TextDecoder("utf-8", { fatal: true }), bytes);
  if (utf8 !== null) return utf8;
  for (const label of declared) {
    const decoder = createDecoder(label);
    const text = decoder && decoder.encoding !== "utf-8" ? decodeStrictly(decoder, bytes) : null;
    if (text !== null) return text;
  }
  return guessText(bytes);
}

function decodeByPattern(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder("utf-8").decode(bytes);
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeUtf32(bytes.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeUtf32(bytes.subarray(4), false);
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return decodeUtf32(bytes, true);
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return decodeUtf32(bytes, false);
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder("utf-16le").decode(bytes);
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder("utf-16be").decode(bytes);
  return null;
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const point = view.getUint32(at, littleEndian);
    characters.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd");
  }
  return characters.join("");
}

function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

function declaredInDocument(bytes: Uint8Array): string | null {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 2_000));
  return /<\?xml[^>]{0,300}?encoding\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1] ?? null;
}

function createDecoder(label: string): TextDecoder | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    // Bytes without a mark and with a plain `<` first are not UTF-16, whatever the document claims.
    return decoder.encoding.startsWith("utf-16") ? null : decoder;
  } catch {
    return null;
  }
}

function decodeStrictly(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function guessText(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleBytes);
  // A few bad bytes in UTF-8 are a few bad characters, not another encoding.
  const utf8 = new TextDecoder("utf-8").decode(sample);
  const foreign = utf8.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0;
  const broken = utf8.match(/\ufffd/g)?.length ?? 0;
  if (foreign > 4 * broken) return new TextDecoder("utf-8").decode(bytes);

  let best = { label: "windows-1252", score: 0 };
  for (const label of guesses) {
    const score = readability(new TextDecoder(label).decode(sample));
    if (score > best.score) best = { label, score };
  }
  return new TextDecoder(best.label).decode(bytes);
}

/**
 * How much the characters beyond ASCII look like words: runs of letters of one script, lower case after lower case.
 * Common ideographs, kana and hangul stand in small ranges that a wrong double-byte reading leaves at once.
 */
function readability(text: string): number {
  let points = 0;
  let characters = 0;
  let previous = "";
  for (const character of text) {
    if (character < "\u0080") {
      previous = "";
      continue;
    }
    characters += 1;
    const script = scriptOf(character);
    if (script === "") points -= 2;
    else if (script === "latin") points += previous === "latin" ? -0.5 : 0.2;
    else points += script === previous ? 1 : script === "upper" || previous === "" ? 0.4 : previous === "upper" && script === "cyrillic" ? 1 : 0.1;
    previous = script;
  }
  return characters === 0 ? 0 : points / characters;
}

function scriptOf(character: string): string {
  if (/[а-яёіїєґ]/.test(character)) return "cyrillic";
  if (/[А-ЯЁІЇЄҐ]/.test(character)) return "upper";
  if (/[\u3040-\u30ff]/.test(character)) return "kana";
  if (/[\u4e00-\u9fa5]/.test(character)) return "han";
  if (/[\uac00-\ud7a3]/.test(character)) return "hangul";
  if (/[\u05d0-\u05ea]/.test(character)) return "hebrew";
  if (/[\u03ac-\u03ce]/.test(character)) return "greek";
  if (/[\u0e01-\u0e4e]/.test(character)) return "thai";
  if (/[\u3000-\u3002\u201c\u201d\u2018\u2019\u2013\u2014\u2026«»„\u00a0]/.test(character)) return "mark";
  if (/[\u00c0-\u00ff]/.test(character)) return "latin";
  return "";
}
