import { type Plan, type TermPlan, windowKindOf, type Context } from "@/server/core/themes/compile-rule";
import type { PreparedArticle, WindowKind, Windows } from "@/server/core/themes/prepare-article";
import { addRow, hasBit, isEmpty, keepRow, nextBit, type Row, RowPool, setBit, shiftDown, shiftUp } from "@/server/core/themes/position-sets";

/** Occurrences of one length in words: `row` holds the positions where they start. */
export interface Occurrences {
  readonly length: number;
  readonly row: Row;
}

type Terms = Plan & { kind: "terms" };
type Near = Plan & { kind: "near" };
type WindowContext = Exclude<Context, "document">;

/**
 * Judges plans on one article at a time. Rows of bits stand for word positions or for windows;
 * every step is a few passes over a row, so the time for a plan is bounded by its size times the length of the text.
 */
export class Evaluation {
  readonly pool = new RowPool();
  private article!: PreparedArticle;
  private patternRow: (patternId: number) => Row | null = () => null;
  private readonly terms = new Map<number, Row | null>();
  private readonly operands = new Map<string, readonly Occurrences[]>();
  private readonly nears = new Map<string, readonly Occurrences[]>();
  private readonly judged = new Map<string, Row | null>();
  private readonly together = new Map<string, Row>();

  /** Begins an article; the pool must have been reset for it. */
  begin(article: PreparedArticle, patternRow: (patternId: number) => Row | null): void {
    this.article = article;
    this.patternRow = patternRow;
    for (const kept of [this.terms, this.operands, this.nears, this.judged, this.together]) if (kept.size > 0) kept.clear();
  }

  /** Whether a plan holds on the article. */
  holds(plan: Plan): boolean {
    switch (plan.kind) {
      case "terms":
        return plan.terms.some((term) => this.termRow(term) !== null);
      case "and":
        return plan.parts.every((part) => this.holds(part));
      case "or":
        return plan.parts.some((part) => this.holds(part));
      case "not":
        return !this.holds(plan.part);
      case "near":
        return this.nearOccurrences(plan, "field").length > 0;
      case "within":
        return this.windowsWhere(plan.part, plan.context) !== null;
      case "atleast":
        return this.countReached(plan.part, plan.count);
    }
  }

  /** Where a term starts, field borders respected; `null` when it does not stand in the article. */
  private termRow(term: TermPlan): Row | null {
    const [first] = term.patterns;
    if (term.patterns.length === 1) return this.patternRow(first as number);
    const known = this.terms.get(term.id);
    if (known !== undefined) return known;
    const row = this.phraseRow(term.patterns);
    this.terms.set(term.id, row);
    return row;
  }

  private phraseRow(patterns: readonly number[]): Row | null {
    const rows: Row[] = [];
    for (const pattern of patterns) {
      const row = this.patternRow(pattern);
      if (!row) return null;
      rows.push(row);
    }
    const { pool } = this;
    const result = pool.copy(rows[0] as Row);
    const shifted = pool.take();
    for (let at = 1; at < rows.length; at += 1) {
      shiftDown(shifted, rows[at] as Row, at, pool.width);
      keepRow(result, shifted, pool.width);
      if (at % 8 === 0 && isEmpty(result, pool.width)) return null;
    }
    this.keepInside(result, rows.length, "field");
    return isEmpty(result, pool.width) ? null : result;
  }

  /** Positions p for which p - steps to p lie in one window. */
  private togetherRow(kind: WindowKind, steps: number): Row {
    const key = `${kind}${steps}`;
    const known = this.together.get(key);
    if (known) return known;
    const { pool } = this;
    const row = pool.take();
    if (steps === 1) {
      row.fill(-1, 0, pool.width);
      const { first, count } = this.article.windowsOf(kind);
      for (let window = 0; window < count; window += 1) row[(first[window] as number) >>> 5] = (row[(first[window] as number) >>> 5] as number) & ~(1 << ((first[window] as number) & 31));
    } else {
      const half = steps >> 1;
      shiftUp(row, this.togetherRow(kind, steps - half), half, pool.width);
      keepRow(row, this.togetherRow(kind, half), pool.width);
    }
    this.together.set(key, row);
    return row;
  }

