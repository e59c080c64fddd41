import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldWord } from "@/server/core/text/fold-word";
import { tokenise } from "@/server/core/text/tokenise";
import { addToHash, NO_LETTERS_HASH, spellingRoom, WordTable } from "@/server/core/text/word-table";

function lookUp(table: WordTable, word: string): number {
  const spelled = spellingRoom();
  let hash = NO_LETTERS_HASH;
  for (let at = 0; at < word.length; at += 1) {
    spelled[at] = word.charCodeAt(at);
    hash = addToHash(hash, word.charCodeAt(at));
  }
  return table.numberOf(spelled, word.length, hash);
}

describe("words by number", () => {
  it("gives equal words one number and different words different ones, also when it grows", () => {
    const table = new WordTable();
    const words = Array.from({ length: 30_000 }, (_, index) => `w${(index * 7_919) % 30_011}`);
    const numbers = words.map((word) => lookUp(table, word));
    expect(new Set(numbers).size).toBe(30_000);
    expect(words.every((word, index) => lookUp(table, word) === numbers[index] && table.wordOf(numbers[index] as number) === word)).toBe(true);
  });

  it("is bounded: a full table refuses more, and forgets when the next text begins", () => {
    const table = new WordTable();
    let last = 0;
    for (let index = 0; last >= 0; index += 1) last = lookUp(table, `w${index}`);
    expect(lookUp(table, "w0")).toBe(0);
    table.beginText();
    expect([table.generation, lookUp(table, "other")]).toEqual([1, 0]);
  });

  it("folds every word as if it stood alone", () => {
    const letter = fc.oneof(fc.integer({ min: 0x30, max: 0x7a }), fc.integer({ min: 0xaa, max: 0x7ff }), fc.integer({ min: 0x1e00, max: 0x1fff }), fc.constantFrom(0x20, 0x27, 0x2019, 0xad, 0x2e, 0xfb01)).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 40 }).map((letters) => letters.join("")), (text) => {
        const tokens = tokenise(text);
        expect([...tokens.words]).toEqual(Array.from(tokens.starts, (start, index) => foldWord(text.slice(start, tokens.ends[index]))));
      }),
      { numRuns: 2_000 },
    );
  });
});
