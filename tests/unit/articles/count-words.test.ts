import fc from "fast-check";
import { expect, it } from "vitest";
import { countWords } from "@/server/core/articles/article-draft";

const byPattern = (text: string) => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0;

it("counts words as the pattern of a word does, in any script", () => {
  const sign = fc.constantFrom("a", "Z", "7", "-", "'", "’", " ", "\n", ".", "é", "e\u0301", "\u0301", "ї", "न", "ि", "漢", "𝒜", "😀", "\ud83d", "\ude00", "½", "_");
  fc.assert(fc.property(fc.oneof(fc.string({ unit: sign }), fc.string({ unit: "binary" })), (text) => countWords(text) === byPattern(text)));
});

it("counts runs, not their hyphens and apostrophes", () => {
  expect(countWords("Don't re-arm the Süd-Ost 3-5 ’tis — «так»")).toBe(7);
});
