import { foldWord, ONE_APOSTROPHE, ONE_INVISIBLE } from "@/server/core/text/fold-word";
import { addToHash, NO_LETTERS_HASH, spellingRoom, WordTable } from "@/server/core/text/word-table";

/*
 * THE TOKENISATION LAW. Articles and rules are cut into words by this file alone.
 *
 *  1. A word is a run of letters and digits with the marks that follow them. Everything else separates: spaces, dashes
 *     and hyphens of every kind, full stops, slashes, underscores, symbols, emoji. So `long-term`, `long term` and
 *     `long‑term` are the same two words, and so are `U.S.` and `U. S.`; `ceasefire` is one word and `cease-fire` two.
 *  2. A full stop or comma directly between two digits belongs to the number: `10.6`, `8,000`.
 *  3. An apostrophe directly between two letters belongs to the word: `п'ять`, `O'Brien`, `don't`. All apostrophes are
 *     one (' ’ ‘ ʼ ʻ ´ ` ′ and their relatives). Two exceptions that readers make without noticing:
 *     a final `'s` is dropped, so `Ukraine’s` is the word `Ukraine`;
 *     an elided word in front (l' d' j' m' n' s' t' c' qu' dell' all' nell' dall' sull' un' ...) is a word of its own,
 *     so `l’Ukraine` is `l` and `Ukraine`.
 *  4. What nobody sees is not there, even inside a word: soft hyphens, zero-width characters, direction marks,
 *     variation selectors, the Arabic tatweel.
 *  5. Compatibility forms are what they look like (NFKD): `ﬁ` is `fi`, `Ｎ` is `N`, `²` is `2`. Latin letters that Unicode
 *     keeps whole are spelled plainly: ß ss, æ ae, œ oe, ø o, ł l, đ d, ı i, þ th.
 *  6. Case is ignored; the Greek final ς is σ.
 *  7. Marks are ignored on Latin and Greek letters (`café` = `cafe`, `Άρης` = `Αρης`) and on digits.
 *     Cyrillic letters keep theirs (й is not и, ї is not і), except that ё = е; stress marks are ignored.
 *     Hebrew and Arabic vowel points are ignored. In all other scripts marks are part of the word (NFC).
 *  8. Scripts that are written without spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar) give one word for
 *     each letter or numeral with its marks; a rule word of several such letters is therefore a phrase.
 *  9. Title and text are cut apart; no word, phrase or distance runs from one into the other.
 *
 * `=NATO` compares the written form instead: 4 and the compatibility part of 5 apply, case and marks count.
 */

