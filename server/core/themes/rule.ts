/** One word of a rule as written: letters, `?` for exactly one letter, `*` at the end. `exact`: case and marks count. */
export interface WordPattern {
  readonly text: string;
  readonly exact: boolean;
}

/** A word, or several that must stand side by side (a phrase). */
export interface Term {
  readonly kind: "term";
  readonly words: readonly WordPattern[];
}

/** `and` and `or` have two parts or more and never hold a part of their own kind, so a rule has one tree. */
export interface Group {
  readonly kind: "and" | "or";
  readonly parts: readonly Rule[];
}

export interface Negation {
  readonly kind: "not";
  readonly part: Rule;
}

/** A word, a phrase, or an OR group of these. */
export type Operand = Term | (Group & { readonly kind: "or"; readonly parts: readonly Term[] });

/** At most `distance` words from the end of one to the start of the other; `ordered` is BEFORE. */
export interface Proximity {
  readonly kind: "near";
  readonly distance: number;
  readonly ordered: boolean;
  readonly left: Operand;
  readonly right: Operand;
}

export type ScopeName = "sentence" | "paragraph" | "title";

export interface Scope {
  readonly kind: "scope";
  readonly scope: ScopeName;
  readonly part: Rule;
}

/** At least `count` occurrences; a word of the text counts once, however many terms it satisfies. */
export interface AtLeast {
  readonly kind: "atleast";
  readonly count: number;
  readonly part: Operand;
}

/** A parsed rule: plain JSON, without positions or comments. */
export type Rule = Term | Group | Negation | Proximity | Scope | AtLeast;

export const RULE_LIMITS = { characters: 20_000, terms: 500, depth: 20, distance: 100, count: 1_000 } as const;

/** Whether the rule can stand in a NEAR, BEFORE or ATLEAST. */
export function isOperand(rule: Rule): rule is Operand {
  return rule.kind === "term" || (rule.kind === "or" && rule.parts.every((part) => part.kind === "term"));
}

/** The terms of an operand, one or several. */
export function termsOf(operand: Operand): readonly Term[] {
  return operand.kind === "term" ? [operand] : operand.parts;
}

/**
 * Whether the rule asks for something that must be there, and so has evidence whenever it holds.
 * A rule for which this is false says only what must be absent.
 */
export function isAnchored(rule: Rule): boolean {
  switch (rule.kind) {
    case "and":
      return rule.parts.some(isAnchored);
    case "or":
      return rule.parts.every(isAnchored);
    case "not":
      return false;
    default:
      return true;
  }
}
