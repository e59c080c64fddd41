/**
 * Patterns of words with `?` and a final `*`, all tried at once: for each place and letter a row of bits says which
 * patterns accept it there, so a word costs its length times the patterns divided by 32, whatever they look like.
 */
export class PatternSet {
  private readonly literal = new Map<string, number[]>();
  private readonly wild: Wild[] = [];
  private literals: readonly number[] = [];
  private places: Place[] | null = null;
  /** For each number of letters the patterns that a word may end with there, and those of them that it need not: rows of bits, one after another. */
  private ending = new Int32Array(0);
  private open = new Int32Array(0);
  private left = new Int32Array(0);
  /** The same memory as `left`, which spells it as a string. */
  private leftUnits = new Uint16Array(0);

  /** Adds a pattern under a number of the caller's. */
  add(pattern: string, id: number): void {
    if (/[*?]/u.test(pattern)) {
      this.wild.push({ id, letters: Array.from(pattern) });
      this.places = null;
      return;
    }
    const known = this.literal.get(pattern);
    if (known) known.push(id);
    else this.literal.set(pattern, [id]);
  }

  /** Looks a word up. Words with the same key satisfy the same patterns; the key is empty when there are none. */
  lookUp(word: string): string {
    this.literals = this.literal.get(word) ?? [];
    const key = this.literals.length > 0 ? `${this.literals.join()} ` : "";
    return this.wild.length > 0 && this.tryWild(word) ? key + String.fromCharCode(...this.leftUnits) : key;
  }

  /** The numbers of the patterns that the word last looked up satisfies. */
  satisfied(): number[] {
    const found = [...this.literals];
    for (let at = 0; at < this.left.length; at += 1) {
      for (let bits = this.left[at] as number; bits !== 0; bits &= bits - 1) found.push((this.wild[(at << 5) + (31 - Math.clz32(bits & -bits))] as Wild).id);
    }
    return found;
  }

  /** Leaves in `left` the patterns that the word satisfies; says whether there is one. */
  private tryWild(word: string): boolean {
    const places = this.places ?? this.layOut();
    const { left } = this;
    left.fill(-1);
    let depth = 0;
    for (const letter of word) {
      const place = places[depth];
      if (!place) break;
      if (!keepBits(left, place.byLetter.get(letter) ?? place.byAny, 0)) return false;
      depth += 1;
    }
    // What stands beyond the longest pattern concerns only those that are open at their end.
    const isLonger = depth === places.length && hasMore(word, depth);
    const rows = isLonger ? this.open : this.ending;
    return keepBits(left, rows, depth * left.length);
  }

  private layOut(): Place[] {
    const width = (this.wild.length >>> 5) + 1;
    const longest = this.wild.reduce((most, { letters }) => Math.max(most, letters.length), 0);
    const places: Place[] = Array.from({ length: longest }, () => ({ byAny: new Int32Array(width), byLetter: new Map() }));
    this.left = new Int32Array(width);
    this.leftUnits = new Uint16Array(this.left.buffer);
    this.ending = new Int32Array((longest + 1) * width);
    this.open = new Int32Array((longest + 1) * width);
    for (const [number, { letters }] of this.wild.entries()) {
      const isOpen = letters.at(-1) === "*";
      const length = isOpen ? letters.length - 1 : letters.length;
      if (!isOpen) mark(this.ending, length * width, number);
      for (let depth = length; isOpen && depth <= longest; depth += 1) {
        mark(this.open, depth * width, number);
        mark(this.ending, depth * width, number);
        if (depth < longest) mark((places[depth] as Place).byAny, 0, number);
      }
      for (let depth = 0; depth < length; depth += 1) if (letters[depth] === "?") mark((places[depth] as Place).byAny, 0, number);
    }
    for (const [number, { letters }] of this.wild.entries()) {
      for (const [depth, letter] of letters.entries()) if (letter !== "?" && letter !== "*") mark(rowOf(places[depth] as Place, letter), 0, number);
    }
    this.places = places;
    return places;
  }
}

interface Wild {
  readonly id: number;
  readonly letters: readonly string[];
}

interface Place {
  /** What accepts a letter that no pattern names here. */
  readonly byAny: Int32Array;
  readonly byLetter: Map<string, Int32Array>;
}

function rowOf({ byAny, byLetter }: Place, letter: string): Int32Array {
  const known = byLetter.get(letter);
  if (known) return known;
  const row = byAny.slice();
  byLetter.set(letter, row);
  return row;
}

/** Keeps the bits that the other row, at `from`, has too; says whether any is left. */
function keepBits(row: Int32Array, other: Int32Array, from: number): boolean {
  let any = 0;
  for (let at = 0; at < row.length; at += 1) {
    const kept = (row[at] as number) & (other[from + at] as number);
    row[at] = kept;
    any |= kept;
  }
  return any !== 0;
}

function mark(rows: Int32Array, from: number, number: number): void {
  const at = from + (number >>> 5);
  rows[at] = (rows[at] as number) | (1 << (number & 31));
}

function hasMore(word: string, letters: number): boolean {
  let count = 0;
  for (const _ of word) {
    count += 1;
    if (count > letters) return true;
  }
  return false;
}
