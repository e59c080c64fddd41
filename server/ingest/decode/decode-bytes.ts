/** A decoder by its label; null for a label that the WHATWG Encoding Standard does not know. */
function createDecoder(label: string, fatal: boolean): TextDecoder | null {
  try {
    return new TextDecoder(label, { fatal });
  } catch {
    return null;
  }
}

/** The standard's name of an encoding ("latin1" is "windows-1252"), or null where nobody knows the label. */
export function encodingOf(label: string | null): string | null {
  return label === null || label === "" ? null : (createDecoder(label, false)?.encoding ?? null);
}

/**
 * Bytes to text without the byte order mark; what cannot be decoded becomes U+FFFD. `encoding` is a known one.
 *
 * Always as a stream that is closed: given the bytes in one piece, Node 20 takes windows-1252 for Latin-1, and its
 * dashes and quotation marks become control characters.
 */
export function decodeBytes(encoding: string, bytes: Uint8Array): string {
  if (encoding === "utf-32le" || encoding === "utf-32be") return decodeUtf32(bytes, encoding === "utf-32le");
  const decoder = new TextDecoder(encoding);
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/** The text if every byte fits the encoding, else null. `cutOff` forgives a character that the end of the bytes cuts in two. */
export function decodeStrictly(encoding: string, bytes: Uint8Array, cutOff = false): string | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    const text = decoder.decode(bytes, { stream: true });
    return cutOff ? text : text + decoder.decode();
  } catch {
    return null;
  }
}

/** Bytes as Latin letters, one each: for reading declarations in ASCII before the encoding is known. */
export function peekAscii(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.byteLength)).toString("latin1");
}

/** The encoding that a byte order mark names, UTF-32 included; null without one. */
export function encodingOfMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "utf-32le" : "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? "utf-32be" : null;
}

/** UTF-16 without a mark, told by where its zero bytes stand; null for anything else. */
export function encodingOfZeros(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const length = Math.min(bytes.length, 4_096);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  if (odd > length / 8 && odd > even * 4) return "utf-16le";
  return even > length / 8 && even > odd * 4 ? "utf-16be" : null;
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (at === 0 && point === 0xfeff) continue;
    characters.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd");
  }
  return characters.join("");
}
