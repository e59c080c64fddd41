import { describe, expect, it } from "vitest";
import { decodeBytes, decodeStrictly, encodingOf } from "@/server/ingest/decode/decode-bytes";
import { guessEncoding } from "@/server/ingest/decode/guess-encoding";
import { decodeHtml } from "@/server/ingest/extract/decode-html";
import { decodeFeed } from "@/server/ingest/feeds/decode-feed";
import { decodeText } from "@/server/ingest/files/decode-text";

const WESTERN = "“Größere Maßnahmen” – sagte der Präsident — für €5 Mrd., so heißt es… Das Café in Köln schließt, l’été s’achève";
const UKRAINIAN = "Уряд погодив план відбудови мостів — і «виділив» кошти на її продовження";
const JAPANESE = "政府は橋の再建計画を承認し、そのための資金を確保したと発表した。これについて専門家は評価している";

/** The bytes of a text in an encoding, by asking a streaming decoder what one and two bytes mean. */
function encodeAs(label: string, text: string): Uint8Array {
  const bytesOf = new Map<string, number[]>();
  const remember = (bytes: number[]) => {
    const character = new TextDecoder(label).decode(Uint8Array.from(bytes), { stream: true });
    if ([...character].length === 1 && character !== "\ufffd" && !bytesOf.has(character)) bytesOf.set(character, bytes);
  };
  for (let byte = 0; byte < 256; byte++) remember([byte]);
  if (label === "shift_jis" || label === "euc-jp") for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) remember([lead, trail]);
  return Uint8Array.from([...text].flatMap((character) => bytesOf.get(character) ?? [0x3f]));
}

const utf16 = (text: string, bigEndian = false): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};

const page = (text: string, charset = "") => `<!doctype html><html><head>${charset && `<meta charset="${charset}">`}</head><body><p>${text}</p></body></html>`;
const feed = (text: string, charset = "") => `<?xml version="1.0"${charset && ` encoding="${charset}"`}?><rss><channel><title>${text}</title></channel></rss>`;
const csv = (text: string) => `url,title\nhttps://outlet.example/1,${text}\n`;

async function readFile(bytes: Uint8Array): Promise<{ text: string; encoding: string }> {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  };
  const { encoding, chunks } = await decodeText(pieces());
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return { text, encoding };
}

describe.each([
  ["windows-1252", WESTERN],
  ["windows-1251", UKRAINIAN],
  ["shift_jis", JAPANESE],
  ["euc-jp", JAPANESE],
])("%s", (label, text) => {
  it("loses no dash, quotation mark or letter", () => {
    expect(decodeBytes(label, encodeAs(label, text))).toBe(text);
    expect(decodeStrictly(label, encodeAs(label, text))).toBe(text);
  });

  it("is read in pages, feeds and files, declared or not", async () => {
    expect(decodeHtml(encodeAs(label, page(text, label)), null)).toBe(page(text, label));
    expect(decodeHtml(encodeAs(label, page(text)), `text/html; charset=${label}`)).toBe(page(text));
    expect(decodeHtml(encodeAs(label, page(text)), null)).toBe(page(text));
    expect(decodeFeed(encodeAs(label, feed(text, label)), null)).toBe(feed(text, label));
    expect(decodeFeed(encodeAs(label, feed(text)), `application/xml; charset=${label}`)).toBe(feed(text));
    expect(decodeFeed(encodeAs(label, feed(text)), null)).toBe(feed(text));
    expect(await readFile(encodeAs(label, csv(text)))).toEqual({ text: csv(text), encoding: label });
  });
});

describe("marks", () => {
  it.each([
    ["UTF-8", (text: string) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16, little end first", (text: string) => utf16(`\ufeff${text}`)],
    ["UTF-16, big end first", (text: string) => utf16(`\ufeff${text}`, true)],
  ])("%s: the mark decides against every declaration, and is no part of the text", async (_, encode) => {
    expect(decodeHtml(encode(page(WESTERN, "windows-1251")), "text/html; charset=iso-8859-1")).toBe(page(WESTERN, "windows-1251"));
    expect(decodeFeed(encode(feed(UKRAINIAN, "windows-1252")), "text/xml; charset=iso-8859-1")).toBe(feed(UKRAINIAN, "windows-1252"));
    expect((await readFile(encode(csv(UKRAINIAN)))).text).toBe(csv(UKRAINIAN));
  });

  it.each([false, true])("UTF-16 without a mark is told by its zeros (big end first: %s)", async (bigEndian) => {
    expect(decodeFeed(utf16(feed("Plain words"), bigEndian), null)).toBe(feed("Plain words"));
    expect((await readFile(utf16(csv("Plain words"), bigEndian))).text).toBe(csv("Plain words"));
  });

  it("UTF-32", async () => {
    const wide = new Uint8Array(Uint32Array.from(`\ufeff${feed(UKRAINIAN)}`, (character) => character.codePointAt(0)!).buffer);
    expect(decodeFeed(wide, null)).toBe(feed(UKRAINIAN));
    await expect(readFile(wide)).rejects.toThrow("UTF-32");
  });
});

describe("guesses", () => {
  it("keep UTF-8 with a few broken bytes", () => {
    const bytes = Buffer.concat([Buffer.from(UKRAINIAN), Buffer.from([0xff, 0xc3]), Buffer.from(UKRAINIAN)]);
    expect(guessEncoding(bytes)).toBe("utf-8");
  });

  it("take a stray sign for Western and a short word of another script for what it is", () => {
    expect(guessEncoding(encodeAs("windows-1252", "Copyright © The Outlet – all rights reserved"))).toBe("windows-1252");
    expect(guessEncoding(encodeAs("windows-1251", "title: Київ, Kyiv"))).toBe("windows-1251");
  });

  it("know no label that the standard does not know", () => {
    expect(encodingOf("utf-9000")).toBeNull();
    expect(encodingOf("latin1")).toBe("windows-1252");
  });
});

describe("what the house's decoding is for", () => {
  it("one piece given to the platform's decoder may lose dashes and quotation marks; ours may not", () => {
    const bytes = encodeAs("windows-1252", WESTERN);
    const platform = new TextDecoder("windows-1252").decode(bytes);
    const lossless = platform === WESTERN;
    expect(lossless || /[\u0080-\u009f]/.test(platform)).toBe(true);
    expect(decodeBytes("windows-1252", bytes)).toBe(WESTERN);
  });
});
