import type { Span } from "@/server/core/text/span";

const WIDEST_WRAPPED_LINE = 100;
const LINE_ENDS = ".!?…。！？؟।:;";
const CLOSERS = "\"'”’»)]“";
const MOST_CLOSERS = 7;

/**
 * Cuts a text into paragraphs. A blank line always ends one. A single line break ends one too, except where the text is
 * wrapped: there it is a space, and only an indented line begins a new paragraph. Linear.
 */
export function splitParagraphs(text: string): Span[] {
  return splitBlocks(text);
}

interface Line {
  readonly start: number;
  /** After the last character that is not white space; equal to `start` for a blank line. */
  readonly end: number;
  readonly indent: number;
}

/** Paragraphs as sentence splitting sees them: no sentence crosses their ends. */
export function splitBlocks(text: string): Span[] {
  const blocks: Span[] = [];
  let group: Line[] = [];
  for (let from = 0; from <= text.length; ) {
    let to = from;
    while (to < text.length && !isLineBreak(text.charCodeAt(to))) to += 1;
    const line = trimLine(text, from, to);
    if (line.end > line.start) group.push(line);
    else if (group.length > 0) {
      splitGroup(text, group, blocks);
      group = [];
    }
    from = to + (text.charCodeAt(to) === 13 && text.charCodeAt(to + 1) === 10 ? 2 : 1);
  }
  if (group.length > 0) splitGroup(text, group, blocks);
  return blocks;
}

function trimLine(text: string, from: number, to: number): Line {
  let start = from;
  while (start < to && isBlank(text.charCodeAt(start))) start += 1;
  let end = to;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return { start, end, indent: start - from };
}

function isLineBreak(code: number): boolean {
  if (code > 13 && code < 0x85) return false;
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isBlank(code: number): boolean {
  return code <= 32 || code === 160 || code === 0xfeff || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0x3000;
}

/** Adds the paragraphs of lines that have no blank one between them. */
function splitGroup(text: string, lines: readonly Line[], blocks: Span[]): void {
  let width = 0;
  for (const line of lines) width = Math.max(width, line.end - line.start + line.indent);
  const wrapped = lines.length > 1 && width <= WIDEST_WRAPPED_LINE && breaksInSentence(text, lines);
  let open: { start: number; end: number } | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const before = lines[index - 1];
    if (open && before && !startsParagraph(text, before, line, wrapped ? width : 0)) open.end = line.end;
    else blocks.push((open = { start: line.start, end: line.end }));
  }
}

/** Whether some line runs on into the next: the sign of a text that was wrapped by a machine. */
function breaksInSentence(text: string, lines: readonly Line[]): boolean {
  for (let index = 1; index < lines.length; index += 1) if (runsOn(text, lines[index - 1] as Line, lines[index] as Line)) return true;
  return false;
}

function runsOn(text: string, before: Line, line: Line): boolean {
  const mark = text.charCodeAt(line.start + 1);
  return isSmallLetter(text, line.start) && mark !== 46 && mark !== 41 && !endsWithMark(text, before);
}

function isSmallLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 97 && code <= 122 : /^\p{Ll}/u.test(text.slice(at, at + 2));
}

/** Whether a line ends with a mark that ends a sentence, quotation marks and brackets aside. */
function endsWithMark(text: string, { start, end }: Line): boolean {
  let at = end - 1;
  while (at > start && end - at <= MOST_CLOSERS && CLOSERS.includes(text.charAt(at))) at -= 1;
  return at >= start && LINE_ENDS.includes(text.charAt(at));
}

function startsParagraph(text: string, before: Line, line: Line, wrappedWidth: number): boolean {
  if (runsOn(text, before, line)) return false;
  if (wrappedWidth === 0) return true;
  if (line.indent > before.indent && line.indent >= 2) return true;
  // The next word would have fitted: somebody pressed the key, as after a heading or a list item.
  const firstWord = /^\S{0,40}/u.exec(text.slice(line.start, line.start + 40))?.[0].length ?? 0;
  const room = wrappedWidth - (before.end - before.start + before.indent);
  return room > firstWord + 1 + wrappedWidth * 0.25 && text.charAt(before.end - 1) !== ",";
}
