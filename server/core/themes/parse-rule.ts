import { lexRule, type RulePiece } from "@/server/core/themes/lex-rule";
import { printRule } from "@/server/core/themes/print-rule";
import { isAnchored, isOperand, type Operand, type Rule, RULE_LIMITS } from "@/server/core/themes/rule";
import { type Mend, type RuleError, RuleFault } from "@/server/core/themes/rule-error";

export type { Mend, RuleError } from "@/server/core/themes/rule-error";

/** `notices` are about things that are allowed but probably not meant, such as a lower-case `and`. */
export type ParsedRule =
  | { ok: true; rule: Rule; notices: RuleError[] }
  | { ok: false; errors: RuleError[]; notices: RuleError[] };

/**
 * Parses a rule. A refusal carries at least one error with its position in `source`.
 * Never throws for any string; linear in its length.
 */
export function parseRule(source: string): ParsedRule {
  if (source.length > RULE_LIMITS.characters) {
    const message = `A rule can have at most ${RULE_LIMITS.characters.toLocaleString("en")} characters; this one has ${source.length.toLocaleString("en")}.`;
    return { ok: false, errors: [{ start: RULE_LIMITS.characters, end: source.length, message }], notices: [] };
  }
  const lexed = lexRule(source);
  const notices = [...lexed.notices].sort((a, b) => a.start - b.start);
  const errors = [...lexed.errors];
  const pieces = lexed.pieces.filter((piece) => piece.kind !== "comment");
  try {
    if (errors.length === 0) return { ok: true, rule: new Parser(source, pieces).parse(), notices };
  } catch (fault) {
    if (!(fault instanceof RuleFault)) throw fault;
    errors.push(fault.fault);
  }
  return { ok: false, errors: errors.sort((a, b) => a.start - b.start), notices };
}

type Place = { readonly start: number; readonly end: number };

class Parser {
  private at = 0;
  private depth = 0;
  private terms = 0;
  private readonly places = new Map<Rule, Place>();

  constructor(
    private readonly source: string,
    private readonly pieces: readonly RulePiece[],
  ) {}

  parse(): Rule {
    if (this.pieces.length === 0) {
      throw fault({ start: 0, end: this.source.length }, "The rule is empty: write at least one word to look for.");
    }
    const rule = this.parseOr();
    const left = this.peek();
    if (left) throw fault(left, "There is no opening parenthesis for this one.", mend(left, "", "Remove it"));
    this.refuseUnanchored(rule, "A rule cannot say only what must be absent");
    return rule;
  }

  private peek(): RulePiece | undefined {
    return this.pieces[this.at];
  }

  private operatorHere(): string | undefined {
    const piece = this.peek();
    return piece?.kind === "operator" ? piece.operator.kind : undefined;
  }

  private placeOf(rule: Rule): Place {
    return this.places.get(rule) ?? { start: 0, end: this.source.length };
  }

  private keep<R extends Rule>(rule: R, start: number): R {
    this.places.set(rule, { start, end: this.pieces[this.at - 1]?.end ?? this.source.length });
    return rule;
  }

  private parseOr(): Rule {
    const start = this.peek()?.start ?? this.source.length;
    const parts: Rule[] = [this.parseAnd()];
    while (this.operatorHere() === "or") {
      this.at += 1;
      parts.push(this.parseAnd());
    }
    return this.group("or", parts, start);
  }

  private parseAnd(): Rule {
    const start = this.peek()?.start ?? this.source.length;
    const parts: Rule[] = [this.parseNear()];
    for (;;) {
      const here = this.operatorHere();
      const piece = this.peek();
      if (here === "and") this.at += 1;
      else if (!piece || piece.kind === "close" || here === "or" || here === "near") break;
      parts.push(this.parseNear());
    }
    return this.group("and", parts, start);
  }

  private group(kind: "and" | "or", parts: Rule[], start: number): Rule {
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
    return this.keep({ kind, parts: flat }, start);
  }

