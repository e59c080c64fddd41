import type { FileLimits } from "./record-batch";

/** One record as text, or why it is refused; `line` is where it begins, from 1. `openEnded`: the file ends without a line end after it. */
export type ScannedRecord = { line: number; text: string; openEnded?: boolean } | { line: number; refused: string; text?: string };

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const STRAY_MARK = "A quotation mark opens in this row and is not closed.";

/**
 * Cuts CSV text into records before any parser sees it, so that no record can be longer or wider than the limits.
 * Quotation marks count only at the beginning of a cell (RFC 4180). A mark that is never closed costs its own line,
 * not the rest of the file: the scan goes back to the line after it.
 */
export class CsvScanner {
  #buffer = "";
  #position = 0;
  #start = 0;
  #line = 1;
  #quoted = false;
  #cellStart = true;
  #afterQuote = false;
  #straySign = false;
  #delimiters = 0;
  #discarding: string | null = null;
  #discardedLines = 0;
  #expectedDelimiters = 0;
  readonly #delimiter: number;

  constructor(delimiter: string, private readonly limits: Pick<FileLimits, "recordChars" | "unquotedDelimiters">) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Tells the scanner how wide the header is, so that it can tell swallowed rows from a long text. */
  expectColumns(columns: number): void {
    this.#expectedDelimiters = columns - 1;
  }

  /** Adds text and gives the records that are complete with it. `last` closes the file. */
  *push(chunk: string, last = false): Generator<ScannedRecord> {
    this.#buffer = this.#buffer.slice(this.#start) + chunk;
    this.#position -= this.#start;
    this.#start = 0;
    for (;;) {
      const end = this.#findEnd(last);
      if (end === null) {
        if (this.#position - this.#start > this.limits.recordChars) {
          const mended = this.#overflow();
          if (mended) {
            yield mended;
            continue;
          }
        }
        if (!last) return;
        if (this.#quoted && !this.#discarding) {
          yield this.#refuseFirstLine("A quotation mark opens in this row and is never closed.");
          continue;
        }
        yield* this.#finishRecord(this.#buffer.length, this.#buffer.length);
        return;
      }
      yield* this.#finishRecord(end.at, end.next);
    }
  }

  /** Moves on to the end of the current record; null when more text is needed to see it. */
  #findEnd(last: boolean): { at: number; next: number } | null {
    const buffer = this.#buffer;
    const length = buffer.length;
    let position = this.#position;
    while (position < length) {
      if (this.#quoted) {
        const mark = buffer.indexOf('"', position);
        if (mark === -1) {
          position = length;
          break;
        }
        if (mark + 1 === length && !last) {
          position = mark;
          break;
        }
        if (buffer.charCodeAt(mark + 1) === QUOTE) position = mark + 2;
        else {
          this.#quoted = false;
          this.#afterQuote = true;
          position = mark + 1;
        }
        continue;
      }
      const char = buffer.charCodeAt(position);
      if (char === LF) return { at: position, next: position + 1 };
      if (char === CR) {
        if (position + 1 === length && !last) break;
        return { at: position, next: position + (buffer.charCodeAt(position + 1) === LF ? 2 : 1) };
      }
      if (char === this.#delimiter) {
        this.#delimiters += 1;
        this.#cellStart = true;
        this.#afterQuote = false;
        if (this.#delimiters > this.limits.unquotedDelimiters) this.#discarding ??= `The row has more than ${this.limits.unquotedDelimiters} delimiters.`;
      } else if (char === QUOTE && this.#cellStart) {
        this.#quoted = true;
        this.#cellStart = false;
      } else {
        if (this.#afterQuote) this.#straySign = true;
        this.#cellStart = false;
      }
      position += 1;
    }
    this.#position = position;
    return null;
  }

  *#finishRecord(at: number, next: number): Generator<ScannedRecord> {
    if (this.#discarding === null && at - this.#start > this.limits.recordChars) {
      if (this.#looksLikeRows(at)) {
        yield this.#refuseFirstLine(STRAY_MARK);
        return;
      }
      this.#discarding = this.#tooLong();
    }
    const text = this.#discarding === null ? this.#buffer.slice(this.#start, at) : "";
    if (this.#straySign && this.#discarding === null && /[\r\n]/.test(text)) {
      yield this.#refuseFirstLine("A quotation mark in this row is not closed where its cell ends.");
      return;
    }
    const line = this.#line;
    const lines = this.#discardedLines + countLineEnds(this.#buffer.slice(this.#start, next));
    const refused = this.#discarding;
    this.#begin(next, line + lines);
    if (refused !== null) yield { line, refused };
    else if (text.trim() !== "") yield at === next ? { line, text, openEnded: true } : { line, text };
  }

  /** Too long: either a text that really is, which is dropped as it streams by, or rows swallowed by a stray mark. */
  #overflow(): ScannedRecord | null {
    if (this.#quoted && this.#discarding === null && this.#looksLikeRows(this.#position)) return this.#refuseFirstLine(STRAY_MARK);
    this.#discarding ??= this.#tooLong();
    this.#discardedLines += countLineEnds(this.#buffer.slice(this.#start, this.#position));
    this.#start = this.#position;
    return null;
  }

  #tooLong(): string {
    return `The row is longer than ${(this.limits.recordChars / 1_048_576).toFixed(0)} MB.`;
  }

  #looksLikeRows(end: number): boolean {
    if (this.#expectedDelimiters < 1) return false;
    const lines = this.#buffer.slice(this.#start, end).split(/\r\n?|\n/).slice(1, 1_000);
    const delimiter = String.fromCharCode(this.#delimiter);
    return lines.length >= 3 && lines.filter((line) => line.split(delimiter).length - 1 === this.#expectedDelimiters).length * 2 > lines.length;
  }

  #refuseFirstLine(refused: string): ScannedRecord {
    const rest = this.#buffer.slice(this.#start);
    const end = /\r\n?|\n/.exec(rest);
    const line = this.#line;
    if (end) this.#begin(this.#start + end.index + end[0].length, line + 1);
    else this.#begin(this.#buffer.length, line);
    return { line, refused, text: rest.slice(0, Math.min(end?.index ?? rest.length, this.limits.recordChars)) };
  }

  #begin(at: number, line: number): void {
    this.#start = at;
    this.#position = at;
    this.#line = line;
    this.#quoted = false;
    this.#cellStart = true;
    this.#afterQuote = false;
    this.#straySign = false;
    this.#delimiters = 0;
    this.#discarding = null;
    this.#discardedLines = 0;
  }
}

function countLineEnds(text: string): number {
  if (text.includes("\r")) return text.match(/\r\n?|\n/g)?.length ?? 0;
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
