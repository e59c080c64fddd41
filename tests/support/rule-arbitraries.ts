import fc from "fast-check";
import { isAnchored, type Operand, type Rule, type Term, type WordPattern } from "@/server/core/themes/rule";

/** Words that fold alike in pairs, so that random rules meet random texts often. */
const WRITTEN = [
  "frozen", "Frozen", "FROZEN", "asset", "assets", "Assets", "café", "cafe", "CAFÉ", "п'ять", "п’ять", "Зелёный", "зеленый", "Йод", "йод", "ïж", "NATO", "nato", "Nato",
  "ﬁne", "fine", "so\u00ADft", "soft", "Οδός", "ΟΔΟΣ", "straße", "STRASSE", "don't", "don’t", "10.6", "8,000", "制裁", "制", "e\u0301t\u0308", "a\u200Bb", "ab", "abc", "abcd", "x", "Işık", "ไทย",
] as const;
const COMMON = ["frozen", "assets", "café", "NATO", "ab", "x", "fine", "п’ять"] as const;
const JOINTS = [" ", " ", " ", " ", "-", ". ", ".\n\n", "\n\n", ", ", "! ", "’s ", "'", " l’", " — ", "/", "\u00A0", "😀", " «", "» ", ".", "\n"] as const;
const PATTERNS = ["fro*", "asset*", "asset?", "fr?zen", "?bc", "ab*", "ab?", "ab??", "caf?", "na*", "za*", "зел*", "йо?", "п'я*", "10*", "a?c?", "str*", "οδ??"] as const;

export const articleArbitrary = fc.record({
  title: textArbitrary(4),
  text: textArbitrary(40),
});

function textArbitrary(maxLength: number): fc.Arbitrary<string> {
  const piece = fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...COMMON) }, { weight: 8, arbitrary: fc.constantFrom(...WRITTEN) }, { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }) }), fc.constantFrom(...JOINTS));
  return fc.array(piece, { minLength: Math.floor(maxLength / 8), maxLength, size: "max" }).map((pieces) => pieces.flat().join(""));
}

/** Written words whose rule form is one word. */
const singleWords = WRITTEN.filter((word) => !/[制ไ]/u.test(word) && !/\u00AD|\u200B/u.test(word)).map((word) => word.normalize("NFKC").replaceAll("’", "'"));

const wordArbitrary: fc.Arbitrary<WordPattern> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...COMMON).map((text) => ({ text: text.replaceAll("’", "'"), exact: false })) },
  { weight: 5, arbitrary: fc.constantFrom(...singleWords, "制").map((text) => ({ text, exact: false })) },
  { weight: 2, arbitrary: fc.constantFrom(...PATTERNS).map((text) => ({ text, exact: false })) },
  { weight: 1, arbitrary: fc.constantFrom(...singleWords, "制", "fro*", "N?TO").map((text) => ({ text, exact: true })) },
);

const termArbitrary: fc.Arbitrary<Term> = fc.oneof({ weight: 3, arbitrary: fc.tuple(wordArbitrary) }, { weight: 1, arbitrary: fc.array(wordArbitrary, { minLength: 2, maxLength: 3 }) }).map((words) => ({ kind: "term", words }));

const operandArbitrary: fc.Arbitrary<Operand> = fc.oneof(
  termArbitrary,
  fc.array(termArbitrary, { minLength: 2, maxLength: 3 }).map((parts) => ({ kind: "or" as const, parts })),
);

const distance = fc.integer({ min: 1, max: 9 });

/** Rules as the parser makes them: flat groups, and something to look for in every scope and alternative. */
export const ruleArbitrary: fc.Arbitrary<Rule> = fc
  .letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4, depthIdentifier: "rule" },
      termArbitrary,
      fc.tuple(operandArbitrary, operandArbitrary, distance, fc.boolean()).map(([left, right, words, ordered]): Rule => ({ kind: "near", distance: words, ordered, left, right })),
      fc.tuple(operandArbitrary, fc.integer({ min: 1, max: 4 })).map(([part, count]): Rule => ({ kind: "atleast", count, part })),
      fc.tuple(fc.constantFrom("and" as const, "or" as const), fc.array(tie("rule"), { minLength: 2, maxLength: 3 })).map(([kind, parts]) => flatten(kind, parts)),
      tie("rule").map((part): Rule => ({ kind: "not", part })),
      fc.tuple(fc.constantFrom("sentence" as const, "paragraph" as const, "title" as const), tie("rule")).map(([scope, part]): Rule => ({ kind: "scope", scope, part })),
    ),
  }))
  .rule.filter(isSound);

function flatten(kind: "and" | "or", parts: readonly Rule[]): Rule {
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function isSound(rule: Rule): boolean {
  return isAnchored(rule) && scopesAreAnchored(rule);
}

function scopesAreAnchored(rule: Rule): boolean {
  switch (rule.kind) {
    case "and":
    case "or":
      return rule.parts.every(scopesAreAnchored);
    case "not":
      return scopesAreAnchored(rule.part);
    case "scope":
      return isAnchored(rule.part) && scopesAreAnchored(rule.part);
    default:
      return true;
  }
}
