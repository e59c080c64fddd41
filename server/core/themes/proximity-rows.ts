import type { PreparedArticle, WindowKind } from "@/server/core/themes/prepare-article";
import { addRow, isEmpty, keepRow, type Row, type RowPool, shiftDown, shiftUp, spreadDown, spreadUp } from "@/server/core/themes/position-sets";

/** Occurrences of one length in words: `row` holds the positions where they start. */
export interface Occurrences {
  readonly length: number;
  readonly row: Row;
}

/**
 * What stands near what, on rows of positions of one article. A distance is walked in doubling steps, each of which stays
 * inside one window, so it costs the logarithm of the distance in passes and nothing per occurrence.
 */
export class ProximityRows {
  private article!: PreparedArticle;
  private readonly together = new Map<string, Row>();

  constructor(private readonly pool: RowPool) {}

  /** Forgets the article before. */
  begin(article: PreparedArticle): void {
    this.article = article;
    if (this.together.size > 0) this.together.clear();
  }

  /** Positions p for which p - steps to p lie in one window. */
  private togetherRow(kind: WindowKind, steps: number): Row {
    const key = `${kind} ${steps}`;
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
  keepInside(row: Row, length: number, kind: WindowKind): void {
    if (length < 2) return;
    const inside = this.pool.take();
    shiftDown(inside, this.togetherRow(kind, length - 1), length - 1, this.pool.width);
    keepRow(row, inside, this.pool.width);
  }

  startsOf(occurrences: readonly Occurrences[]): Row {
    const [only] = occurrences;
    if (only && occurrences.length === 1) return only.row;
    const row = this.pool.take();
    for (const one of occurrences) addRow(row, one.row, this.pool.width);
    return row;
  }

  endsOf(occurrences: readonly Occurrences[]): Row {
    const [only] = occurrences;
    if (only?.length === 1 && occurrences.length === 1) return only.row;
    const row = this.pool.take();
    const shifted = this.pool.take();
    for (const one of occurrences) {
      shiftUp(shifted, one.row, one.length - 1, this.pool.width);
      addRow(row, shifted, this.pool.width);
    }
    return row;
  }

  /** Those occurrences that end where `endsAt` holds or start where `startsAt` holds. */
  keepNear(occurrences: readonly Occurrences[], endsAt: Row | null, startsAt: Row | null): Occurrences[] {
    const { pool } = this;
    const found: Occurrences[] = [];
    for (const { length, row } of occurrences) {
      const kept = pool.take();
      if (endsAt) shiftDown(kept, endsAt, length - 1, pool.width);
      if (startsAt) addRow(kept, startsAt, pool.width);
      keepRow(kept, row, pool.width);
      if (!isEmpty(kept, pool.width)) found.push({ length, row: kept });
    }
    return found;
  }

  /** Positions that follow a position of the row by 1 to `distance` words within one window. */
  reachUp(row: Row, distance: number, kind: WindowKind): Row {
    const { width } = this.pool;
    const reached = this.pool.take();
    shiftUp(reached, row, 1, width);
    keepRow(reached, this.togetherRow(kind, 1), width);
    for (let steps = 0; steps < distance - 1; ) {
      const more = Math.min(steps + 1, distance - 1 - steps);
      spreadUp(reached, more, this.togetherRow(kind, more), width);
      steps += more;
    }
    return reached;
  }

  /** Positions that a position of the row follows by 1 to `distance` words within one window. */
  reachDown(row: Row, distance: number, kind: WindowKind): Row {
    const { width } = this.pool;
    const kept = this.pool.copy(row);
    const reached = this.pool.take();
    keepRow(kept, this.togetherRow(kind, 1), width);
    shiftDown(reached, kept, 1, width);
    for (let steps = 0; steps < distance - 1; ) {
      const more = Math.min(steps + 1, distance - 1 - steps);
      spreadDown(reached, more, this.togetherRow(kind, more), width);
      steps += more;
    }
    return reached;
  }
}
