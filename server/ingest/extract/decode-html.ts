/** Decodes a page's bytes: byte-order mark, then the HTTP charset, then the page's own declaration, then a look at the bytes. */
export function decodeHtml(bytes: Uint8Array, contentType: string | null): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs("utf-8", bytes)!;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs("utf-16be", bytes)!;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs("utf-16le", bytes)!;
  const declared = charsetIn(contentType ?? "") ?? charsetOfPage(bytes);
  if (declared !== null && !/^utf-?8$/i.test(declared)) {
    const text = decodeAs(/^utf-?16/i.test(declared) ? "utf-8" : declared, bytes);
    if (text !== null) return text;
  }
  return decodeAs("utf-8", bytes, true) ?? (declared === null ? decodeByLooks(bytes) : decodeAs("utf-8", bytes)!);
}

function decodeAs(label: string, bytes: Uint8Array, fatal = false): string | null {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

function charsetIn(text: string): string | null {
  return /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(text)?.[1] ?? null;
}

function charsetOfPage(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  for (const tag of head.match(/<meta\b[^>]*>|<\?xml\b[^>]*>/gi) ?? []) {
    const charset = charsetIn(tag) ?? /encoding\s*=\s*["']([\w.:-]+)/i.exec(tag)?.[1];
    if (charset !== undefined && charset !== null) return charset;
  }
  return null;
}

function decodeByLooks(bytes: Uint8Array): string {
  let cyrillic = 0;
  let high = 0;
  for (let i = 0; i < bytes.length && i < 200_000; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    high++;
    if (byte >= 0xe0) cyrillic++;
  }
  return decodeAs(high > 20 && cyrillic / high > 0.6 ? "windows-1251" : "windows-1252", bytes)!;
}
