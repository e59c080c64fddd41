import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeHtml } from "@/server/ingest/extract/decode-html";

const ukrainian = readFileSync(resolve(process.cwd(), "tests/support/pages/ukrainian-report.html"), "utf8");

/** Encodes Cyrillic and ASCII as windows-1251, by asking the decoder what each byte means. */
function encodeAs(label: string, text: string): Uint8Array {
  const bytesOf = new Map<string, number>();
  const all = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte), { stream: true });
  [...all].forEach((character, byte) => bytesOf.set(character, byte));
  return Uint8Array.from([...text].map((character) => bytesOf.get(character) ?? 63));
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the charset of a page", () => {
  it.each([
    ["windows-1251, declared by HTTP", encodeAs("windows-1251", ukrainian), "text/html; charset=windows-1251"],
    ["windows-1251, declared by the page", encodeAs("windows-1251", ukrainian.replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')), "text/html"],
    ["windows-1251, declared by nobody", encodeAs("windows-1251", ukrainian), null],
    ["KOI8-U, declared by nobody", encodeAs("koi8-u", ukrainian), null],
    ["windows-1251, wrongly declared as UTF-8", encodeAs("windows-1251", ukrainian), "text/html; charset=utf-8"],
    ["UTF-8, wrongly declared as windows-1252", utf8(ukrainian), "text/html; charset=windows-1252"],
    ["UTF-8, declared by nobody", utf8(ukrainian), null],
    ["UTF-8 under a name nobody knows", utf8(ukrainian), "text/html; charset=utf-9000"],
    ["UTF-16 with a mark", Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...ukrainian].map((character) => character.charCodeAt(0))).buffer)]), null],
  ])("%s", (_, bytes, contentType) => {
    const text = decodeHtml(bytes, contentType);
    expect(text).toContain("Уряд погодив план відбудови мостів");
  });

  it("reads undeclared Western text", () => {
    expect(decodeHtml(encodeAs("windows-1252", "<p>Das Café in Köln schließt, sagte der Bürgermeister.</p>"), null)).toContain("Café in Köln schließt");
  });

  it("reads undeclared Polish text by the page's language", () => {
    expect(decodeHtml(encodeAs("iso-8859-2", '<html lang="pl"><p>Zażółć gęślą jaźń</p>'), null)).toContain("Zażółć gęślą jaźń");
  });

  it("forgives a character cut off at the end", () => {
    expect(decodeHtml(utf8("Уряд").subarray(0, 7), null)).toBe("Уря");
  });

  it("takes any bytes at all", () => {
    expect(() => decodeHtml(Uint8Array.from({ length: 4_096 }, (_, index) => (index * 89) % 256), "text/html; charset=utf-8")).not.toThrow();
    expect(decodeHtml(new Uint8Array(0), null)).toBe("");
  });
});
