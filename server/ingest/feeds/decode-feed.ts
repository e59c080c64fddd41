/**
 * Encodings tried when nothing declared fits, each with the letters that make up most of a text in its languages:
 * the right reading is the one in which they are frequent.
 */
const frequentLetters: Record<string, string> = {
  "windows-1251": "оеаинтсрвліу",
  "koi8-r": "оеаинтсрвлу",
  shift_jis: "のにはをたがでてとしいるなっれ、。こすもーンスル",
  "euc-jp": "のにはをたがでてとしいるなっれ、。こすもーンスル",
  gb18030: "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天，。",
  big5: "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可裡後小麼心多天，。",
  "euc-kr": "이다는을의에가하고지은도를한로기사자인대리시어서나정일",
  "windows-1255": "יוהלאתמרבשנ",
  "windows-1253": "αοιετσνηυρπκμλς",
  "windows-874": "านรอกเงมยลวด่้ั",
};
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
  const foreign = utf8.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  const broken = utf8.match(/\ufffd/g)?.length ?? 0;
  if (foreign > 4 * broken) return new TextDecoder("utf-8").decode(bytes);

  const western = new TextDecoder("windows-1252");
  if (looksWestern(sample)) return western.decode(bytes);
  let best = { decoder: western, share: 0 };
  for (const [label, letters] of Object.entries(frequentLetters)) {
    const decoder = new TextDecoder(label);
    const share = shareOf(letters, decoder.decode(sample));
    if (share > best.share) best = { decoder, share };
  }
  return best.decoder.decode(bytes);
}

/** Accents stand inside ASCII words, letters of other scripts beside one another. A handful of bytes is a stray sign. */
function looksWestern(bytes: Uint8Array): boolean {
  let foreign = 0;
  let besideAscii = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    foreign += 1;
    if (isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[at + 1])) besideAscii += 1;
  }
  return foreign < 8 || besideAscii > foreign * 0.6;
}

function isAsciiLetter(byte = 0): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

function shareOf(letters: string, text: string): number {
  const foreign = text.match(/\P{ASCII}/gu) ?? [];
  const frequent = new Set(letters);
  return foreign.filter((character) => frequent.has(character)).length / Math.max(1, foreign.length);
}
