import { exactForm, foldWord } from "@/server/core/text/fold-word";
import type { Tokens } from "@/server/core/text/tokenise";
import { nextBit } from "@/server/core/themes/position-sets";
import { PatternSet } from "@/server/core/themes/pattern-set";
import type { WordPattern } from "@/server/core/themes/rule";

const MOST_KEPT_WORDS = 100_000;
const LONGEST_KEPT_WORD = 64;
const MOST_KEPT_FORMS = 4_096;
/** A longer piece of an article may be a view of it, which would keep all of it in memory. */
const LONGEST_KEPT_FORM = 12;
/** A matcher for an article or two of usual length need not prepare for all the words that there are. */
const ARTICLES_WITHOUT_NUMBERS = 2;
const FEW_WORDS = 5_000;
const FEW_PATTERNS = 8;
const NOT_LOOKED_UP = 0;
const NO_PATTERNS = new Int32Array(0);
const NO_BITS = -1;

/** What some words satisfy, under one number. Words that satisfy the same few patterns have the same list. */
export interface HitList {
  readonly number: number;
  readonly patterns: Int32Array;
  /** Many patterns stand in the index's `bits` from here, by their number, and `patterns` is empty; negative where they are few. */
  readonly bitsAt: number;
  /** Case and marks decide about further patterns: the written word has to be looked up too. */
  readonly asksForm: boolean;
}

/** The part before the first wildcard, and whether a wildcard follows. */
export function splitPattern(folded: string): { prefix: string; wild: boolean } {
  const at = folded.search(/[*?]/u);
  return at < 0 ? { prefix: folded, wild: false } : { prefix: folded.slice(0, at), wild: true };
}

/**
 * All words of all rules, looked up by the folded word. What a word satisfies is worked out once and kept,
 * so the cost of a word does not grow with the number of rules. Memory is bounded.
 */
export class WordIndex {
  private readonly ids = new Map<string, number>();
  private readonly folded = new PatternSet();
  private readonly written = new PatternSet();
  private patternCount = 0;
  /** Bits of the patterns for which case and marks count. */
  private readonly exact: number[] = [];
  private numberOfWord = new Int32Array(0);
  private generation = -1;
  private articles = 0;
  private readonly keptWords = new Map<string, number>();
  private readonly keptForms = new Map<string, HitList>();
  private readonly numberOfList = new Map<string, number>();
  /** List 0 is that of words that satisfy nothing. */
  readonly lists: HitList[] = [{ number: 0, patterns: NO_PATTERNS, bitsAt: NO_BITS, asksForm: false }];
  /** Rows of pattern bits, one for each long list, side by side: an array for each would cost as much as all else about a word. */
  bits = new Int32Array(0);
  private bitsEnd = 0;
  private satisfied = new Int32Array(0);

  /** How many words of 32 bits have one bit for each pattern. */
  get width(): number {
    return (this.patternCount + 31) >>> 5;
  }

  get count(): number {
    return this.patternCount;
  }

  /** The id of a pattern; equal patterns share one. */
  add(pattern: WordPattern): number {
    const folded = foldWord(pattern.text);
    const key = pattern.exact ? `=${exactForm(pattern.text)}` : folded;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.patternCount;
    this.patternCount += 1;
    while (this.exact.length < this.width) this.exact.push(0);
    this.ids.set(key, id);
    this.folded.add(folded, id);
    if (pattern.exact) {
      this.exact[id >>> 5] = (this.exact[id >>> 5] as number) | (1 << (id & 31));
      this.written.add(exactForm(pattern.text), id);
    }
    return id;
  }

  /** Begins an article: the numbers of lists stay true until the next call. */
  beginArticle(): void {
    this.articles += 1;
    if (this.keptWords.size > MOST_KEPT_WORDS) this.keptWords.clear();
    if (this.lists.length <= MOST_KEPT_WORDS) return;
    this.lists.length = 1;
    this.bits = new Int32Array(0);
    this.bitsEnd = 0;
    this.numberOfList.clear();
    this.keptWords.clear();
    this.keptForms.clear();
    this.generation = -1;
  }

