import type { PreparedArticle, WindowKind } from "@/server/core/themes/prepare-article";
import { addRow, keepRow, type Row, type RowPool, shiftDown, shiftDownInto, shiftUp, spreadDown, spreadUp } from "@/server/core/themes/position-sets";

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
  /** How far rows have been walked already, by direction and kind: one row is asked about at many distances. */
  private readonly reached = new Map<Row, Map<string, { steps: number; row: Row }[]>>();

  /** What was walked only to be compared once. */
  private readonly passing: Row[] = [];

  constructor(private readonly pool: RowPool) {}

  /** Forgets the article before. */
  begin(article: PreparedArticle): void {
    this.article = article;
    if (this.together.size > 0) this.together.clear();
    if (this.reached.size > 0) this.reached.clear();
    this.passing.length = 0;
  }

  /** Positions p for which p - steps to p lie in one window. */
  private togetherRow(kind: WindowKind, steps: number): Row {
    const key = `${kind} ${steps}`;
    const known = this.together.get(key);
    if (known) return known;
    const { pool } = this;
    const row = pool.takeUncleared();
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
    if (length > 1) shiftDownInto(row, this.togetherRow(kind, length - 1), length - 1, row, this.pool.width);
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
    const shifted = this.pool.takeUncleared();
    for (const one of occurrences) {
      shiftUp(shifted, one.row, one.length - 1, this.pool.width);
      addRow(row, shifted, this.pool.width);
    }
    return row;
  }

  /** After this, rows from `reachUp` and `reachDown` are gone. Those occurrences that end where `endsAt` holds or start where `startsAt` holds. */
  keepNear(occurrences: readonly Occurrences[], endsAt: Row | null, startsAt: Row | null): Occurrences[] {
    const { pool } = this;
    const found: Occurrences[] = [];
    for (const { length, row } of occurrences) {
      const kept = pool.takeUncleared();
      if (!endsAt || !startsAt) {
        if (shiftDownInto(kept, (startsAt ?? endsAt) as Row, startsAt ? 0 : length - 1, row, pool.width)) found.push({ length, row: kept });
        else pool.giveBack(kept);
        continue;
      }
      shiftDown(kept, endsAt, length - 1, pool.width);
      addRow(kept, startsAt, pool.width);
      if (shiftDownInto(kept, kept, 0, row, pool.width)) found.push({ length, row: kept });
      else pool.giveBack(kept);
    }
    for (let row = this.passing.pop(); row; row = this.passing.pop()) pool.giveBack(row);
    return found;
  }

  /** Positions that follow a position of the row by 1 to `distance` words within one window. */
  reachUp(row: Row, distance: number, kind: WindowKind): Row {
    return this.reach(row, distance, kind, "up");
  }

  /** Positions that a position of the row follows by 1 to `distance` words within one window. */
  reachDown(row: Row, distance: number, kind: WindowKind): Row {
    return this.reach(row, distance, kind, "down");
  }

  private reach(row: Row, distance: number, kind: WindowKind, direction: "up" | "down"): Row {
    const { width } = this.pool;
    const known = this.stagesOf(row, `${direction} ${kind}`);
    const stage = known.findLast(({ steps }) => steps < distance);
    let reached = stage?.row ?? this.neighbours(row, kind, direction);
    let steps = stage?.steps ?? 0;
    if (!stage) known.push({ steps, row: reached });
    while (steps < distance - 1) {
      const more = Math.min(steps + 1, distance - 1 - steps);
      const further = this.pool.takeUncleared();
      if (direction === "up") spreadUp(further, reached, more, this.togetherRow(kind, more), width);
      else spreadDown(further, reached, more, this.togetherRow(kind, more), width);
      // Only whole doublings are worth keeping: any distance is one step from one of them.
      const isDoubling = more === steps + 1;
      steps += more;
      reached = further;
      if (isDoubling && steps > (known.at(-1)?.steps ?? 0)) known.push({ steps, row: reached });
      else this.passing.push(reached);
    }
    return reached;
  }

  private stagesOf(row: Row, key: string): { steps: number; row: Row }[] {
    let byKey = this.reached.get(row);
    if (!byKey) this.reached.set(row, (byKey = new Map<string, { steps: number; row: Row }[]>()));
    let stages = byKey.get(key);
    if (!stages) byKey.set(key, (stages = []));
    return stages;
  }

  private neighbours(row: Row, kind: WindowKind, direction: "up" | "down"): Row {
    const { pool } = this;
    const reached = pool.takeUncleared();
    if (direction === "up") {
      shiftUp(reached, row, 1, pool.width);
      keepRow(reached, this.togetherRow(kind, 1), pool.width);
      return reached;
    }
    const kept = pool.takeUncleared();
    shiftDownInto(kept, row, 0, this.togetherRow(kind, 1), pool.width);
    shiftDown(reached, kept, 1, pool.width);
    return reached;
  }
}