  /** Drops the starts whose occurrence of `length` words crosses a window's border. */
  private keepInside(row: Row, length: number, kind: WindowKind): void {
    if (length < 2) return;
    const inside = this.pool.take();
    shiftDown(inside, this.togetherRow(kind, length - 1), length - 1, this.pool.width);
    keepRow(row, inside, this.pool.width);
  }

  /** Occurrences of an operand that lie within one window of the kind, by length, shortest first. */
  private occurrences(plan: Terms, kind: WindowKind): readonly Occurrences[] {
    const key = `${plan.id}${kind}`;
    const known = this.operands.get(key);
    if (known) return known;
    const byLength = new Map<number, Row>();
    for (const term of plan.terms) {
      const row = this.termRow(term);
      if (!row) continue;
      const length = term.patterns.length;
      const sum = byLength.get(length);
      if (sum) addRow(sum, row, this.pool.width);
      else byLength.set(length, this.pool.copy(row));
    }
    const found: Occurrences[] = [];
    for (const [length, row] of [...byLength].sort((a, b) => a[0] - b[0])) {
      if (kind !== "field") this.keepInside(row, length, kind);
      if (kind === "field" || !isEmpty(row, this.pool.width)) found.push({ length, row });
    }
    this.operands.set(key, found);
    return found;
  }

  /** The occurrences of both sides that stand near one of the other side, within one window of the kind. */
  private nearOccurrences(plan: Near, kind: WindowKind): readonly Occurrences[] {
    const key = `${plan.id}${kind}`;
    const known = this.nears.get(key);
    if (known) return known;
    const left = this.occurrences(plan.left, kind);
    const right = left.length > 0 ? this.occurrences(plan.right, kind) : [];
    const found: Occurrences[] = [];
    if (right.length > 0) {
      this.keepNear(found, left, this.reachDown(this.startsOf(right), plan.distance, kind), plan.ordered ? null : this.reachUp(this.endsOf(right), plan.distance, kind));
      if (found.length > 0) {
        this.keepNear(found, right, plan.ordered ? null : this.reachDown(this.startsOf(left), plan.distance, kind), this.reachUp(this.endsOf(left), plan.distance, kind));
      }
    }
    this.nears.set(key, found);
    return found;
  }

  private startsOf(occurrences: readonly Occurrences[]): Row {
    const row = this.pool.take();
    for (const one of occurrences) addRow(row, one.row, this.pool.width);
    return row;
  }

  private endsOf(occurrences: readonly Occurrences[]): Row {
    const row = this.pool.take();
    const shifted = this.pool.take();
    for (const one of occurrences) {
      shiftUp(shifted, one.row, one.length - 1, this.pool.width);
      addRow(row, shifted, this.pool.width);
    }
    return row;
  }

  /** Keeps occurrences that end where `endsAt` holds or start where `startsAt` holds. */
  private keepNear(into: Occurrences[], occurrences: readonly Occurrences[], endsAt: Row | null, startsAt: Row | null): void {
    const { pool } = this;
    for (const { length, row } of occurrences) {
      const kept = pool.take();
      if (endsAt) shiftDown(kept, endsAt, length - 1, pool.width);
      if (startsAt) addRow(kept, startsAt, pool.width);
      keepRow(kept, row, pool.width);
      if (!isEmpty(kept, pool.width)) into.push({ length, row: kept });
    }
  }

  /** Positions that follow a position of the row by 1 to `distance` words within one window. */
  private reachUp(row: Row, distance: number, kind: WindowKind): Row {
    const { pool } = this;
    const reached = pool.take();
    const moved = pool.take();
    shiftUp(reached, row, 1, pool.width);
    keepRow(reached, this.togetherRow(kind, 1), pool.width);
    for (let steps = 0; steps < distance - 1; ) {
      const more = Math.min(steps + 1, distance - 1 - steps);
      shiftUp(moved, reached, more, pool.width);
      keepRow(moved, this.togetherRow(kind, more), pool.width);
      addRow(reached, moved, pool.width);
      steps += more;
    }
    return reached;
  }