  private parseNear(): Rule {
    const start = this.peek()?.start ?? this.source.length;
    const left = this.parseUnary();
    const piece = this.peek();
    if (piece?.kind !== "operator" || piece.operator.kind !== "near") return left;
    const { distance, ordered } = piece.operator;
    const name = `${ordered ? "BEFORE" : "NEAR"}/${distance}`;
    this.at += 1;
    const rightStart = this.peek()?.start ?? this.source.length;
    const right = this.parseUnary();
    const near = this.keep(
      { kind: "near", distance, ordered, left: this.operand(left, name), right: this.operand(right, name) } as const,
      start,
    );
    const next = this.peek();
    if (next?.kind === "operator" && next.operator.kind === "near") {
      const repeated = this.source.slice(rightStart, this.placeOf(right).end);
      const insert: Mend = { start: next.start, end: next.start, replacement: `AND ${repeated} `, label: `Insert AND ${repeated}` };
      throw fault(next, "NEAR and BEFORE join two things. For three, join the pairs by AND: a NEAR/5 b AND b NEAR/5 c.", insert);
    }
    return near;
  }

  private operand(rule: Rule, name: string): Operand {
    if (isOperand(rule)) return rule;
    const place = this.placeOf(rule);
    if (rule.kind === "not" && isOperand(rule.part)) {
      throw fault(place, `${name} stands between two things that are there; NOT cannot be one of them. Put the NOT before the whole, with parentheses: NOT (a ${name} b).`, this.wrapNegated(place));
    }
    const words = rule.kind === "and" ? rule.parts.flatMap((part) => (part.kind === "term" ? part.words : [])) : [];
    const allWords = rule.kind === "and" && rule.parts.every((part) => part.kind === "term");
    const phrase = allWords ? mend(place, printRule({ kind: "term", words }), "Make it a phrase") : undefined;
    throw fault(place, `${name} takes a word, a phrase, or several of them joined by OR on each side.`, phrase);
  }

  /** `NOT a NEAR/5 b` was probably meant as `NOT (a NEAR/5 b)`. */
  private wrapNegated(place: Place): Mend | undefined {
    const written = this.source.slice(place.start, this.pieces[this.at - 1]?.end);
    const wrapped = /^NOT\s+/u.test(written) ? `NOT (${written.replace(/^NOT\s+/u, "")})` : undefined;
    return wrapped ? { start: place.start, end: place.start + written.length, replacement: wrapped, label: `Write NOT (...)` } : undefined;
  }

  private deeper<T>(piece: Place, parse: () => T): T {
    this.depth += 1;
    if (this.depth > RULE_LIMITS.depth) throw fault(piece, `Parentheses and NOT can be nested at most ${RULE_LIMITS.depth} deep.`);
    const parsed = parse();
    this.depth -= 1;
    return parsed;
  }

  private parseUnary(): Rule {
    const piece = this.peek();
    if (piece?.kind !== "operator" || piece.operator.kind !== "not") return this.parsePrimary();
    this.at += 1;
    const part = this.deeper(piece, () => this.parseUnary());
    return this.keep({ kind: "not", part } as const, piece.start);
  }

  private parsePrimary(): Rule {
    const piece = this.peek();
    if (!piece) throw this.missing();
    if (piece.kind === "term") {
      this.at += 1;
      this.terms += 1;
      if (this.terms > RULE_LIMITS.terms) throw fault(piece, `A rule can have at most ${RULE_LIMITS.terms} words and phrases.`);
      return this.keep({ kind: "term", words: piece.words } as const, piece.start);
    }
    if (piece.kind === "open") {
      const part = this.parseBrackets(piece);
      this.places.set(part, { start: piece.start, end: this.pieces[this.at - 1]?.end ?? piece.end });
      return part;
    }
    if (piece.kind === "operator" && (piece.operator.kind === "scope" || piece.operator.kind === "atleast")) return this.parseFunction(piece);
    throw this.missing();
  }

