import { isLoneLetter, joinWords } from "@/server/core/text/join-words";
import { readOperator } from "@/server/core/themes/operator-words";
import type { Rule, Term } from "@/server/core/themes/rule";

const LOOSENESS = { or: 0, and: 1, near: 2, not: 3, term: 4, scope: 4, atleast: 4 } as const;

/** Prints a rule in the one canonical form; parsing it gives the same rule back. Comments are not part of a rule. */
export function printRule(rule: Rule): string {
  switch (rule.kind) {
    case "term":
      return printTerm(rule);
    case "and":
      return rule.parts.map((part) => printInside(part, LOOSENESS.and + 1)).join(" AND ");
    case "or":
      return rule.parts.map((part) => printInside(part, LOOSENESS.or + 1)).join(" OR ");
    case "not":
      return `NOT ${printInside(rule.part, LOOSENESS.not)}`;
    case "near":
      return `${printInside(rule.left, LOOSENESS.near + 1)} ${rule.ordered ? "BEFORE" : "NEAR"}/${rule.distance} ${printInside(rule.right, LOOSENESS.near + 1)}`;
    case "scope":
      return `${rule.scope.toUpperCase()}(${printRule(rule.part)})`;
    case "atleast":
      return `ATLEAST/${rule.count}(${printRule(rule.part)})`;
  }
}

function printInside(part: Rule, least: number): string {
  const printed = printRule(part);
  return LOOSENESS[part.kind] < least ? `(${printed})` : printed;
}

function printTerm(term: Term): string {
  const [first] = term.words;
  const words = term.words.map((word) => (word.exact ? `=${word.text}` : word.text));
  const written = joinWords(words);
  const isOne = term.words.length === 1 && first !== undefined && (first.exact || readOperator(first.text) === null);
  // A phrase of letters without spaces between them is one word to who reads it.
  const bare = isOne || words.every(isLoneLetter);
  return bare ? written : `"${written}"`;
}