  /** Positions that a position of the row follows by 1 to `distance` words within one window. */
  private reachDown(row: Row, distance: number, kind: WindowKind): Row {
    const { pool } = this;
    const kept = pool.copy(row);
    const reached = pool.take();
    const moved = pool.take();
    keepRow(kept, this.togetherRow(kind, 1), pool.width);
    shiftDown(reached, kept, 1, pool.width);
    for (let steps = 0; steps < distance - 1; ) {
      const more = Math.min(steps + 1, distance - 1 - steps);
      kept.set(reached.subarray(0, pool.width));
      keepRow(kept, this.togetherRow(kind, more), pool.width);
      shiftDown(moved, kept, more, pool.width);
      addRow(reached, moved, pool.width);
      steps += more;
    }
    return reached;
  }

  /** The windows of the context in which a plan holds, as a row of window numbers; `null` when there is none. */
  windowsWhere(plan: Plan, context: WindowContext): Row | null {
    const key = `${plan.id}${context}`;
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    const row = this.judgeWindows(plan, context);
    const result = row && !isEmpty(row, this.pool.width) ? row : null;
    this.judged.set(key, result);
    return result;
  }

  private judgeWindows(plan: Plan, context: WindowContext): Row | null {
    const { pool } = this;
    const kind = windowKindOf(context);
    switch (plan.kind) {
      case "terms":
        return this.windowsOf(this.occurrences(plan, kind), context);
      case "near":
        return this.windowsOf(this.nearOccurrences(plan, kind), context);
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
    else for (let window = this.article.windowsOf(context).count - 1; window >= 0; window -= 1) setBit(row, window);
    return row;
  }

  /** The windows in which some occurrence lies. */
  private windowsOf(occurrences: readonly Occurrences[], context: WindowContext): Row {
    const { pool } = this;
    const { first, ofPosition } = this.article.windowsOf(windowKindOf(context));
    const result = pool.take();
    for (const { row } of occurrences) {
      for (let at = nextBit(row, 0, pool.width); at >= 0; ) {
        const window = ofPosition[at] as number;
        if (context === "title" && window > 0) break;
        setBit(result, window);
        at = nextBit(row, first[window + 1] as number, pool.width);
      }
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
    const { first } = this.article.windowsOf(windowKindOf(innerContext));
    const { ofPosition } = this.article.windowsOf(windowKindOf(context));
    for (let window = nextBit(inner, 0, this.pool.width); window >= 0; window = nextBit(inner, window + 1, this.pool.width)) {
      if (this.article.count > 0) setBit(result, ofPosition[first[window] as number] as number);
    }
    return result;
  }

  private countReached(part: Terms, count: number): boolean {
    let reached = 0;
    this.eachDisjoint(this.occurrences(part, "field"), (_, stop) => {
      reached += 1;
      if (reached >= count) stop();
    });
    return reached >= count;
  }

  private windowsReaching(part: Terms, count: number, context: WindowContext): Row {
    const windows: Windows = this.article.windowsOf(windowKindOf(context));
    const result = this.pool.take();
    let window = -1;
    let reached = 0;
    this.eachDisjoint(this.occurrences(part, windowKindOf(context)), (start, stop) => {
      const here = windows.ofPosition[start] as number;
      if (here !== window) reached = 0;
      window = here;
      reached += 1;
      if (context === "title" && here > 0) stop();
      else if (reached === count) setBit(result, here);
    });
    return result;
  }

  /** Visits as many occurrences without a common word as there can be: always the one that ends first. */
  private eachDisjoint(occurrences: readonly Occurrences[], visit: (start: number, stop: () => void) => void): void {
    const { width } = this.pool;
    const ends = occurrences.length === 1 && occurrences[0]?.length === 1 ? occurrences[0].row : this.endsOf(occurrences);
    let taken = -1;
    let stopped = false;
    const stop = () => {
      stopped = true;
    };
    for (let end = nextBit(ends, 0, width); end >= 0 && !stopped; end = nextBit(ends, end + 1, width)) {
      for (const { length, row } of occurrences) {
        const start = end - length + 1;
        if (start <= taken) break;
        if (!hasBit(row, start)) continue;
        taken = end;
        visit(start, stop);
        break;
      }
    }
  }

  /** The occurrences that make a plan hold. Only for a plan that holds. */
  evidence(plan: Plan): Occurrences[] {
    const found: Occurrences[] = [];
    this.collect(plan, found);
    return found;
  }

  private collect(plan: Plan, into: Occurrences[]): void {
    switch (plan.kind) {
      case "terms":
        for (const term of plan.terms) {
          const row = this.termRow(term);
          if (row) into.push({ length: term.patterns.length, row });
        }
        return;
      case "and":
        for (const part of plan.parts) this.collect(part, into);
        return;
      case "or":
        for (const part of plan.parts) if (this.holds(part)) this.collect(part, into);
        return;
      case "not":
        return;
      case "near":
        into.push(...this.nearOccurrences(plan, "field"));
        return;
      case "within": {
        const where = this.windowsWhere(plan.part, plan.context);
        if (where) this.collectWithin(plan.part, plan.context, where, into);
        return;
      }
      case "atleast":
        into.push(...this.occurrences(plan.part, "field"));
    }
  }

  /** The same within the windows of `where`, in each of which the plan holds. */
  private collectWithin(plan: Plan, context: WindowContext, where: Row, into: Occurrences[]): void {
    const kind = windowKindOf(context);
    switch (plan.kind) {
      case "terms":
        this.keepWithin(this.occurrences(plan, kind), kind, where, into);
        return;
      case "near":
        this.keepWithin(this.nearOccurrences(plan, kind), kind, where, into);
        return;
      case "atleast":
        this.keepWithin(this.occurrences(plan.part, kind), kind, where, into);
        return;
      case "and":
        for (const part of plan.parts) this.collectWithin(part, context, where, into);
        return;
      case "or":
        for (const part of plan.parts) {
          const both = this.bothWindows(this.windowsWhere(part, context), where);
          if (both) this.collectWithin(part, context, both, into);
        }
        return;
      case "not":
        return;
      case "within":
        this.collectInner(plan, context, where, into);
    }
  }

  private collectInner(plan: Plan & { kind: "within" }, context: WindowContext, where: Row, into: Occurrences[]): void {
    const inner = this.windowsWhere(plan.part, plan.context);
    if (!inner) return;
    if (plan.context === "title") {
      if (hasBit(where, 0)) this.collectWithin(plan.part, "title", inner, into);
      return;
    }
    const { first } = this.article.windowsOf(windowKindOf(plan.context));
    const { ofPosition } = this.article.windowsOf(windowKindOf(context));
    const kept = this.pool.take();
    for (let window = nextBit(inner, 0, this.pool.width); window >= 0; window = nextBit(inner, window + 1, this.pool.width)) {
      if (hasBit(where, ofPosition[first[window] as number] as number)) setBit(kept, window);
    }
    this.collectWithin(plan.part, plan.context, kept, into);
  }

  private bothWindows(one: Row | null, other: Row): Row | null {
    if (!one) return null;
    const both = this.pool.copy(one);
    keepRow(both, other, this.pool.width);
    return isEmpty(both, this.pool.width) ? null : both;
  }

  private keepWithin(occurrences: readonly Occurrences[], kind: WindowKind, where: Row, into: Occurrences[]): void {
    if (occurrences.length === 0) return;
    const { first } = this.article.windowsOf(kind);
    const mask = this.pool.take();
    for (let window = nextBit(where, 0, this.pool.width); window >= 0; window = nextBit(where, window + 1, this.pool.width)) {
      fillBits(mask, first[window] as number, first[window + 1] as number);
    }
    for (const { length, row } of occurrences) {
      const kept = this.pool.copy(row);
      keepRow(kept, mask, this.pool.width);
      into.push({ length, row: kept });
    }
  }
}

function fillBits(row: Row, from: number, to: number): void {
  for (let at = from; at < to; ) {
    if ((at & 31) === 0 && at + 32 <= to) {
      row[at >>> 5] = -1;
      at += 32;
    } else {
      setBit(row, at);
      at += 1;
    }
  }
}
