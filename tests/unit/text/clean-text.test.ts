import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "@/server/core/text/clean-text";

describe("cleanText", () => {
  it.each([
    ["a\u0000b", "ab"],
    ["bell\u0007 and escape\u001b[0m", "bell and escape[0m"],
    ["lone \ud83d end", "lone  end"],
    ["\udc00start", "start"],
    ["kept \u{1f600}", "kept \u{1f600}"],
    ["a\r\nb\rc\u2028d\u0085e\u000bf", "a\nb\nc\nd\ne\nf"],
    ["e\u0301", "\u00e9"],
    ["e\u0000\u0301", "\u00e9"],
    ["\ufefftext\uffff\u{1fffe}\ufdd0", "text"],
    ["tab\tstays", "tab\tstays"],
    ["right\u200fto\u200dleft", "right\u200fto\u200dleft"],
  ])("%j becomes %j", (input, clean) => {
    expect(cleanText(input)).toBe(clean);
  });

  it("is well-formed, free of NUL and stable for any string", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/(?![\t\n])\p{Cc}|\p{Surrogate}/u);
      }),
      { numRuns: 1_000 },
    );
  });
});
