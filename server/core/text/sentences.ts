import { endsSentence, goesOnPlainly, isPlainEnd } from "@/server/core/text/sentence-end";
import { splitBlocks } from "@/server/core/text/paragraphs";
import { findListItems } from "@/server/core/text/list-items";
import type { Span } from "@/server/core/text/span";

export { splitParagraphs } from "@/server/core/text/paragraphs";

/** The German closing marks « and ‹ open in French, but never directly after a stop. */
const CLOSERS = "\"'”’»«)]}“‘›‹」』）";
const TERMINATORS = ".!?…。！？؟।";

/**
 * Cuts a text into sentences: spans without the white space around them, in order, that never overlap.
 * Rules of English, German, French, Russian and Ukrainian apply side by side; linear in the length of the text.
 */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  for (const block of splitBlocks(text)) {
    const items = findListItems(text, block);
    let start = block.start;
    let item = 0;
    let at = start;
    while (at < block.end) {
      while (item < items.length && (items[item] as number) <= start) item += 1;
      const nextItem = items[item] ?? block.end;
      if (at >= nextItem && nextItem < block.end) {
        push(sentences, text, start, nextItem);
        start = nextItem;
        at = nextItem;
        continue;
      }
      const code = text.charCodeAt(at);
      if (!isTerminator(code)) {
        at += 1;
        continue;
      }
      if (code === 46 && at + 2 < nextItem && goesOnPlainly(text, at)) {
        at += 2;
        continue;
      }
      if (code === 46 && at + 1 < nextItem && isPlainEnd(text, at, start)) {
        push(sentences, text, start, at + 1);
        start = at + 1;
        at += 2;
        continue;
      }
      const run = readTerminators(text, at, Math.min(block.end, nextItem));
      const isEnd = run.end < block.end && endsSentence(text, run, start, block.end);
      at = isEnd ? run.end : Math.max(at + 1, run.resume);
      if (!isEnd) continue;
      push(sentences, text, start, run.end);
      start = run.end;
    }
    push(sentences, text, start, block.end);
  }
  return sentences;
}

function isTerminator(code: number): boolean {
  if (code < 128) return code === 46 || code === 33 || code === 63;
  return code > 0x0600 && (code === 0x061f || code === 0x0964 || code === 0x2026 || code === 0x3002 || code === 0xff01 || code === 0xff1f);
}

function push(sentences: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  if (end > start) sentences.push({ start, end });
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 160 || code === 0xfeff || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0x3000 || code === 0x2028 || code === 0x2029;
}

/** A run of terminators: `first` to `last` are marks; `end` is after the quotes and brackets that close with them. */
export interface TerminatorRun {
  readonly first: number;
  readonly end: number;
  readonly resume: number;
  readonly dots: number;
  /** The dots of the run stand apart (`. . .`). */
  readonly spaced: boolean;
}

function readTerminators(text: string, first: number, limit: number): TerminatorRun {
  if (text.charCodeAt(first) === 46 && text.charCodeAt(first + 1) === 32 && text.charCodeAt(first + 2) !== 46 && text.charCodeAt(first + 2) !== 0xbb) {
    return { first, end: first + 1, resume: first + 1, dots: 1, spaced: false };
  }
  let at = first;
  let dots = 0;
  let spaced = false;
  while (at < limit) {
    const letter = text.charAt(at);
    if (letter === "." ) dots += 1;
    else if (letter === "…") dots += 3;
    else if (!TERMINATORS.includes(letter)) {
      const apart = letter === " " && text.charAt(at + 1) === "." && text.charAt(at - 1) === "." && at + 1 < limit;
      if (!apart) break;
      spaced = true;
    }
    at += 1;
  }
  // "compounds. . . . The": the first stop ends the sentence, the omission belongs to the next one.
  if (spaced && dots === 4 && text.charAt(first + 1) === " " && /[\p{L}\p{N}]/u.test(text.charAt(first - 1)) && /^\s+\p{Lu}/u.test(text.slice(at, at + 4))) {
    return { first, end: first + 1, resume: first + 1, dots: 1, spaced: false };
  }
  const resume = at;
  while (at < limit && CLOSERS.includes(text.charAt(at))) at += 1;
  // French sets a space before its closing quotation mark; German opens with the same mark, but then a letter follows.
  if (text.charCodeAt(at + 1) === 0xbb && /^[ \u00A0\u202F]»(?![\p{L}\p{N}])/u.test(text.slice(at, Math.min(limit, at + 3)))) at += 2;
  return { first, end: at, resume, dots, spaced };
}
