import { exactForm, foldWord } from "@/server/core/text/fold-word";
import type { WordPattern } from "@/server/core/themes/rule";

/** One pattern that a word of an article may satisfy. */
export interface CompiledPattern {
  readonly id: number;
  /** The written form that is asked for, or a test of it, when case and marks count. */
  readonly exact: ((surface: string) => boolean) | null;
}

/** What a word satisfies. `article` and `count` belong to the matcher that is at work. */
export interface HitList {
  readonly plain: readonly number[];
  readonly exact: readonly CompiledPattern[];
  article: number;
  count: number;
}

export const NO_HITS: HitList = { plain: [], exact: [], article: -1, count: 0 };
const PLAIN_ASCII = /^[0-9A-Za-z.,]*$/u;
const MOST_KEPT_WORDS = 100_000;
const LONGEST_KEPT_WORD = 64;

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
  private readonly ids = new Map<string, CompiledPattern>();
  private readonly literal = new Map<string, CompiledPattern[]>();
  private readonly root = new Node();
  private readonly kept = new Map<string, HitList>();
  private readonly lists = new Map<string, HitList>();
  private longest = 0;
  count = 0;

  /** The id of a pattern; equal patterns share one. */
  add(pattern: WordPattern): number {
    const folded = foldWord(pattern.text);
    const key = pattern.exact ? `=${exactForm(pattern.text)}` : folded;
    const known = this.ids.get(key);
    if (known) return known.id;
    const { prefix, wild } = splitPattern(folded);
    const compiled: CompiledPattern = { id: this.count, exact: pattern.exact ? exactTest(exactForm(pattern.text)) : null };
    this.count += 1;
    this.ids.set(key, compiled);
    this.longest = Math.max(this.longest, folded.length);
    this.forget();
    if (wild) this.nodeAt(prefix).patterns.push({ compiled, rest: Array.from(folded.slice(prefix.length)) });
    else append(this.literal, folded, compiled);
    return compiled.id;
  }

  /** The patterns that a folded word satisfies; words that satisfy the same ones get the same list. */
  lookUp(word: string): HitList {
    const kept = this.kept.get(word);
    if (kept !== undefined) return kept;
    const found = this.search(word);
    if (word.length <= LONGEST_KEPT_WORD) {
      if (this.kept.size >= MOST_KEPT_WORDS) this.forget();
      this.kept.set(word, found);
    }
    return found;
  }

  private forget(): void {
    this.kept.clear();
    this.lists.clear();
  }

  private nodeAt(prefix: string): Node {
    let node = this.root;
    for (const letter of prefix) {
      let next = node.next.get(letter);
      if (!next) {
        next = new Node();
        node.next.set(letter, next);
      }
      node = next;
    }
    return node;
  }

  private search(word: string): HitList {
    const found: CompiledPattern[] = [...(this.literal.get(word) ?? [])];
    // No pattern reaches beyond the longest, so what a word has after that changes nothing.
    const letters = Array.from(word.slice(0, this.longest + 2));
    let node: Node | undefined = this.root;
    for (let depth = 0; node; depth += 1) {
      for (const { compiled, rest } of node.patterns) if (fits(letters, depth, rest)) found.push(compiled);
      const letter = letters[depth];
      if (letter === undefined) break;
      node = node.next.get(letter);
    }
    if (found.length === 0) return NO_HITS;
    const key = found.map((pattern) => pattern.id).join();
    let list = this.lists.get(key);
    if (!list) {
      list = { plain: found.filter((one) => !one.exact).map((one) => one.id), exact: found.filter((one) => one.exact !== null), article: -1, count: 0 };
      this.lists.set(key, list);
    }
    return list;
  }
}

class Node {
  readonly next = new Map<string, Node>();
  readonly patterns: { compiled: CompiledPattern; rest: readonly string[] }[] = [];
}

function append(map: Map<string, CompiledPattern[]>, key: string, value: CompiledPattern): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Whether the letters from `depth` on satisfy `rest`, which holds `?`, letters, and `*` at its end only. */
function fits(letters: readonly string[], depth: number, rest: readonly string[]): boolean {
  for (let at = 0; at < rest.length; at += 1) {
    const wanted = rest[at];
    if (wanted === "*") return true;
    const letter = letters[depth + at];
    if (letter === undefined || (wanted !== "?" && wanted !== letter)) return false;
  }
  return letters.length === depth + rest.length;
}

function exactTest(written: string): (surface: string) => boolean {
  const pattern = [...written];
  const wild = /[*?]/u.test(written);
  return (surface) => {
    if (!wild && surface === written) return true;
    if (!wild && PLAIN_ASCII.test(surface)) return false;
    const form = exactForm(surface);
    return wild ? fits([...form], 0, pattern) : form === written;
  };
}
