import { ABBREVIATIONS, STARTERS } from "@/server/core/text/abbreviations";

/** A candidate end: a run of terminators with what closes after it, inside a block of running text. */
export interface EndCandidate {
  readonly first: number;
  readonly end: number;
  readonly dots: number;
}

const OPENERS = "\"'“”„‟‘‚«»‹›([{¿¡—–-•";
const LABEL_OPENERS = "•⁃◦▪‣●○■(\"“";
const LOOK_AHEAD = 60;
const LOOK_BEHIND = 40;
const LONGEST_LABEL = 80;
const PLAIN_LETTERS = 0x530;
/** For each first letter the lengths that abbreviations have, as bits: most words are ruled out without being copied. */
const ABBREVIATION_LENGTHS = new Int32Array(PLAIN_LETTERS);
for (const word of ABBREVIATIONS.keys()) {
  const letter = word.charCodeAt(0);
  if (letter < PLAIN_LETTERS) ABBREVIATION_LENGTHS[letter] = (ABBREVIATION_LENGTHS[letter] as number) | (1 << Math.min(word.length, 31));
}
const FULL_WIDTH = "。！？";
const STOP = 46;
const CAPITAL_I = 73;

/** Whether a sentence ends here. Looks at a bounded stretch on both sides. */
export function endsSentence(text: string, candidate: EndCandidate, sentenceStart: number, blockEnd: number): boolean {
  const { first, end } = candidate;
  const mark = text.charAt(first);
  if (FULL_WIDTH.includes(mark)) return true;
  const limit = Math.min(blockEnd, end + LOOK_AHEAD);
  if (end >= limit || !isSpace(text.charCodeAt(end))) return false;
  let at = end;
  while (at < limit && (isSpace(text.charCodeAt(at)) || isKind(text, at, OPENER))) at += 1;
  if (at === limit) return true;
  if (isKind(text, at, SMALL)) return false;
  if (candidate.dots >= 3 || mark === "…") return endsAfterEllipsis(text, candidate, text.slice(at, limit));
  return mark !== "." || endsAfterStop(text, candidate, sentenceStart, at, limit);
}

/** The common case without a doubt: after the stop at `first` a space and a capital, before it a plain word that is no abbreviation. */
export function isPlainEnd(text: string, first: number, sentenceStart: number): boolean {
  if (text.charCodeAt(first + 1) !== 32 || !isKind(text, first + 2, CAPITAL)) return false;
  let from = first;
  while (from > sentenceStart && first - from < LOOK_BEHIND && isKind(text, from - 1, LETTER)) from -= 1;
  const length = first - from;
  if (length === LOOK_BEHIND) return true;
  if (length < 2 || (from > sentenceStart && text.charCodeAt(from - 1) !== 32)) return false;
  const letter = text.charCodeAt(from);
  if (letter >= PLAIN_LETTERS) return false;
  const lengths = (ABBREVIATION_LENGTHS[letter] as number) | (letter < 128 ? (ABBREVIATION_LENGTHS[letter | 32] as number) : 0);
  if (letter < 128 && (lengths & (1 << Math.min(length, 31))) === 0) return true;
  return !ABBREVIATIONS.has(text.slice(from, first).toLowerCase());
}

/** A stop before a space and a small letter ends nothing. */
export function goesOnPlainly(text: string, stop: number): boolean {
  return text.charCodeAt(stop + 1) === 32 && isKind(text, stop + 2, SMALL);
}

const KNOWN = 1;
const LETTER = 2;
const MARK = 4;
const NUMBER = 8;
const CAPITAL = 16;
const SMALL = 32;
/** What may stand inside the word before a stop. */
const JOINER = 64;
const OPENER = 128;
const kinds = new Uint8Array(65_536);

