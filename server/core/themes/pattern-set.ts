const FIRST_OF_MANY = 128;
const KEPT_KEYS = 64;
const NO_IDS: readonly number[] = [];
const NOTHING_NAMED = new Uint16Array(FIRST_OF_MANY);

/**
 * Patterns of words with `?` and a final `*`, all tried at once: for each place and letter a row of bits says which
 * patterns accept it there, so a word costs its length times the patterns divided by 32, whatever they look like.
 */
export class PatternSet {
  private readonly literal = new Map<string, number[]>();
  private readonly wildOf = new Map<string, Wild>();
  private wild: readonly Wild[] = [];
  private literals: readonly number[] = [];
  private places: Place[] | null = null;
  /** For each number of letters the patterns that a word may end with there, and those of them that it need not: rows of bits, one after another. */
  private ending = new Int32Array(0);
  private open = new Int32Array(0);
  private left = new Int32Array(0);
  /** The same memory as `left`, which spells it as a string. */
  private leftUnits = new Uint16Array(0);
  private isWild = false;
  /** The ids of patterns, one pattern after another, and where those of each begin. */
  private wildIds = new Int32Array(0);
  private firstId = new Int32Array(0);
  /** Keys given lately and the rows of bits that they spell: most words satisfy the same few patterns, and a new string costs more. */
  private readonly keptKeys: (string | undefined)[] = Array.from({ length: KEPT_KEYS }, () => undefined);
  private keptRows = new Int32Array(0);

  /** Adds a pattern under a number of the caller's. */
  add(pattern: string, id: number): void {
    if (/[*?]/u.test(pattern)) {
      const same = this.wildOf.get(pattern);
      if (same) same.ids.push(id);
      else this.wildOf.set(pattern, { ids: [id], letters: Array.from(pattern) });
      this.places = null;
      return;
    }
    const known = this.literal.get(pattern);
    if (known) known.push(id);
    else this.literal.set(pattern, [id]);
  }

  /** Looks a word up: how many different patterns it satisfies. The methods below speak of the word last looked up. */
  lookUp(word: string): number {
    // A word met for the first time has no hash yet, which looking it up would make.
    this.literals = this.literal.size === 0 ? NO_IDS : (this.literal.get(word) ?? NO_IDS);
    this.isWild = this.wildOf.size > 0 && this.tryWild(word);
    let count = this.literals.length;
    for (let at = 0; this.isWild && at < this.left.length; at += 1) count += countBits(this.left[at] as number);
    return count;
  }

  /** Words with the same key satisfy the same patterns. */
  key(): string {
    const key = this.literals.length > 0 ? `${this.literals.join()} ` : "";
    return this.isWild ? key + this.spellLeft() : key;
  }

