import { ArticleMemo } from "@/server/core/themes/article-memo";
import { type Plan, type PhrasePlan, windowKindOf, type Context } from "@/server/core/themes/compile-rule";
import type { PreparedArticle, WindowKind } from "@/server/core/themes/prepare-article";
import { type Occurrences, ProximityRows } from "@/server/core/themes/proximity-rows";
import { addRow, hasBit, isEmpty, keepRow, nextBit, type Row, RowPool, setBit, shiftDownInto } from "@/server/core/themes/position-sets";

/** Numbers for window kinds and contexts; `document` and `title` are judged on fields. */
const KIND_NUMBER = { field: 0, sentence: 1, paragraph: 2, title: 3 } as const;
const KINDS = 4;

const NOWHERE: readonly Occurrences[] = [];

export type Terms = Plan & { kind: "terms" };
type Near = Plan & { kind: "near" };
export type WindowContext = Exclude<Context, "document">;

/**
 * Judges plans on one article at a time. Rows of bits stand for word positions or for windows;
 * every step is a few passes over a row, so the time for a plan is bounded by its size times the length of the text.
 */
export class Evaluation {
  readonly pool = new RowPool();
  private readonly proximity = new ProximityRows(this.pool);
  article!: PreparedArticle;
  private readonly patterns: ArticleMemo<Row>;
  private readonly phrases: ArticleMemo<Row | null>;
  private readonly operands: ArticleMemo<readonly Occurrences[]>;
  private readonly nears: ArticleMemo<readonly Occurrences[]>;
  private readonly judged: ArticleMemo<Row | null>;

  constructor({ index, phraseCount, nodeCount }: { index: { count: number }; phraseCount: number; nodeCount: number }) {
    this.patterns = new ArticleMemo(index.count);
    this.phrases = new ArticleMemo(phraseCount);
    this.operands = new ArticleMemo(nodeCount * KINDS);
    this.nears = new ArticleMemo(nodeCount * KINDS);
    this.judged = new ArticleMemo(nodeCount * KINDS);
  }

  /** Forgets the article before; the words of this one are noted next. */
  begin(article: PreparedArticle): void {
    this.article = article;
    this.pool.reset(article.count + 1);
    for (const memo of [this.patterns, this.phrases, this.operands, this.nears, this.judged]) memo.begin();
    this.proximity.begin(article);
  }

  /** The row in which the positions of a pattern are noted, or `undefined` when none has been yet. */
  notedRow(pattern: number): Row | undefined {
    return this.patterns.get(pattern);
  }

  addRowFor(pattern: number): Row {
    return this.patterns.set(pattern, this.pool.take());
  }

  /** Whether a plan holds on the article. */
  holds(plan: Plan): boolean {
    switch (plan.kind) {
      case "terms":
        return this.occursAtAll(plan);
      case "and":
        return plan.parts.every((part) => this.holds(part));
      case "or":
        return plan.parts.some((part) => this.holds(part));
      case "not":
        return !this.holds(plan.part);
      case "near":
        return this.isPossible(plan) && this.leftNear(plan, "field").length > 0;
      case "within":
        return this.isPossible(plan.part) && this.windowsWhere(plan.part, plan.context) !== null;
      case "atleast":
        return this.countReached(plan.part, plan.count);
    }
  }

  /** Whether the words that a plan needs stand in the article at all: false rules it out cheaply. */
  private isPossible(plan: Plan): boolean {
    switch (plan.kind) {
      case "terms":
        return this.occursAtAll(plan);
      case "and":
        return plan.parts.every((part) => this.isPossible(part));
      case "or":
        return plan.parts.some((part) => this.isPossible(part));
      case "not":
        return true;
      case "near":
        return this.isPossible(plan.left) && this.isPossible(plan.right);
      case "within":
      case "atleast":
        return this.isPossible(plan.part);
    }
  }

  private occursAtAll(plan: Terms): boolean {
    const { words, phrases } = plan;
    for (let at = 0; at < words.length; at += 1) if (this.patterns.has(words[at] as number)) return true;
    return phrases.some((phrase) => this.rowOfPhrase(phrase) !== null);
  }

  /** Visits the terms that occur: a word's or phrase's length and the row of where it starts, field borders respected. */
  eachOccurring(plan: Terms, visit: (length: number, row: Row) => void): void {
    const { words, phrases } = plan;
    for (let at = 0; at < words.length; at += 1) {
      const row = this.patterns.get(words[at] as number);
      if (row) visit(1, row);
    }
    for (const phrase of phrases) {
      const row = this.rowOfPhrase(phrase);
      if (row) visit(phrase.patterns.length, row);
    }
  }