function isKind(text: string, at: number, wanted: number): boolean {
  const code = text.charCodeAt(at);
  let kind = kinds[code] as number;
  if (kind === 0) {
    const letter = String.fromCharCode(code);
    kind = KNOWN;
    for (const [pattern, bit] of [[/\p{L}/u, LETTER], [/\p{M}/u, MARK], [/\p{N}/u, NUMBER], [/\p{Lu}/u, CAPITAL], [/\p{Ll}/u, SMALL], [/[.'’°№&-]/u, JOINER]] as const) if (pattern.test(letter)) kind |= bit;
    if (OPENERS.includes(letter)) kind |= OPENER;
    kinds[code] = kind;
  }
  return (kind & wanted) !== 0;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 160 && (code === 160 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff));
}

function endsAfterEllipsis(text: string, candidate: EndCandidate, next: string): boolean {
  const before = text.charAt(candidate.first - 1);
  if (before === "[" || before === "(") return false;
  // Three dots that stand apart on both sides are an omission within the sentence.
  if (candidate.dots === 3 && /\s/u.test(before)) return false;
  return /^[\p{Lu}\p{Lo}\p{N}\p{S}]/u.test(next);
}

/** `next` is where the first word of what follows begins. */
function endsAfterStop(text: string, { first, end }: EndCandidate, sentenceStart: number, next: number, limit: number): boolean {
  if (isLabel(text, sentenceStart, first)) return false;
  if (end > first + 1) return true;
  let from = first;
  while (from > sentenceStart && first - from < LOOK_BEHIND && (isKind(text, from - 1, LETTER | MARK | NUMBER | JOINER))) from -= 1;
  while (from < first && !isKind(text, from, LETTER | NUMBER)) from += 1;
  let to = next;
  while (to < limit && (isKind(text, to, LETTER | MARK | NUMBER) || (isKind(text, to, JOINER) && "'’-".includes(text.charAt(to))))) to += 1;
  if (first - from === 1 && isPairOfLetters(text, from, next, to)) return false;
  const word = text.slice(from, first);
  const nextWord = text.slice(next, to);
  const starts = STARTERS.has(nextWord.slice(0, apostropheIn(nextWord)));
  if (word !== "" && isAll(word, NUMBER)) return endsAfterNumber(word, text.slice(Math.max(sentenceStart, first - LOOK_BEHIND), first), text.slice(next, limit), nextWord);
  if (word.length === 1) {
    if (isKind(word, 0, CAPITAL)) return endsAfterInitial(word, nextWord, starts);
    const before = letterBefore(text, from, sentenceStart);
    if (before !== "") return starts || LAST_PAIRS.has(before + word);
  }
  const point = word.lastIndexOf(".");
  if (point > 0 && /^(?:\p{L}\.-?)+\p{L}$/u.test(word)) return endsAfterAcronym(word, text.slice(next, limit), text.slice(sentenceStart, Math.min(first, sentenceStart + LONGEST_LABEL)), starts);
  const key = word.toLowerCase();
  const kind = ABBREVIATIONS.get(key) ?? ABBREVIATIONS.get(key.slice(Math.max(point, ...["-", "'", "’"].map((mark) => key.lastIndexOf(mark))) + 1));
  if (!kind) return true;
  if (kind === "title") return key === "st" || key === "mt" ? !isKind(text, next, CAPITAL) : false;
  if (kind === "number") return !/^[\p{N}IVX]/u.test(nextWord) || /^I$/u.test(nextWord);
  return isKind(text, next, NUMBER) ? kind !== "month" : starts;
}

/** A letter with a stop and another letter: initials ("J. K."), "z. B.", "d. h.", "т. е.". */
function isPairOfLetters(text: string, letter: number, next: number, nextEnd: number): boolean {
  if (isKind(text, letter, CAPITAL)) return nextEnd === next + 1 && text.charCodeAt(letter) !== CAPITAL_I;
  return !isKind(text, letter, NUMBER) && isKind(text, next, LETTER) && text.charCodeAt(next + 1) === STOP;
}

/** Pairs after which a list is at its end ("и т. д."); after others ("z. B.", "h. c.") the sentence goes on. */
const LAST_PAIRS = new Set(["тд", "тп"]);

/** The letter of "h." in "h. c."; empty when no such letter stands before. */
function letterBefore(text: string, from: number, sentenceStart: number): string {
  const at = from - 3;
  const isLetter = at >= sentenceStart && isSpace(text.charCodeAt(from - 1)) && text.charAt(from - 2) === "." && isKind(text, at, LETTER);
  return isLetter && (at === sentenceStart || !isKind(text, at - 1, LETTER | NUMBER)) ? text.charAt(at) : "";
}

/** "1." or "b." or "• 9." alone is the label of an item. */
function isLabel(text: string, sentenceStart: number, first: number): boolean {
  let at = text.charAt(first - 1) === ")" ? first - 1 : first;
  const to = at;
  if (at > sentenceStart && isKind(text, at - 1, LETTER)) at -= 1;
  else while (at > sentenceStart && to - at < 3 && isKind(text, at - 1, NUMBER)) at -= 1;
  if (at === to || first - sentenceStart > LONGEST_LABEL) return false;
  while (at > sentenceStart && (isSpace(text.charCodeAt(at - 1)) || LABEL_OPENERS.includes(text.charAt(at - 1)))) at -= 1;
  return at === sentenceStart;
}

function isAll(word: string, wanted: number): boolean {
  for (let at = 0; at < word.length; at += 1) if (!isKind(word, at, wanted)) return false;
  return true;
}

function apostropheIn(word: string): number {
  const at = word.search(/['’]/u);
  return at < 0 ? word.length : at;
}

/** German ordinals and dates: "am 3. Oktober", "die 2. Bundesliga". */
function endsAfterNumber(number: string, before: string, next: string, nextWord: string): boolean {
  if (number.length > 2) return true;
  if (/^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)/u.test(nextWord)) return false;
  const cue = /(?:^|\s)(?:der|die|das|dem|den|des|am|im|vom|zum|zur|beim|ab|seit|zwischen|Der|Die|Das|Am|Im|Vom|Zum|Beim)\s+\p{N}{1,2}$/u;
  return !(cue.test(before) && /^\p{Lu}/u.test(next));
}

/** "Albert I. Jones" goes on; "you and I. Did you" and "vitamin C. The" do not. */
function endsAfterInitial(letter: string, nextWord: string, starts: boolean): boolean {
  return starts && (letter === "I" || nextWord.length !== 1);
}

function endsAfterAcronym(acronym: string, next: string, sentence: string, starts: boolean): boolean {
  if (starts) return true;
  if (!/^[ap]\.m$/iu.test(acronym)) return false;
  // A time ends the sentence unless the sentence has only just begun with it: "At 5 a.m. Mr. Smith went".
  const opening = /^\W*(?:at|by|around|about|from|until|till|before|after|since|on|shortly|just)\b/iu.test(sentence);
  return /^\p{Lu}/u.test(next) && !(opening && sentence.trim().split(/\s+/u).length < 5);
}
