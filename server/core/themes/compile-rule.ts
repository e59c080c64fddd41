import { printRule } from "@/server/core/themes/print-rule";
import { isOperand, type Operand, type Rule, type Term, termsOf } from "@/server/core/themes/rule";
import type { WindowKind } from "@/server/core/themes/prepare-article";
import { WordIndex } from "@/server/core/themes/word-index";

/** Where a part of a rule must hold: anywhere in the article, or within one window of a kind. `title` is the title alone. */
export type Context = "document" | "sentence" | "paragraph" | "title";

export interface PhrasePlan {
  readonly id: number;
  /** Pattern ids of the words that must stand side by side, two or more. */
  readonly patterns: readonly number[];
}

/** A rule made ready: terms by number, scopes resolved, equal parts of all rules shared. */
export type Plan = { readonly id: number } & (
  // Single words apart and packed: with many rules the time goes into reaching them in memory.
  | { readonly kind: "terms"; readonly words: Int32Array; readonly phrases: readonly PhrasePlan[] }
  | { readonly kind: "and" | "or"; readonly parts: readonly Plan[] }
  | { readonly kind: "not"; readonly part: Plan }
  | { readonly kind: "near"; readonly distance: number; readonly ordered: boolean; readonly left: Plan & { kind: "terms" }; readonly right: Plan & { kind: "terms" } }
  | { readonly kind: "within"; readonly context: Exclude<Context, "document">; readonly part: Plan }
  | { readonly kind: "atleast"; readonly count: number; readonly part: Plan & { kind: "terms" } }
);

/** The windows in which a context is judged. */
export function windowKindOf(context: Context): WindowKind {
  return context === "document" || context === "title" ? "field" : context;
}

/** Turns rules into plans that share one word index, their terms and their equal parts. */
export class PlanBuilder {
  readonly index = new WordIndex();
  private readonly phrases = new Map<string, PhrasePlan>();
  private readonly plans = new Map<string, Plan>();
  private planCount = 0;

  get phraseCount(): number {
    return this.phrases.size;
  }

  get nodeCount(): number {
    return this.planCount;
  }

  build(rule: Rule, context: Context = "document"): Plan {
    if (rule.kind === "scope") return this.buildScope(rule.scope, rule.part, context);
    const key = `${context} ${printRule(rule)}`;
    const known = this.plans.get(key);
    if (known) return known;
    const plan = this.make(rule, context);
    this.plans.set(key, plan);
    return plan;
  }

  /** A scope inside one that is at least as narrow asks for nothing more. */
  private buildScope(scope: Exclude<Context, "document">, part: Rule, outer: Context): Plan {
    const narrower = outer === "title" || outer === scope || (outer === "sentence" && scope === "paragraph");
    if (narrower) return this.build(part, outer);
    const key = `${outer} ${scope}(${printRule(part)})`;
    const known = this.plans.get(key);
    if (known) return known;
    const plan: Plan = { id: this.nextId(), kind: "within", context: scope, part: this.build(part, scope) };
    this.plans.set(key, plan);
    return plan;
  }

  private nextId(): number {
    this.planCount += 1;
    return this.planCount - 1;
  }

  private make(rule: Exclude<Rule, { kind: "scope" }>, context: Context): Plan {
    if (isOperand(rule)) return this.makeTerms(rule);
    switch (rule.kind) {
      case "and":
      case "or":
        return { id: this.nextId(), kind: rule.kind, parts: this.buildParts(rule.kind, rule.parts, context) };
      case "not":
        return { id: this.nextId(), kind: "not", part: this.build(rule.part, context) };
      case "near":
        return { id: this.nextId(), kind: "near", distance: rule.distance, ordered: rule.ordered, left: this.makeTerms(rule.left), right: this.makeTerms(rule.right) };
      case "atleast":
        return { id: this.nextId(), kind: "atleast", count: rule.count, part: this.makeTerms(rule.part) };
    }
  }

  /** The plain terms of an OR are judged together. */
  private buildParts(kind: "and" | "or", parts: readonly Rule[], context: Context): Plan[] {
    if (kind === "and") return parts.map((part) => this.build(part, context));
    const terms = parts.filter((part) => part.kind === "term");
    const rest = parts.filter((part) => part.kind !== "term").map((part) => this.build(part, context));
    return terms.length > 0 ? [this.makeTerms(terms.length === 1 ? (terms[0] as Term) : { kind: "or", parts: terms }), ...rest] : rest;
  }

  private makeTerms(operand: Operand): Plan & { kind: "terms" } {
    const key = `terms ${printRule(operand)}`;
    const known = this.plans.get(key);
    if (known?.kind === "terms") return known;
    const terms = termsOf(operand).map((term) => term.words.map((word) => this.index.add(word)));
    const words = Int32Array.from(new Set(terms.filter((patterns) => patterns.length === 1).flat()));
    const phrases = [...new Set(terms.filter((patterns) => patterns.length > 1).map((patterns) => this.addPhrase(patterns)))];
    const plan = { id: this.nextId(), kind: "terms", words, phrases } as const;
    this.plans.set(key, plan);
    return plan;
  }

  private addPhrase(patterns: readonly number[]): PhrasePlan {
    const key = patterns.join();
    const known = this.phrases.get(key);
    if (known) return known;
    const plan = { id: this.phrases.size, patterns };
    this.phrases.set(key, plan);
    return plan;
  }
}

/** The patterns on which a plan depends, each once. */
export function patternsOf(plan: Plan): Set<number> {
  switch (plan.kind) {
    case "terms":
      return new Set([...plan.words, ...plan.phrases.flatMap(({ patterns }) => patterns)]);
    case "and":
    case "or":
      return new Set(plan.parts.flatMap((part) => [...patternsOf(part)]));
    case "near":
      return new Set([...patternsOf(plan.left), ...patternsOf(plan.right)]);
    default:
      return patternsOf(plan.part);
  }
}
