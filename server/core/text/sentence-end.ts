import { ABBREVIATIONS, STARTERS } from "@/server/core/text/abbreviations";

/** A candidate end: a run of terminators with what closes after it, inside a block of running text. */
export interface EndCandidate {
  readonly first: number;
  readonly end: number;
  readonly dots: number;
  readonly spaced: boolean;
  readonly sentenceStart: number;
  readonly blockEnd: number;
}

const OPENERS = /^[\s"'“”„‟‘‚«»‹›([{¿¡—–\-•]*/u;
const LOOK_AHEAD = 60;
const LOOK_BEHIND = 40;
/** For each first letter the lengths that abbreviations have, as bits: most words are ruled out without being copied. */
const ABBREVIATION_LENGTHS = new Int32Array(128);
for (const word of ABBREVIATIONS.keys()) {
  const letter = word.charCodeAt(0);
  if (letter < 128) ABBREVIATION_LENGTHS[letter] = (ABBREVIATION_LENGTHS[letter] as number) | (1 << word.length);
}
const FULL_WIDTH = /[。！？]/u;

/** Whether a sentence ends here. Looks at a bounded stretch on both sides. */
export function endsSentence(text: string, candidate: EndCandidate): boolean {
  const { first, end } = candidate;
  const mark = text.charAt(first);
  if (FULL_WIDTH.test(mark)) return true;
  const after = text.slice(end, Math.min(candidate.blockEnd, end + LOOK_AHEAD));
  if (!/^\s/u.test(after)) return false;
  const opening = OPENERS.exec(after)?.[0] ?? "";
  const next = after.slice(opening.length);
  if (next === "") return true;
  if (/^\p{Ll}/u.test(next)) return false;
  if (candidate.dots >= 3 || mark === "…") return endsAfterEllipsis(text, candidate, next);
  if (mark !== ".") return true;
  const before = text.slice(Math.max(candidate.sentenceStart, first - LOOK_BEHIND), first);
  const closed = end > first + 1;
  return endsAfterStop(before, next, closed, text.slice(candidate.sentenceStart, Math.min(first, candidate.sentenceStart + 80)));
}

/** The common case without a doubt: after the stop at `first` a space and a capital, before it a plain word that is no abbreviation. */
export function isPlainEnd(text: string, first: number, sentenceStart: number): boolean {
  if (text.charCodeAt(first + 1) !== 32) return false;
  const next = text.charCodeAt(first + 2);
  if (next < 65 || next > 90) return false;
  let from = first;
  while (from > sentenceStart && first - from < LOOK_BEHIND && isAsciiLetter(text.charCodeAt(from - 1))) from -= 1;
  const length = first - from;
  if (length === LOOK_BEHIND) return true;
  if (length < 2 || (from > sentenceStart && text.charCodeAt(from - 1) !== 32)) return false;
  const lengths = ABBREVIATION_LENGTHS[text.charCodeAt(from) | 32] as number;
  return length > 31 || (lengths & (1 << length)) === 0 || !ABBREVIATIONS.has(text.slice(from, first).toLowerCase());
}

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function endsAfterEllipsis(text: string, candidate: EndCandidate, next: string): boolean {
  const before = text.charAt(candidate.first - 1);
  if (before === "[" || before === "(") return false;
  // Three dots that stand apart on both sides are an omission within the sentence.
  if (candidate.dots === 3 && /\s/u.test(before)) return false;
  return /^[\p{Lu}\p{Lo}\p{N}\p{S}]/u.test(next);
}

function endsAfterStop(before: string, next: string, closed: boolean, sentence: string): boolean {
  // "1." or "b." or "• 9." alone is the label of an item.
  if (/^[\s•⁃◦▪‣●○■("“]*(?:\d{1,3}|\p{L})\)?$/u.test(sentence)) return false;
  const word = /[\p{L}\p{M}\p{N}.'’°№&-]+$/u.exec(before)?.[0] ?? "";
  const nextWord = /^[\p{L}\p{M}\p{N}'’-]+/u.exec(next)?.[0] ?? "";
  if (closed) return true;
  const starts = STARTERS.has(nextWord.split(/['’]/u)[0] ?? "");
  const plain = word.replace(/^[^\p{L}\p{N}]+/u, "");
  if (/^\p{N}+$/u.test(plain)) return endsAfterNumber(plain, before, next, nextWord);
  if (/^\p{Lu}$/u.test(plain)) return endsAfterInitial(plain, nextWord, starts);
  if (/^(?:\p{L}\.)+\p{L}$/u.test(plain)) return endsAfterAcronym(plain, next, sentence, starts);
  // "z. B.", "d. h.", "т. е.": letters that go in pairs.
  if (/^\p{L}$/u.test(plain) && /^\p{L}\./u.test(next)) return false;
  const key = plain.toLowerCase();
  const kind = ABBREVIATIONS.get(key) ?? ABBREVIATIONS.get(key.split(/[-.]/u).at(-1) ?? "");
  if (!kind) return true;
  if (kind === "title") return key === "st" || key === "mt" ? !/^\p{Lu}/u.test(next) : false;
  if (kind === "number") return !/^[\p{N}IVX]/u.test(next) || /^I\b/u.test(next);
  return /^\p{N}/u.test(next) ? kind !== "month" : starts;
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
  const nextIsInitial = /^\p{L}$/u.test(nextWord);
  return starts && (letter === "I" || !nextIsInitial);
}

function endsAfterAcronym(acronym: string, next: string, sentence: string, starts: boolean): boolean {
  if (starts) return true;
  if (!/^[ap]\.m$/iu.test(acronym)) return false;
  // A time ends the sentence unless the sentence has only just begun with it: "At 5 a.m. Mr. Smith went".
  const opening = /^\W*(?:at|by|around|about|from|until|till|before|after|since|on|shortly|just)\b/iu.test(sentence);
  return /^\p{Lu}/u.test(next) && !(opening && sentence.trim().split(/\s+/u).length < 5);
}