  private parseFunction(piece: RulePiece): Rule {
    if (piece.kind !== "operator") throw this.missing();
    const { operator } = piece;
    const name = this.source.slice(piece.start, piece.end);
    this.at += 1;
    const next = this.peek();
    if (next?.kind !== "open") {
      const example = next?.kind === "term" ? `${name}(${this.source.slice(next.start, next.end)})` : undefined;
      const put = example && next ? { start: piece.start, end: next.end, replacement: example, label: `Write ${example}` } : undefined;
      throw fault(piece, `${name} needs parentheses around what it is about: ${name}(...). To look for the word itself, put it in quotation marks.`, put);
    }
    const part = this.parseBrackets(next);
    if (operator.kind === "scope") {
      this.refuseUnanchored(part, `${name}(...) cannot say only what must be absent`);
      return this.keep({ kind: "scope", scope: operator.scope, part } as const, piece.start);
    }
    if (operator.kind !== "atleast") throw this.missing();
    if (!isOperand(part)) {
      const parts = part.kind === "and" ? part.parts.map((one) => `${name}(${printRule(one)})`).join(" AND ") : undefined;
      const put = parts && part.kind === "and" && part.parts.every(isOperand) ? mend({ start: piece.start, end: this.placeOf(part).end }, `(${parts})`, "Count each by itself") : undefined;
      throw fault(this.placeOf(part), `${name} counts a word, a phrase, or several of them joined by OR.`, put);
    }
    return this.keep({ kind: "atleast", count: operator.count, part } as const, piece.start);
  }

  private parseBrackets(open: RulePiece): Rule {
    this.at += 1;
    const next = this.peek();
    if (next?.kind === "close") throw fault({ start: open.start, end: next.end }, "There is nothing between these parentheses.", mend({ start: open.start, end: next.end }, "", "Remove them"));
    const part = this.deeper(open, () => this.parseOr());
    const closing = this.peek();
    if (closing?.kind !== "close") {
      const end = this.source.trimEnd().length;
      throw fault(open, "This parenthesis is never closed.", { start: end, end, replacement: this.endsInComment() ? "\n)" : ")", label: "Close it at the end" });
    }
    this.at += 1;
    this.places.set(part, { start: open.start, end: closing.end });
    return part;
  }

  private endsInComment(): boolean {
    const last = this.pieces.at(-1);
    return last !== undefined && this.source.slice(last.end).includes("#");
  }

  /** Something must stand here and does not: which operator hangs, and on which side. */
  private missing(): RuleFault {
    const here = this.peek();
    const before = this.pieces[this.at - 1];
    const nameOf = (piece: RulePiece) => this.source.slice(piece.start, piece.end);
    if (before?.kind === "operator") {
      return fault(before, `${nameOf(before)} has nothing after it. Write what it joins, or remove it.`, mend(before, "", `Remove ${nameOf(before)}`));
    }
    if (here?.kind === "operator") {
      return fault(here, `${nameOf(here)} has nothing before it. Write what it joins, or remove it.`, mend(here, "", `Remove ${nameOf(here)}`));
    }
    if (here) return fault(here, "There is no opening parenthesis for this one.", mend(here, "", "Remove it"));
    const open = before ?? { start: 0, end: this.source.length };
    return fault(open, "This parenthesis is never closed.", mend(open, "", "Remove it"));
  }

  private refuseUnanchored(rule: Rule, refusal: string): void {
    if (isAnchored(rule)) return;
    const blame = rule.kind === "or" ? rule.parts.find((part) => !isAnchored(part)) : rule;
    const alternative = rule.kind === "or" && rule.parts.some(isAnchored);
    const why = alternative
      ? "One of the alternatives joined by OR says only what must be absent, so it would match almost every article. Did you mean AND NOT?"
      : `${refusal}: it would match almost every article. Add a word that must be there.`;
    throw fault(this.placeOf(blame ?? rule), why);
  }
}

function fault(place: Place, message: string, put?: Mend): RuleFault {
  return new RuleFault({ start: place.start, end: place.end, message, ...(put ? { mend: put } : {}) });
}

function mend(place: Place, replacement: string, label: string): Mend {
  return { start: place.start, end: place.end, replacement, label };
}
