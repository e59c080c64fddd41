import type { Plan } from "@/server/core/themes/compile-rule";

/** Patterns of which at least one must be met. */
type Group = readonly number[];
/** Groups that must all be met; of several alternatives one must be. */
type Alternatives = readonly (readonly Group[])[];

const MOST_ALTERNATIVES = 16;
const MOST_GROUPS = 31;

/**
 * What the words of an article must be for plans to hold on it, as bits: a quick look that rules nearly all themes out
 * before anything is worked out for them. It never rules out a plan that holds.
 */
export class RuleGates {
  /** Whose groups a pattern belongs to: from `firstUse[pattern]` up to the next pattern's first. */
  private readonly firstUse: Int32Array;
  private readonly useTheme: Int32Array;
  private readonly useBit: Int32Array;
  /** The alternatives of a theme, each as the bits of its groups. */
  private readonly firstMask: Int32Array;
  private readonly masks: Int32Array;
  private readonly bits: Int32Array;
  private readonly articleOf: Int32Array;
  private article = 0;
  private touched: number[] = [];

  constructor(plans: readonly Plan[], patternCount: number) {
    const uses: { theme: number; bit: number }[][] = Array.from({ length: patternCount }, () => []);
    const masks: number[] = [];
    this.firstMask = new Int32Array(plans.length + 1);
    for (const [theme, plan] of plans.entries()) {
      const alternatives = alternativesOf(plan) ?? [];
      const groups = [...new Set(alternatives.flat())];
      for (const alternative of alternatives) masks.push(alternative.reduce((mask, group) => mask | (1 << groups.indexOf(group)), 0));
      this.firstMask[theme + 1] = masks.length;
      for (const [bit, group] of groups.entries()) for (const pattern of new Set(group)) uses[pattern]?.push({ theme, bit: 1 << bit });
    }
    this.masks = Int32Array.from(masks);
    this.useTheme = Int32Array.from(uses.flatMap((its) => its.map(({ theme }) => theme)));
    this.useBit = Int32Array.from(uses.flatMap((its) => its.map(({ bit }) => bit)));
    this.firstUse = new Int32Array(patternCount + 1);
    for (const [pattern, its] of uses.entries()) this.firstUse[pattern + 1] = (this.firstUse[pattern] as number) + its.length;
    this.bits = new Int32Array(plans.length);
    this.articleOf = new Int32Array(plans.length);
  }

  begin(): void {
    this.article += 1;
    this.touched = [];
  }

  /** Says that the article has a word that satisfies the pattern. */
  note(pattern: number): void {
    const to = this.firstUse[pattern + 1] as number;
    for (let use = this.firstUse[pattern] as number; use < to; use += 1) {
      const theme = this.useTheme[use] as number;
      if (this.articleOf[theme] === this.article) this.bits[theme] = (this.bits[theme] as number) | (this.useBit[use] as number);
      else {
        this.articleOf[theme] = this.article;
        this.bits[theme] = this.useBit[use] as number;
        this.touched.push(theme);
      }
    }
  }

  /** The themes whose plan may hold, ascending. */
  open(): Int32Array {
    return Int32Array.from(this.touched.filter((theme) => this.isOpen(theme))).sort();
  }

  private isOpen(theme: number): boolean {
    const bits = this.bits[theme] as number;
    const to = this.firstMask[theme + 1] as number;
    for (let at = this.firstMask[theme] as number; at < to; at += 1) {
      const mask = this.masks[at] as number;
      if ((bits & mask) === mask) return true;
    }
    return false;
  }
}

/** `null` when the plan may hold by absence alone. */
function alternativesOf(plan: Plan): Alternatives | null {
  switch (plan.kind) {
    case "terms":
      // Which word of a phrase is rare is not known here; the last is as good as any.
      return [[[...plan.words, ...plan.phrases.map((phrase) => phrase.patterns.at(-1) as number)]]];
    case "and":
      return plan.parts.map(alternativesOf).reduce(both, null);
    case "near":
      return both(alternativesOf(plan.left), alternativesOf(plan.right));
    case "or": {
      const all = plan.parts.map(alternativesOf);
      return all.every((one) => one !== null) ? within(all.flat()) : null;
    }
    case "not":
      return null;
    case "within":
    case "atleast":
      return alternativesOf(plan.part);
  }
}

/** Both must hold; where that has too many forms, the one that is met more rarely is asked for alone. */
function both(one: Alternatives | null, other: Alternatives | null): Alternatives | null {
  if (!one || !other) return one ?? other;
  const combined = one.length * other.length > MOST_ALTERNATIVES ? null : one.flatMap((left) => other.map((right) => [...new Set([...left, ...right])]));
  if (combined && groupCount(combined) <= MOST_GROUPS) return combined;
  return patternCount(other) < patternCount(one) ? other : one;
}

/** One of them must hold; where there are too many, the smallest group of each stands for it. */
function within(alternatives: Alternatives): Alternatives {
  if (alternatives.length <= MOST_ALTERNATIVES && groupCount(alternatives) <= MOST_GROUPS) return alternatives;
  const smallest = alternatives.map((groups) => groups.reduce((best, group) => (group.length < best.length ? group : best)));
  return [[[...new Set(smallest.flat())]]];
}

function groupCount(alternatives: Alternatives): number {
  return new Set(alternatives.flat()).size;
}

function patternCount(alternatives: Alternatives): number {
  return alternatives.flat().reduce((sum, group) => sum + group.length, 0) / alternatives.reduce((sum, { length }) => sum + length, 0);
}
