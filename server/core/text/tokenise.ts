import { foldWord, ONE_APOSTROPHE, ONE_INVISIBLE } from "@/server/core/text/fold-word";

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
 *     each letter with its marks; a rule word of several such letters is therefore a phrase.
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

const classes = new Uint8Array(65_536);
const WITHOUT_SPACES =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function classify(letter: string): number {
  if (/[.,]/u.test(letter)) return POINT;
  if (ONE_APOSTROPHE.test(letter)) return APOSTROPHE;
  if (ONE_INVISIBLE.test(letter)) return INVISIBLE;
  if (/\p{M}/u.test(letter)) return MARK;
  if (/\p{N}/u.test(letter)) return DIGIT;
  if (!/\p{L}/u.test(letter)) return SEPARATOR;
  return WITHOUT_SPACES.test(letter) ? LONE_LETTER : LETTER;
}

function classAt(text: string, at: number, code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) {
    const point = text.codePointAt(at) ?? 0;
    return point > 0xffff ? classify(String.fromCodePoint(point)) : SEPARATOR;
  }
  let found = classes[code] as number;
  if (found === UNKNOWN) {
    found = classify(String.fromCharCode(code));
    classes[code] = found;
  }
  return found;
}

const ELISIONS = new Set(
  "l d j m n s t c qu lorsqu puisqu quoiqu jusqu dell all nell dall sull coll un quest quell bell sant".split(" "),
);

const PLAIN_WORD = 1;
const PLAIN_SEPARATOR = 2;
/** ASCII without the characters that need a second look: apostrophes, points and commas, wildcards. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => (/[0-9A-Za-z]/u.test(String.fromCharCode(code)) ? PLAIN_WORD : "'`.,*?".includes(String.fromCharCode(code)) ? 0 : PLAIN_SEPARATOR));

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
  let starts = new Int32Array(Math.max(16, text.length >> 2));
  let ends = new Int32Array(starts.length);
  let count = 0;
  const length = text.length;
  let at = 0;
  while (at < length) {
    const first = text.charCodeAt(at);
    if (first < 128 && PLAIN[first] === PLAIN_WORD) {
      const end = endOfPlainWord(text, at);
      if (end > at) {
        if (count === starts.length) {
          starts = grow(starts);
          ends = grow(ends);
        }
        const word = text.slice(at, end);
        words.push(first >= 97 && hasNoCapital(text, at, end) ? word : word.toLowerCase());
        starts[count] = at;
        ends[count] = end;
        count += 1;
        at = end + 1;
        continue;
      }
    }
    const kind = wild && (first === 42 || first === 63) ? LETTER : classAt(text, at, first);
    if (kind !== LETTER && kind !== DIGIT && kind !== LONE_LETTER) {
      at += first >= 0xd800 && first <= 0xdbff && kind !== SEPARATOR ? 2 : 1;
      continue;
    }
    const start = at;
    const end = endOfWord(text, at, kind, wild);
    at = end;
    const folded = foldSpan(text, start, end);
    if (kind !== LONE_LETTER) at = afterPossessive(text, end, wild);
    if (folded === "") continue;
    if (count === starts.length) {
      starts = grow(starts);
      ends = grow(ends);
    }
    words.push(folded);
    starts[count] = start;
    ends[count] = end;
    count += 1;
  }
  return { count, words, starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
}

/** Where a word of plain letters and digits ends that a plain separator follows; `start` when it is not so simple. */
function endOfPlainWord(text: string, start: number): number {
  let at = start + 1;
  let next = text.charCodeAt(at);
  while (next < 128 && PLAIN[next] === PLAIN_WORD) {
    at += 1;
    next = text.charCodeAt(at);
  }
  if (next < 128 && PLAIN[next] === PLAIN_SEPARATOR) return at;
  const pointAfterLetter = (next === 46 || next === 44) && text.charCodeAt(at - 1) > 57;
  return pointAfterLetter ? at : start;
}

function hasNoCapital(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) < 97) return false;
  return true;
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

function foldSpan(text: string, start: number, end: number): string {
  let upper = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127 || code === 96) return foldWord(text.slice(start, end));
    if (code >= 65 && code <= 90) upper = true;
  }
  const word = text.slice(start, end);
  return upper ? word.toLowerCase() : word;
}
