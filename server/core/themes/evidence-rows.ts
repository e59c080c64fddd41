import { type Plan, windowKindOf } from "@/server/core/themes/compile-rule";
import type { Evaluation, WindowContext } from "@/server/core/themes/evaluate-plan";
import { hasBit, isEmpty, keepRow, nextBit, type Row, setBit } from "@/server/core/themes/position-sets";
import type { WindowKind } from "@/server/core/themes/prepare-article";
import type { Occurrences } from "@/server/core/themes/proximity-rows";

/** Gathers what made plans hold on the article that an evaluation has at hand. Made anew for each article. */
export class EvidenceRows {
  private lastMask: { where: Row; kind: WindowKind; mask: Row } | null = null;

  constructor(private readonly evaluation: Evaluation) {}

  /** The occurrences that make a plan hold. Only for a plan that holds. */
  gather(plan: Plan): Occurrences[] {
    const found: Occurrences[] = [];
    this.collect(plan, found);
    return found;
  }

  private collect(plan: Plan, into: Occurrences[]): void {
    switch (plan.kind) {
      case "terms":
        this.evaluation.eachOccurring(plan, (length, row) => into.push({ length, row }));
        return;
      case "and":
        for (const part of plan.parts) this.collect(part, into);
        return;
      case "or":
        for (const part of plan.parts) if (this.evaluation.holds(part)) this.collect(part, into);
        return;
      case "not":
        return;
      case "near":
        into.push(...this.evaluation.nearOccurrences(plan, "field"));
        return;
      case "within": {
        const where = this.evaluation.windowsWhere(plan.part, plan.context);
        if (where) this.collectWithin(plan.part, plan.context, where, into);
        return;
      }
      case "atleast":
        into.push(...this.evaluation.occurrences(plan.part, "field"));
    }
  }

  /** The same within the windows of `where`, in each of which the plan holds. */
  private collectWithin(plan: Plan, context: WindowContext, where: Row, into: Occurrences[]): void {
    const kind = windowKindOf(context);
    switch (plan.kind) {
      case "terms":
        this.keepWithin(this.evaluation.occurrences(plan, kind), kind, where, into);
        return;
      case "near":
        this.keepWithin(this.evaluation.nearOccurrences(plan, kind), kind, where, into);
        return;
      case "atleast":
        this.keepWithin(this.evaluation.occurrences(plan.part, kind), kind, where, into);
        return;
      case "and":
        for (const part of plan.parts) this.collectWithin(part, context, where, into);
        return;
      case "or":
        for (const part of plan.parts) {
          const both = this.bothWindows(this.evaluation.windowsWhere(part, context), where);
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
    const inner = this.evaluation.windowsWhere(plan.part, plan.context);
    if (!inner) return;
    if (plan.context === "title") {
      if (hasBit(where, 0)) this.collectWithin(plan.part, "title", inner, into);
      return;
    }
    const { first } = this.evaluation.article.windowsOf(windowKindOf(plan.context));
    const { ofPosition } = this.evaluation.article.windowsOf(windowKindOf(context));
    const kept = this.evaluation.pool.take();
    for (let window = nextBit(inner, 0, this.evaluation.pool.width); window >= 0; window = nextBit(inner, window + 1, this.evaluation.pool.width)) {
      if (hasBit(where, ofPosition[first[window] as number] as number)) setBit(kept, window);
    }
    this.collectWithin(plan.part, plan.context, kept, into);
  }

  private bothWindows(one: Row | null, other: Row): Row | null {
    if (!one) return null;
    const both = this.evaluation.pool.copy(one);
    keepRow(both, other, this.evaluation.pool.width);
    return isEmpty(both, this.evaluation.pool.width) ? null : both;
  }

  /** The word positions of some windows. The parts of an AND ask for the same ones in turn, so the last answer is kept. */
  private positionsOf(where: Row, kind: WindowKind): Row {
    if (this.lastMask?.where === where && this.lastMask.kind === kind) return this.lastMask.mask;
    const { first } = this.evaluation.article.windowsOf(kind);
    const mask = this.evaluation.pool.take();
    for (let window = nextBit(where, 0, this.evaluation.pool.width); window >= 0; window = nextBit(where, window + 1, this.evaluation.pool.width)) {
      fillBits(mask, first[window] as number, first[window + 1] as number);
    }
    this.lastMask = { where, kind, mask };
    return mask;
  }

  private keepWithin(occurrences: readonly Occurrences[], kind: WindowKind, where: Row, into: Occurrences[]): void {
    if (occurrences.length === 0) return;
    const mask = this.positionsOf(where, kind);
    for (const { length, row } of occurrences) {
      const kept = this.evaluation.pool.copy(row);
      keepRow(kept, mask, this.evaluation.pool.width);
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
