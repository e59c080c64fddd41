const MOST_WORDS = 131_072;
const LONGEST_WORD = 64;
const FIRST_SIZE = 4_096;

/**
 * Words met before, by number, so that running text makes no new string for a word that it repeats. Its memory is
 * bounded: a full table forgets everything when the next text begins, and counts a generation more.
 */
export class WordTable {
  /** Numbers of words mean the same as long as this does not change. */
  generation = 0;
  private words: string[] = [];
  private letters = new Uint16Array(FIRST_SIZE * 8);
  private letterCount = 0;
  /**
   * Four integers for each place, side by side because most of the time goes into reaching them: a word's number plus one,
   * its hash, where its letters begin, and how many they are. At most half of the places are taken.
   */
  private places = new Int32Array(FIRST_SIZE * 2 * 4);

  /** Makes room where there is none; numbers given before stay true unless `generation` changes. */
  beginText(): void {
    if (this.words.length < MOST_WORDS) return;
    this.generation += 1;
    this.words = [];
    this.letterCount = 0;
    this.places.fill(0);
  }

  wordOf(number: number): string {
    return this.words[number] as string;
  }

  /** The number of the word that `spelled` begins with, or -1 when there is no room for it. `hash` must come from its letters alone. */
  numberOf(spelled: Uint16Array, length: number, hash: number): number {
    const { places, letters } = this;
    const last = places.length - 4;
    let place = (mix(hash) << 2) & last;
    for (let taken = places[place] as number; taken !== 0; taken = places[place] as number) {
      if (places[place + 1] === hash && places[place + 3] === length) {
        const from = places[place + 2] as number;
        let at = 0;
        while (at < length && letters[from + at] === spelled[at]) at += 1;
        if (at === length) return taken - 1;
      }
      place = (place + 4) & last;
    }
    return this.add(spelled, length, hash, place);
  }

  private add(spelled: Uint16Array, length: number, hash: number, place: number): number {
    const number = this.words.length;
    if (number >= MOST_WORDS) return -1;
    if (this.letterCount + length > this.letters.length) {
      const larger = new Uint16Array(this.letters.length * 2);
      larger.set(this.letters);
      this.letters = larger;
    }
    for (let at = 0; at < length; at += 1) this.letters[this.letterCount + at] = spelled[at] as number;
    this.places[place] = number + 1;
    this.places[place + 1] = hash;
    this.places[place + 2] = this.letterCount;
    this.places[place + 3] = length;
    this.letterCount += length;
    // A string of its own: a slice would keep the whole article in memory.
    this.words.push(String.fromCharCode.apply(null, spelled.subarray(0, length) as unknown as number[]));
    if (this.words.length * 8 > this.places.length) this.widen();
    return number;
  }

  private widen(): void {
    const before = this.places;
    this.places = new Int32Array(before.length * 2);
    const last = this.places.length - 4;
    for (let from = 0; from < before.length; from += 4) {
      if (before[from] === 0) continue;
      let place = (mix(before[from + 1] as number) << 2) & last;
      while (this.places[place] !== 0) place = (place + 4) & last;
      this.places.set(before.subarray(from, from + 4), place);
    }
  }
}

/** Where a word is spelled out before it is looked up; longer words have no number. */
export function spellingRoom(): Uint16Array {
  return new Uint16Array(LONGEST_WORD);
}

export const NO_LETTERS_HASH = 0x811c9dc5 | 0;

/** The hash of a word's letters, one after another (FNV-1a on UTF-16 units). */
export function addToHash(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193);
}

function mix(hash: number): number {
  return hash ^ (hash >>> 15);
}
