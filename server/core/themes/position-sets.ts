/**
 * Sets of word positions as rows of bits, so that the densest rule on the longest text costs a few passes over
 * `width` words of 32 bits and never depends on how often its terms stand there.
 */
export type Row = Int32Array;

const LARGEST_KEPT_WIDTH = 4_096;

/** Lends cleared rows of the current width and takes all of them back at once. */
export class RowPool {
  width = 1;
  private rows: Row[] = [];
  private used = 0;
  private readonly spare: Row[] = [];
  private capacity = 0;

  /** Makes all rows free again, for an article of `positions` words. */
  reset(positions: number): void {
    this.width = (positions >>> 5) + 1;
    this.used = 0;
    this.spare.length = 0;
    const tooLarge = this.capacity > LARGEST_KEPT_WIDTH && this.width <= LARGEST_KEPT_WIDTH;
    if (this.width > this.capacity || tooLarge) {
      this.capacity = Math.max(64, this.width);
      this.rows = [];
    }
  }

  /** A row of zeros, valid until the next reset. */
  take(): Row {
    const row = this.takeUncleared();
    if (this.width > 64) row.fill(0, 0, this.width);
    else for (let at = 0; at < this.width; at += 1) row[at] = 0;
    return row;
  }

  /** The same with anything in it, for who writes all of it at once. */
  takeUncleared(): Row {
    const spare = this.spare.pop();
    if (spare) return spare;
    let row = this.rows[this.used];
    if (!row) {
      row = new Int32Array(this.capacity);
      this.rows.push(row);
    }
    this.used += 1;
    return row;
  }

  /** Takes one row back before the others: nobody may read it any more. */
  giveBack(row: Row): void {
    this.spare.push(row);
  }

  copy(row: Row): Row {
    const copied = this.takeUncleared();
    if (this.width > 64) copied.set(row.length === this.width ? row : row.subarray(0, this.width));
    else for (let at = 0; at < this.width; at += 1) copied[at] = row[at] as number;
    return copied;
  }
}

export function setBit(row: Row, position: number): void {
  row[position >>> 5] = (row[position >>> 5] as number) | (1 << (position & 31));
}

export function hasBit(row: Row, position: number): boolean {
  return ((row[position >>> 5] as number) & (1 << (position & 31))) !== 0;
}

export function isEmpty(row: Row, width: number): boolean {
  for (let at = 0; at < width; at += 1) if (row[at] !== 0) return false;
  return true;
}

export function addRow(into: Row, row: Row, width: number): void {
  for (let at = 0; at < width; at += 1) into[at] = (into[at] as number) | (row[at] as number);
}

export function keepRow(into: Row, row: Row, width: number): void {
  for (let at = 0; at < width; at += 1) into[at] = (into[at] as number) & (row[at] as number);
}

/** `into[p + by] = row[p]`; `into` must be cleared or be written whole, and must not be `row`. */
export function shiftUp(into: Row, row: Row, by: number, width: number): void {
  const whole = by >>> 5;
  const part = by & 31;
  for (let at = width - 1; at >= 0; at -= 1) {
    const from = at - whole;
    const high = from >= 0 ? (row[from] as number) << part : 0;
    const low = part > 0 && from >= 1 ? (row[from - 1] as number) >>> (32 - part) : 0;
    into[at] = high | low;
  }
}

/** `into[p] = row[p + by]`. */
export function shiftDown(into: Row, row: Row, by: number, width: number): void {
  const whole = by >>> 5;
  const part = by & 31;
  for (let at = 0; at < width; at += 1) {
    const from = at + whole;
    const low = from < width ? (row[from] as number) >>> part : 0;
    const high = part > 0 && from + 1 < width ? (row[from + 1] as number) << (32 - part) : 0;
    into[at] = low | high;
  }
}

/** `into[p] = row[p + by] & mask[p]`; says whether any is left. */
export function shiftDownInto(into: Row, row: Row, by: number, mask: Row, width: number): boolean {
  const whole = by >>> 5;
  const part = by & 31;
  let any = 0;
  for (let at = 0; at < width; at += 1) {
    const from = at + whole;
    const low = from < width ? (row[from] as number) >>> part : 0;
    const high = part > 0 && from + 1 < width ? (row[from + 1] as number) << (32 - part) : 0;
    any |= into[at] = (low | high) & (mask[at] as number);
  }
  return any !== 0;
}

/** `into[p] = row[p]`, and `into[p + by]` where `mask` has p + by as well. */
export function spreadUp(into: Row, row: Row, by: number, mask: Row, width: number): void {
  const whole = by >>> 5;
  const part = by & 31;
  for (let at = 0; at < width; at += 1) {
    const from = at - whole;
    const high = from >= 0 ? (row[from] as number) << part : 0;
    const low = part > 0 && from >= 1 ? (row[from - 1] as number) >>> (32 - part) : 0;
    into[at] = (row[at] as number) | ((high | low) & (mask[at] as number));
  }
}

/** `into[p] = row[p]`, and `into[p - by]` where `mask` has p. */
export function spreadDown(into: Row, row: Row, by: number, mask: Row, width: number): void {
  const whole = by >>> 5;
  const part = by & 31;
  for (let at = 0; at < width; at += 1) {
    const from = at + whole;
    const low = from < width ? ((row[from] as number) & (mask[from] as number)) >>> part : 0;
    const high = part > 0 && from + 1 < width ? ((row[from + 1] as number) & (mask[from + 1] as number)) << (32 - part) : 0;
    into[at] = (row[at] as number) | low | high;
  }
}

/** The first position at or after `from` that is in the row, or -1. */
export function nextBit(row: Row, from: number, width: number): number {
  let at = from >>> 5;
  if (at >= width) return -1;
  let word = (row[at] as number) & (-1 << (from & 31));
  while (word === 0) {
    at += 1;
    if (at >= width) return -1;
    word = row[at] as number;
  }
  return (at << 5) + (31 - Math.clz32(word & -word));
}

/** Turns 32 rows of 32 bits about their diagonal, in place: bit `b` of row `a` becomes bit `a` of row `b`. Warren, Hacker's Delight, 7-3. */
export function transposeBlock(rows: Int32Array): void {
  for (let size = 16, mask = 0xffff; size !== 0; size >>>= 1, mask ^= mask << size) {
    for (let at = 0; at < 32; at = ((at | size) + 1) & ~size) {
      const swap = (((rows[at] as number) >>> size) ^ (rows[at | size] as number)) & mask;
      rows[at] = (rows[at] as number) ^ (swap << size);
      rows[at | size] = (rows[at | size] as number) ^ swap;
    }
  }
}
