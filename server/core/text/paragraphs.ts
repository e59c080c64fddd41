import type { Span } from "@/server/core/text/span";

const WIDEST_WRAPPED_LINE = 100;
const LINE_ENDS = ".!?…。！？؟।:;";
const CLOSERS = "\"'”’»)]“";
const MOST_CLOSERS = 7;
const COMMA = 44;

/**
 * Cuts a text into paragraphs. A blank line always ends one. A single line break ends one too, except where the text is
 * wrapped: there it is a space, and only an indented line begins a new paragraph. Linear.
 */
export function splitParagraphs(text: string): Span[] {
  return splitBlocks(text);
}

/**
 * The lines of one stretch of text without a blank one. A text of lines of one word has hundreds of thousands: they lie in
 * one array, three numbers each: where a line starts, its end after the last character that is not white space, its indent.
 */
class Lines {
  count = 0;
  private places = new Int32Array(3 * 64);

  add(start: number, end: number, indent: number): void {
    const at = this.count * 3;
    if (at === this.places.length) {
      const larger = new Int32Array(at * 2);
      larger.set(this.places);
      this.places = larger;
    }
    this.places[at] = start;
    this.places[at + 1] = end;
    this.places[at + 2] = indent;
    this.count += 1;
  }

  startOf(line: number): number {
    return this.places[line * 3] as number;
  }

  endOf(line: number): number {
    return this.places[line * 3 + 1] as number;
  }

  indentOf(line: number): number {
    return this.places[line * 3 + 2] as number;
  }

  widthOf(line: number): number {
    return this.endOf(line) - this.startOf(line) + this.indentOf(line);
  }
}

/** Paragraphs as sentence splitting sees them: no sentence crosses their ends. */
export function splitBlocks(text: string): Span[] {
  const blocks: Span[] = [];
  const lines = new Lines();
  for (let from = 0; from <= text.length; ) {
    let to = from;
    while (to < text.length && !isLineBreak(text.charCodeAt(to))) to += 1;
    let start = from;
    while (start < to && isBlank(text.charCodeAt(start))) start += 1;
    let end = to;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
    if (end > start) lines.add(start, end, start - from);
    else splitLines(text, lines, blocks);
    from = to + (text.charCodeAt(to) === 13 && text.charCodeAt(to + 1) === 10 ? 2 : 1);
  }
  splitLines(text, lines, blocks);
  return blocks;
}

function isLineBreak(code: number): boolean {
  if (code > 13 && code < 0x85) return false;
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isBlank(code: number): boolean {
  return code <= 32 || code === 160 || code === 0xfeff || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0x3000;
}

/** Adds the paragraphs of lines that have no blank one between them, and takes the lines away. */
function splitLines(text: string, lines: Lines, blocks: Span[]): void {
  let width = 0;
  for (let line = 0; line < lines.count; line += 1) width = Math.max(width, lines.widthOf(line));
  const wrappedWidth = lines.count > 1 && width <= WIDEST_WRAPPED_LINE && breaksInSentence(text, lines) ? width : 0;
  for (let line = 0; line < lines.count; ) {
    const start = lines.startOf(line);
    line += 1;
    while (line < lines.count && !startsParagraph(text, lines, line, wrappedWidth)) line += 1;
    blocks.push({ start, end: lines.endOf(line - 1) });
  }
  lines.count = 0;
}

/** Whether some line runs on into the next: the sign of a text that was wrapped by a machine. */
function breaksInSentence(text: string, lines: Lines): boolean {
  for (let line = 1; line < lines.count; line += 1) if (runsOn(text, lines, line)) return true;
  return false;
}

/** Whether a line goes on with what the line before began. */
function runsOn(text: string, lines: Lines, line: number): boolean {
  const start = lines.startOf(line);
  const mark = text.charCodeAt(start + 1);
  return isSmallLetter(text, start) && mark !== 46 && mark !== 41 && !endsWithMark(text, lines.startOf(line - 1), lines.endOf(line - 1));
}

function isSmallLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 97 && code <= 122 : /^\p{Ll}/u.test(text.slice(at, at + 2));
}

/** Whether a line ends with a mark that ends a sentence, quotation marks and brackets aside. */
function endsWithMark(text: string, start: number, end: number): boolean {
  let at = end - 1;
  const last = text.charCodeAt(at) | 32;
  if (last >= 97 && last <= 122) return false;
  while (at > start && end - at <= MOST_CLOSERS && CLOSERS.includes(text.charAt(at))) at -= 1;
  return at >= start && LINE_ENDS.includes(text.charAt(at));
}

/** Whether a line begins a paragraph; `wrappedWidth` is the widest line of a wrapped text, 0 of any other. */
function startsParagraph(text: string, lines: Lines, line: number, wrappedWidth: number): boolean {
  if (runsOn(text, lines, line)) return false;
  if (wrappedWidth === 0) return true;
  if (lines.indentOf(line) > lines.indentOf(line - 1) && lines.indentOf(line) >= 2) return true;
  // The next word would have fitted: somebody pressed the key, as after a heading or a list item.
  const room = wrappedWidth - lines.widthOf(line - 1);
  const leastRoom = 1 + wrappedWidth * 0.25;
  return room > leastRoom && room > leastRoom + firstWordLength(text, lines.startOf(line)) && text.charCodeAt(lines.endOf(line - 1) - 1) !== COMMA;
}

function firstWordLength(text: string, start: number): number {
  const limit = Math.min(text.length, start + 40);
  let at = start;
  while (at < limit && !/\s/u.test(text.charAt(at))) at += 1;
  return at - start;
}
