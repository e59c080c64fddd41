import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recognisePaste } from "@/server/core/articles/recognise-paste";
import { leastProcessorMs } from "@/tests/support/processor-time";

describe("what a person puts into the one field", () => {
  it.each([
    ["https://www.example.org/news/1?a=b#c", "https://www.example.org/news/1?a=b#c"],
    ["  <https://example.org/a>\n", "https://example.org/a"],
    ["example.org/news", "example.org/news"],
    ["www.example.co.uk", "www.example.co.uk"],
    ["новини.укр/стаття", "новини.укр/стаття"],
    ["http://127.0.0.1:4000/a.html", "http://127.0.0.1:4000/a.html"],
  ])("%j is an address", (input, url) => {
    expect(recognisePaste(input)).toEqual({ kind: "address", url });
  });

  it.each(["Ministers met.", "a@example.org", "e.g", "version 2.0 is out", "Рада ухвалила закон", "https://example.org/a and more"])("%j is a text", (input) => {
    expect(recognisePaste(input).kind).toBe("text");
  });

  it("knows several addresses, each once", () => {
    expect(recognisePaste("https://example.org/a\nhttps://example.org/b\r\n\r\nhttps://example.org/a")).toEqual({ kind: "addresses", urls: ["https://example.org/a", "https://example.org/b"] });
  });

  it("takes a short first line for the headline and a leading address for the address", () => {
    expect(recognisePaste("https://example.org/a\n\nMinisters weigh loan\n\nThe ministers met.\nThey spoke.")).toEqual({ kind: "text", url: "https://example.org/a", title: "Ministers weigh loan", text: "The ministers met.\nThey spoke." });
    expect(recognisePaste("The ministers met.\nThey spoke.")).toMatchObject({ title: "", text: "The ministers met.\nThey spoke." });
  });

  it("says nothing about nothing, and loses no letter of a text", () => {
    expect(recognisePaste(" \n\t")).toEqual({ kind: "nothing" });
    const letters = (text: string) => text.replace(/\s+/g, "");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (input) => {
        const pasted = recognisePaste(input);
        if (pasted.kind !== "text" || pasted.url !== "") return;
        expect(letters(pasted.title + pasted.text)).toBe(letters(input));
      }),
    );
  });

  it("takes a megabyte in a moment", () => {
    expect(leastProcessorMs(() => [recognisePaste("word.".repeat(200_000)), recognisePaste("a-".repeat(500_000))], 1_000)).toBeLessThan(1_000);
  });
});