  /** Begins one text of the article. */
  beginText({ generation }: Tokens): void {
    if (generation === this.generation) return;
    this.generation = generation;
    this.numberOfWord.fill(NOT_LOOKED_UP);
  }

  /** The number of the list of patterns that a word of the text satisfies; 0 for none. */
  lookUp({ words, numbers, count }: Tokens, at: number): number {
    const number = this.articles > ARTICLES_WITHOUT_NUMBERS || count > FEW_WORDS ? (numbers[at] as number) : -1;
    if (number < 0) return this.lookUpWord(words[at] as string);
    if (number >= this.numberOfWord.length) this.makeRoom(number);
    const known = this.numberOfWord[number] as number;
    if (known !== NOT_LOOKED_UP) return known - 1;
    const found = this.listOf(this.folded, words[at] as string).number;
    this.numberOfWord[number] = found + 1;
    return found;
  }

  /** The patterns that ask for case and marks and that a written word satisfies. */
  lookUpForm(surface: string): HitList {
    const kept = this.keptForms.get(surface);
    if (kept) return kept;
    const found = this.listOf(this.written, exactForm(surface));
    if (this.keptForms.size >= MOST_KEPT_FORMS) this.keptForms.clear();
    if (surface.length <= LONGEST_KEPT_FORM) this.keptForms.set(surface, found);
    return found;
  }

  private lookUpWord(word: string): number {
    const kept = this.keptWords.get(word);
    if (kept !== undefined) return kept;
    const { number } = this.listOf(this.folded, word);
    if (word.length <= LONGEST_KEPT_WORD) this.keptWords.set(word, number);
    return number;
  }

  private makeRoom(number: number): void {
    const larger = new Int32Array(2 << (31 - Math.clz32(number | 1_023)));
    larger.set(this.numberOfWord);
    this.numberOfWord = larger;
  }

  private listOf(set: PatternSet, word: string): HitList {
    const count = set.lookUp(word);
    if (count === 0) return this.lists[0] as HitList;
    // Finding the same long list again would cost as much as making one more.
    if (count > Math.max(FEW_PATTERNS, this.width >>> 1)) return this.addList(set, true);
    const key = set === this.written ? `=${set.key()}` : set.key();
    const known = this.numberOfList.get(key);
    if (known !== undefined) return this.lists[known] as HitList;
    const list = this.addList(set, false);
    this.numberOfList.set(key, list.number);
    return list;
  }

  private addList(set: PatternSet, isLong: boolean): HitList {
    if (this.satisfied.length !== this.width) this.satisfied = new Int32Array(this.width);
    const { satisfied } = this;
    satisfied.fill(0);
    set.markSatisfied(satisfied);
    let asksForm = false;
    for (let at = 0; set === this.folded && at < this.exact.length; at += 1) {
      if (((satisfied[at] as number) & (this.exact[at] as number)) === 0) continue;
      asksForm = true;
      satisfied[at] = (satisfied[at] as number) & ~(this.exact[at] as number);
    }
    const list = { number: this.lists.length, patterns: isLong ? NO_PATTERNS : Int32Array.from(numbersOf(satisfied)), bitsAt: isLong ? this.keepBits(satisfied) : NO_BITS, asksForm };
    this.lists.push(list);
    return list;
  }

  private keepBits(row: Int32Array): number {
    const from = this.bitsEnd;
    this.bitsEnd += row.length;
    if (this.bitsEnd > this.bits.length) {
      const larger = new Int32Array(Math.max(1_024, this.bitsEnd, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits.set(row, from);
    return from;
  }
}

function numbersOf(bits: Int32Array): number[] {
  const numbers: number[] = [];
  for (let number = nextBit(bits, 0, bits.length); number >= 0; number = nextBit(bits, number + 1, bits.length)) numbers.push(number);
  return numbers;
}