  private rowOfPhrase(phrase: PhrasePlan): Row | null {
    const known = this.phrases.get(phrase.id);
    return known === undefined ? this.phrases.set(phrase.id, this.phraseRow(phrase.patterns)) : known;
  }

  private phraseRow(patterns: readonly number[]): Row | null {
    const rows: Row[] = [];
    for (const pattern of patterns) {
      const row = this.patterns.get(pattern);
      if (!row) return null;
      rows.push(row);
    }
    const { pool } = this;
    const result = pool.copy(rows[0] as Row);
    for (let at = 1; at < rows.length; at += 1) if (!shiftDownInto(result, rows[at] as Row, at, result, pool.width)) return null;
    this.proximity.keepInside(result, rows.length, "field");
    return isEmpty(result, pool.width) ? null : result;
  }

  /** Occurrences of an operand that lie within one window of the kind, by length, shortest first. */
  occurrences(plan: Terms, kind: WindowKind): readonly Occurrences[] {
    const key = plan.id * KINDS + KIND_NUMBER[kind];
    const known = this.operands.get(key);
    if (known) return known;
    const found: { length: number; row: Row; shared: boolean }[] = [];
    this.eachOccurring(plan, (length, row) => {
      const same = found.find((one) => one.length === length);
      if (!same) found.push({ length, row, shared: true });
      else {
        if (same.shared) same.row = this.pool.copy(same.row);
        same.shared = false;
        addRow(same.row, row, this.pool.width);
      }
    });
    found.sort((a, b) => a.length - b.length);
    return this.operands.set(key, kind === "field" ? found : this.insideWindows(found, kind));
  }

  private insideWindows(occurrences: readonly Occurrences[], kind: WindowKind): readonly Occurrences[] {
    if (occurrences.every(({ length }) => length === 1)) return occurrences;
    return occurrences.flatMap(({ length, row }) => {
      const inside = this.pool.copy(row);
      this.proximity.keepInside(inside, length, kind);
      return isEmpty(inside, this.pool.width) ? [] : [{ length, row: inside }];
    });
  }

  /** The occurrences of the left side that have one of the right side near, within one window of the kind. */
  private leftNear(plan: Near, kind: WindowKind): readonly Occurrences[] {
    const key = plan.id * KINDS + KIND_NUMBER[kind];
    const known = this.nears.get(key);
    if (known) return known;
    if (!this.isPossible(plan)) return this.nears.set(key, NOWHERE);
    const right = this.occurrences(plan.right, kind);
    const before = plan.ordered ? null : this.proximity.reachUp(this.proximity.endsOf(right), plan.distance, kind);
    return this.nears.set(key, this.proximity.keepNear(this.occurrences(plan.left, kind), this.proximity.reachDown(this.proximity.startsOf(right), plan.distance, kind), before));
  }

  /** The occurrences of both sides that stand near one of the other side. */
  nearOccurrences(plan: Near, kind: WindowKind): readonly Occurrences[] {
    const left = this.leftNear(plan, kind);
    if (left.length === 0) return left;
    // What is near any of the left side is near one that was kept; how far all of them reach is known from other parts.
    const all = this.occurrences(plan.left, kind);
    const after = plan.ordered ? null : this.proximity.reachDown(this.proximity.startsOf(all), plan.distance, kind);
    return [...left, ...this.proximity.keepNear(this.occurrences(plan.right, kind), after, this.proximity.reachUp(this.proximity.endsOf(all), plan.distance, kind))];
  }

  /** The windows of the context in which a plan holds, as a row of window numbers; `null` when there is none. */
  windowsWhere(plan: Plan, context: WindowContext): Row | null {
    const key = plan.id * KINDS + KIND_NUMBER[context];
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    const row = this.isPossible(plan) ? this.judgeWindows(plan, context) : null;
    return this.judged.set(key, row && !isEmpty(row, this.pool.width) ? row : null);
  }

  private judgeWindows(plan: Plan, context: WindowContext): Row | null {
    const { pool } = this;
    const kind = windowKindOf(context);
    switch (plan.kind) {
      case "terms":
        return this.windowsOf(this.occurrences(plan, kind), context);
      case "near":
        return this.windowsOf(this.leftNear(plan, kind), context);
      case "and": {
        const result = this.allWindows(context);
        for (const part of plan.parts) {
          const row = this.windowsWhere(part, context);
          if (!row) return null;
          keepRow(result, row, pool.width);
          if (isEmpty(result, pool.width)) return null;
        }
        return result;
      }
      case "or": {
        const result = pool.take();
        for (const part of plan.parts) {
          const row = this.windowsWhere(part, context);
          if (row) addRow(result, row, pool.width);
        }
        return result;
      }
      case "not": {
        const result = this.allWindows(context);
        const row = this.windowsWhere(plan.part, context);
        for (let at = 0; row && at < pool.width; at += 1) result[at] = (result[at] as number) & ~(row[at] as number);
        return result;
      }
      case "within": {
        const inner = this.windowsWhere(plan.part, plan.context);
        return inner && this.outerWindows(inner, plan.context, context);
      }
      case "atleast":
        return this.windowsReaching(plan.part, plan.count, context);
    }
  }

