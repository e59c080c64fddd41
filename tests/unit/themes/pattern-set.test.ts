import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PatternSet } from "@/server/core/themes/pattern-set";

/** The same, one pattern and one letter after the other. */
function accepts(pattern: string, word: string): boolean {
  const wanted = [...pattern];
  const letters = [...word];
  const isOpen = wanted.at(-1) === "*";
  if (isOpen) wanted.pop();
  return (isOpen ? letters.length >= wanted.length : letters.length === wanted.length) && wanted.every((one, at) => one === "?" || one === letters[at]);
}

describe("many patterns at once", () => {
  const letter = fc.constantFrom("a", "b", "c", "😀");
  const patternArbitrary = fc.tuple(fc.array(fc.oneof(letter, fc.constant("?")), { minLength: 1, maxLength: 6 }), fc.constantFrom("", "*")).map(([letters, end]) => letters.join("") + end);

  it("finds what each pattern by itself would accept, and one key for the same patterns", () => {
    fc.assert(
      fc.property(fc.uniqueArray(patternArbitrary, { minLength: 1, maxLength: 80 }), fc.array(fc.array(letter, { minLength: 1, maxLength: 8 }).map((letters) => letters.join("")), { maxLength: 20 }), (patterns, words) => {
        const set = new PatternSet();
        for (const [id, pattern] of patterns.entries()) set.add(pattern, id);
        const byKey = new Map<string, string>();
        for (const word of words) {
          const count = set.lookUp(word);
          const key = set.key();
          const bits = new Int32Array(3);
          set.markSatisfied(bits);
          const found = patterns.flatMap((_, id) => (((bits[id >> 5] as number) >>> (id & 31)) & 1 ? [id] : []));
          expect(found).toEqual(patterns.flatMap((pattern, id) => (accepts(pattern, word) ? [id] : [])));
          expect(count).toBe(found.length);
          expect(byKey.get(key) ?? found.join()).toBe(found.join());
          byKey.set(key, found.join());
        }
      }),
      { numRuns: 500 },
    );
  });
});