  private spellLeft(): string {
    const { left, keptRows, keptKeys } = this;
    let hash = 0;
    for (let at = 0; at < left.length; at += 1) hash = Math.imul(hash ^ (left[at] as number), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (KEPT_KEYS - 1);
    const from = slot * left.length;
    const kept = keptKeys[slot];
    let at = 0;
    while (at < left.length && keptRows[from + at] === left[at]) at += 1;
    if (kept !== undefined && at === left.length) return kept;
    keptRows.set(left, from);
    return (keptKeys[slot] = String.fromCharCode.apply(null, this.leftUnits as unknown as number[]));
  }

  /** Sets the bit of each pattern that is satisfied. */
  markSatisfied(bits: Int32Array): void {
    for (const id of this.literals) mark(bits, 0, id);
    if (!this.isWild) return;
    const { left, wildIds, firstId } = this;
    for (let at = 0; at < left.length; at += 1) {
      for (let rest = left[at] as number; rest !== 0; rest &= rest - 1) {
        const number = (at << 5) + (31 - Math.clz32(rest & -rest));
        for (let one = firstId[number] as number; one < (firstId[number + 1] as number); one += 1) mark(bits, 0, wildIds[one] as number);
      }
    }
  }

  /** Leaves in `left` the patterns that the word satisfies; says whether there is one. */
  private tryWild(word: string): boolean {
    const places = this.places ?? this.layOut();
    const { left } = this;
    left.fill(-1);
    let depth = 0;
    let at = 0;
    for (; at < word.length && depth < places.length; depth += 1) {
      const place = places[depth] as Place;
      const unit = word.charCodeAt(at);
      if (unit < FIRST_OF_MANY) {
        if (!keepBits(left, place.rows, (place.ofPlain[unit] as number) * left.length)) return false;
        at += 1;
        continue;
      }
      const letter = String.fromCodePoint(word.codePointAt(at) as number);
      if (!keepBits(left, place.rows, (place.ofOther.get(letter) ?? 0) * left.length)) return false;
      at += letter.length;
    }
    // What stands beyond the longest pattern concerns only those that are open at their end.
    const rows = at < word.length ? this.open : this.ending;
    return keepBits(left, rows, depth * left.length);
  }

  private layOut(): Place[] {
    this.wild = [...this.wildOf.values()];
    this.wildIds = Int32Array.from(this.wild.flatMap(({ ids }) => ids));
    this.firstId = new Int32Array(this.wild.length + 1);
    for (const [number, { ids }] of this.wild.entries()) this.firstId[number + 1] = (this.firstId[number] as number) + ids.length;
    const width = (this.wild.length >>> 5) + 1;
    const longest = this.wild.reduce((most, { letters }) => Math.max(most, letters.length), 0);
    const places = Array.from({ length: longest }, (_, depth) => layOutPlace(this.wild, depth, width));
    this.left = new Int32Array(width);
    this.leftUnits = new Uint16Array(this.left.buffer);
    this.keptRows = new Int32Array(KEPT_KEYS * width);
    this.keptKeys.fill(undefined);
    this.ending = new Int32Array((longest + 1) * width);
    this.open = new Int32Array((longest + 1) * width);
    for (const [number, { letters }] of this.wild.entries()) {
      const isOpen = letters.at(-1) === "*";
      const length = isOpen ? letters.length - 1 : letters.length;
      if (!isOpen) mark(this.ending, length * width, number);
      for (let depth = length; isOpen && depth <= longest; depth += 1) {
        mark(this.open, depth * width, number);
        mark(this.ending, depth * width, number);
      }
    }
    this.places = places;
    return places;
  }
}

/** A pattern, and the numbers under which it was added: one that asks for case and one that does not fold to the same. */
interface Wild {
  readonly ids: number[];
  readonly letters: readonly string[];
}

/** For one place in a word the rows of what accepts each letter there, one row after another; row 0 is for letters that no pattern names. */
interface Place {
  readonly rows: Int32Array;
  readonly ofPlain: Uint16Array;
  readonly ofOther: ReadonlyMap<string, number>;
}

function layOutPlace(wild: readonly Wild[], depth: number, width: number): Place {
  const named = new Map<string, number>();
  for (const { letters } of wild) {
    const letter = letters[depth];
    if (letter !== undefined && letter !== "?" && letter !== "*" && !named.has(letter)) named.set(letter, named.size + 1);
  }
  const rows = new Int32Array((named.size + 1) * width);
  for (const [number, { letters }] of wild.entries()) {
    const letter = letters[depth] ?? (letters.at(-1) === "*" ? "*" : undefined);
    if (letter === "?" || letter === "*") for (let row = 0; row <= named.size; row += 1) mark(rows, row * width, number);
    else if (letter !== undefined) mark(rows, (named.get(letter) as number) * width, number);
  }
  const ofPlain = named.size === 0 ? NOTHING_NAMED : Uint16Array.from({ length: FIRST_OF_MANY }, (_, unit) => named.get(String.fromCharCode(unit)) ?? 0);
  return { rows, ofPlain, ofOther: named };
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

function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function mark(rows: Int32Array, from: number, number: number): void {
  const at = from + (number >>> 5);
  rows[at] = (rows[at] as number) | (1 << (number & 31));
}