  private allWindows(context: WindowContext): Row {
    const row = this.pool.take();
    if (context === "title") setBit(row, 0);
    else {
      const { count } = this.article.windowsOf(context);
      row.fill(-1, 0, count >>> 5);
      for (let window = count & ~31; window < count; window += 1) setBit(row, window);
    }
    return row;
  }

  /** The windows in which some occurrence lies. */
  private windowsOf(occurrences: readonly Occurrences[], context: WindowContext): Row {
    const { width } = this.pool;
    const { first, ofPosition } = this.article.windowsOf(windowKindOf(context));
    const result = this.pool.take();
    for (const { row } of occurrences) {
      // `from` is the first word of the next window: what is left of the one that was just set says nothing new.
      for (let at = 0, from = 0; at < width; at += 1) {
        let bits = row[at] as number;
        if (at === from >>> 5) bits &= -1 << (from & 31);
        while (bits !== 0) {
          const window = ofPosition[(at << 5) + (31 - Math.clz32(bits & -bits))] as number;
          result[window >>> 5] = (result[window >>> 5] as number) | (1 << (window & 31));
          from = first[window + 1] as number;
          if (from >>> 5 !== at) break;
          bits &= -1 << (from & 31);
        }
        if (from >>> 5 > at + 1) at = (from >>> 5) - 1;
      }
    }
    if (context === "title") {
      const inTitle = (result[0] as number) & 1;
      result.fill(0, 0, width);
      result[0] = inTitle;
    }
    return result;
  }

  /** Windows of the outer context that hold one of the inner windows. */
  private outerWindows(inner: Row, innerContext: WindowContext, context: WindowContext): Row {
    const result = this.pool.take();
    if (innerContext === "title") {
      setBit(result, 0);
      return result;
    }
    const { first, ofPosition: innerOf } = this.article.windowsOf(windowKindOf(innerContext));
    const { first: firstOuter, ofPosition } = this.article.windowsOf(windowKindOf(context));
    for (let window = this.article.count > 0 ? nextBit(inner, 0, this.pool.width) : -1; window >= 0; ) {
      const outer = ofPosition[first[window] as number] as number;
      setBit(result, outer);
      // What else lies in the outer window that was just set says nothing new.
      const next = firstOuter[outer + 1] as number;
      window = next < this.article.count ? nextBit(inner, Math.max(window + 1, innerOf[next] as number), this.pool.width) : -1;
    }
    return result;
  }

  private countReached(part: Terms, count: number): boolean {
    if (!this.isPossible(part)) return false;
    const occurrences = this.occurrences(part, "field");
    const ends = this.proximity.endsOf(occurrences);
    let reached = 0;
    for (let taken = this.nextDisjoint(occurrences, ends, -1); taken >= 0; taken = this.nextDisjoint(occurrences, ends, taken)) {
      reached += 1;
      if (reached >= count) return true;
    }
    return false;
  }

  private windowsReaching(part: Terms, count: number, context: WindowContext): Row {
    const { first, ofPosition, widest } = this.article.windowsOf(windowKindOf(context));
    const occurrences = this.occurrences(part, windowKindOf(context));
    const result = this.pool.take();
    if (widest < count) return result;
    const ends = this.proximity.endsOf(occurrences);
    let window = -1;
    let reached = 0;
    for (let taken = this.nextDisjoint(occurrences, ends, -1); taken >= 0; ) {
      const here = ofPosition[taken] as number;
      if (context === "title" && here > 0) break;
      reached = here === window ? reached + 1 : 1;
      window = here;
      const next = first[here + 1] as number;
      if (reached === count) setBit(result, here);
      // A window that is decided either way need not be read to its end.
      const decided = reached === count || next - taken - 1 < count - reached;
      taken = this.nextDisjoint(occurrences, ends, decided ? next - 1 : taken);
    }
    return result;
  }

  /** The end of the occurrence that ends first among those that start after `taken`, or -1. Taking it every time counts the most. */
  private nextDisjoint(occurrences: readonly Occurrences[], ends: Row, taken: number): number {
    const { width } = this.pool;
    for (let end = nextBit(ends, taken + 1, width); end >= 0; end = nextBit(ends, end + 1, width)) {
      for (const { length, row } of occurrences) {
        if (end - length < taken) break;
        if (hasBit(row, end - length + 1)) return end;
      }
    }
    return -1;
  }
}