/** The words of one text, in order. `words` are folded; `starts` and `ends` are UTF-16 offsets of the written word. */
export interface Tokens {
  readonly count: number;
  readonly words: readonly string[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Equal words have equal numbers within a generation; -1 for a word without one. */
  readonly numbers: Int32Array;
  readonly generation: number;
}

const UNKNOWN = 0;
const SEPARATOR = 1;
const LETTER = 2;
const DIGIT = 3;
const MARK = 4;
const APOSTROPHE = 5;
const INVISIBLE = 6;
const LONE_LETTER = 7;
const POINT = 8;

const classes = new Uint8Array(0x110000);
/** One letter of a script that is written without spaces (law 8). */
export const WITHOUT_SPACES =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function classify(letter: string): number {
  if (/[.,]/u.test(letter)) return POINT;
  if (ONE_APOSTROPHE.test(letter)) return APOSTROPHE;
  if (ONE_INVISIBLE.test(letter)) return INVISIBLE;
  if (/\p{M}/u.test(letter)) return MARK;
  if (!/[\p{L}\p{N}]/u.test(letter)) return SEPARATOR;
  if (WITHOUT_SPACES.test(letter)) return LONE_LETTER;
  return /\p{N}/u.test(letter) ? DIGIT : LETTER;
}

function classAt(text: string, at: number, unit: number): number {
  const code = unit >= 0xd800 && unit <= 0xdbff ? (text.codePointAt(at) ?? 0) : unit;
  let found = classes[code] as number;
  if (found === UNKNOWN) {
    found = code >= 0xd800 && code <= 0xdfff ? SEPARATOR : classify(String.fromCodePoint(code));
    classes[code] = found;
  }
  return found;
}

const ELISIONS = new Set(
  "l d j m n s t c qu lorsqu puisqu quoiqu jusqu dell all nell dall sull coll un quest quell bell sant".split(" "),
);

const FIRST_WITHOUT_FOLD = 0x700;
/** What a letter or digit folds to where that is one letter whatever stands beside it; 0 where it is not so simple. */
const FOLDED = Uint16Array.from({ length: FIRST_WITHOUT_FOLD }, (_, code) => {
  const kind = classAt("", 0, code);
  if (kind !== LETTER && kind !== DIGIT) return 0;
  const folded = foldWord(String.fromCharCode(code));
  return folded.length === 1 ? folded.charCodeAt(0) : 0;
});

const known = new WordTable();
const spelled = spellingRoom();

const LONGEST_ELISION = Math.max(...[...ELISIONS].map((word) => word.length));

/** Cuts a text into folded words by the law above. Linear in the length of the text. */
export function tokenise(text: string): Tokens {
  return scanWords(text, false);
}

/** The same for a word or phrase of a rule, in which `*` and `?` stand for letters. */
export function tokenisePattern(pattern: string): Tokens {
  return scanWords(pattern, true);
}

function scanWords(text: string, wild: boolean): Tokens {
  const words: string[] = [];
  let places = new Int32Array(Math.max(48, text.length >> 1));
  const length = text.length;
  let at = 0;
  known.beginText();
  while (at < length) {
    const first = text.charCodeAt(at);
    let start = at;
    let end = wild || first >= FIRST_WITHOUT_FOLD ? at : spellPlainWord(text, at);
    let number = -1;
    if (end > at) {
      number = known.numberOf(spelled, end - at, spelledHash);
      words.push(number < 0 ? String.fromCharCode(...spelled.subarray(0, end - at)) : known.wordOf(number));
      at = end + 1;
    } else {
      const kind = wild && (first === 42 || first === 63) ? LETTER : classAt(text, at, first);
      if (kind !== LETTER && kind !== DIGIT && kind !== LONE_LETTER) {
        at += first >= 0xd800 && first <= 0xdbff && kind !== SEPARATOR ? 2 : 1;
        continue;
      }
      start = at;
      end = kind === LONE_LETTER && standsAlone(text, at + 1) ? at + 1 : endOfWord(text, at, kind, wild);
      at = end;
      const folded = foldKept(text, start, end);
      if (kind !== LONE_LETTER) at = afterPossessive(text, end, wild);
      if (folded === "") continue;
      number = wild ? -1 : numberOfFolded(folded);
      words.push(number < 0 ? folded : known.wordOf(number));
    }
    const place = words.length * 3;
    if (place > places.length) places = grow(places);
    places[place - 3] = start;
    places[place - 2] = end;
    places[place - 1] = number;
  }
  return { count: words.length, words, ...layOut(places, words.length), generation: known.generation };
}

function layOut(places: Int32Array, count: number): Pick<Tokens, "starts" | "ends" | "numbers"> {
  const all = new Int32Array(count * 3);
  for (let at = 0; at < count; at += 1) {
    all[at] = places[at * 3] as number;
    all[at + count] = places[at * 3 + 1] as number;
    all[at + 2 * count] = places[at * 3 + 2] as number;
  }
  return { starts: all.subarray(0, count), ends: all.subarray(count, 2 * count), numbers: all.subarray(2 * count) };
}

let spelledHash = 0;

/**
 * Where a word ends whose letters fold one by one and after which a plain separator stands; its folded letters are then in
 * `spelled`. `start` when it is not so simple. This is nearly all that an article consists of.
 */
function spellPlainWord(text: string, start: number): number {
  let at = start;
  let hash = NO_LETTERS_HASH;
  let next = text.charCodeAt(at);
  while (next < FIRST_WITHOUT_FOLD) {
    let folded = FOLDED[next] as number;
    if (folded === 0) {
      if ((next !== 46 && next !== 44) || !isPlainDigit(text.charCodeAt(at + 1)) || at === start || !isPlainDigit(text.charCodeAt(at - 1))) break;
      folded = next;
    }
    if (at - start === spelled.length) return start;
    spelled[at - start] = folded;
    hash = addToHash(hash, folded);
    at += 1;
    next = text.charCodeAt(at);
  }
  if (at === start) return start;
  spelledHash = hash;
  if (next === 32 || at === text.length) return at;
  const kind = classAt(text, at, next);
  if (kind === SEPARATOR) return at;
  return kind === POINT && !(classes[text.charCodeAt(at - 1)] === DIGIT && isDigitAt(text, at + 1)) ? at : start;
}

function isPlainDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether nothing here belongs to the letter before, which is one UTF-16 unit. */
function standsAlone(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const kind = at < text.length ? classAt(text, at, code) : SEPARATOR;
  return kind !== MARK && kind !== INVISIBLE && !(code >= 0xdc00 && code <= 0xdfff);
}

const LONGEST_KEPT_SURFACE = 12;
const MOST_KEPT_SURFACES = 20_000;
const foldedLetters = Array.from<string | undefined>({ length: 65_536 });
const foldedSurfaces = new Map<string, string>();

/** Folding anew costs more than finding what the same word folded to a moment ago. */
function foldKept(text: string, start: number, end: number): string {
  if (end - start === 1) {
    const code = text.charCodeAt(start);
    const known = foldedLetters[code];
    return known ?? (foldedLetters[code] = foldWord(text.charAt(start)));
  }
  const surface = text.slice(start, end);
  if (surface.length > LONGEST_KEPT_SURFACE) return foldWord(surface);
  let folded = foldedSurfaces.get(surface);
  if (folded === undefined) {
    folded = foldWord(surface);
    if (foldedSurfaces.size >= MOST_KEPT_SURFACES) foldedSurfaces.clear();
    foldedSurfaces.set(surface, folded);
  }
  return folded;
}

function numberOfFolded(word: string): number {
  if (word.length > spelled.length) return -1;
  let hash = NO_LETTERS_HASH;
  for (let at = 0; at < word.length; at += 1) {
    spelled[at] = word.charCodeAt(at);
    hash = addToHash(hash, spelled[at] as number);
  }
  return known.numberOf(spelled, word.length, hash);
}

function grow(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The offset after the last letter, digit or mark of the word that starts at `start`. */
function endOfWord(text: string, start: number, firstKind: number, wild: boolean): number {
  let at = start + (text.charCodeAt(start) >= 0xd800 && text.charCodeAt(start) <= 0xdbff ? 2 : 1);
  let end = at;
  let previous = firstKind;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = wild && (code === 42 || code === 63) ? LETTER : classAt(text, at, code);
    const width = code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    if (kind === INVISIBLE) {
      at += width;
      continue;
    }
    if (kind === MARK || ((kind === LETTER || kind === DIGIT) && firstKind !== LONE_LETTER)) {
      at += width;
      end = at;
      if (kind !== MARK) previous = kind;
      continue;
    }
    if (firstKind === LONE_LETTER) break;
    if (kind === POINT && at === end && previous === DIGIT && isDigitAt(text, at + 1)) {
      at += 1;
      continue;
    }
    if (kind === APOSTROPHE && previous === LETTER && classAfter(text, at + 1, wild) === LETTER) {
      if (isPossessive(text, at, wild) || isElided(text, start, end)) break;
      at += 1;
      previous = APOSTROPHE;
      continue;
    }
    break;
  }
  return end;
}

/** Looked at only where it can be true, or a word of many apostrophes would be read again for each. */
function isElided(text: string, start: number, end: number): boolean {
  return end - start <= LONGEST_ELISION && ELISIONS.has(text.slice(start, end).toLowerCase());
}

/** The kind of the next visible character, marks aside. */
function classAfter(text: string, from: number, wild: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = wild && (code === 42 || code === 63) ? LETTER : classAt(text, at, code);
    if (kind !== INVISIBLE) return kind;
  }
  return SEPARATOR;
}

function isDigitAt(text: string, at: number): boolean {
  return at < text.length && classAt(text, at, text.charCodeAt(at)) === DIGIT;
}

/** Whether the apostrophe at `at` begins a final `'s`. */
function isPossessive(text: string, at: number, wild: boolean): boolean {
  let next = at + 1;
  while (next < text.length && classAt(text, next, text.charCodeAt(next)) === INVISIBLE) next += 1;
  const letter = text.charCodeAt(next);
  if (letter !== 115 && letter !== 83) return false;
  const after = classAfter(text, next + 1, wild);
  if (after === APOSTROPHE) return classAfter(text, next + 2, wild) !== LETTER;
  return after !== LETTER && after !== DIGIT && after !== MARK;
}

function afterPossessive(text: string, end: number, wild: boolean): number {
  let at = end;
  while (at < text.length && classAt(text, at, text.charCodeAt(at)) === INVISIBLE) at += 1;
  if (at >= text.length || classAt(text, at, text.charCodeAt(at)) !== APOSTROPHE || !isPossessive(text, at, wild)) return end;
  at += 1;
  while (classAt(text, at, text.charCodeAt(at)) === INVISIBLE) at += 1;
  return at + 1;
}
