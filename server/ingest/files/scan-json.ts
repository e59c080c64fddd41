import type { FileLimits } from "./record-batch";
import type { ScannedRecord } from "./scan-csv";

const TOO_LONG = "The record is longer than 2 MB.";

/** Cuts JSON lines; blank lines are no records. */
export class JsonLineScanner {
  #rest = "";
  #line = 1;
  #discarding = false;

  constructor(private readonly limits: Pick<FileLimits, "recordChars">) {}

  *push(chunk: string, last = false): Generator<ScannedRecord> {
    let text = this.#rest + chunk;
    let from = 0;
    for (let end = text.indexOf("\n", this.#rest.length); end !== -1; end = text.indexOf("\n", from)) {
      yield* this.#finish(text.slice(from, end));
      from = end + 1;
    }
    text = text.slice(from);
    if (text.length > this.limits.recordChars) {
      this.#discarding = true;
      text = "";
    }
    this.#rest = text;
    if (last) yield* this.#finish(text);
  }

  *#finish(text: string): Generator<ScannedRecord> {
    const line = this.#line;
    this.#line += 1;
    const tooLong = this.#discarding || text.length > this.limits.recordChars;
    this.#discarding = false;
    if (tooLong) yield { line, refused: TOO_LONG };
    else if (text.trim() !== "") yield { line, text };
  }
}

const STRUCTURE = /["{}[\]]/g;
const STRING_END = /["\\]/g;

/**
 * Cuts a JSON array, or values that follow each other, into its values by brackets and strings alone; whether a
 * value is JSON is for its parser to say. Ends at the bracket that closes the array.
 */
export class JsonValueScanner {
  #buffer = "";
  #position = 0;
  #start = -1;
  #depth = 0;
  #inString = false;
  #closed = false;
  #discarding = false;
  #line = 1;

  constructor(private readonly limits: Pick<FileLimits, "recordChars">) {}

  *push(chunk: string, last = false): Generator<ScannedRecord> {
    if (this.#closed) return;
    const keepFrom = this.#start === -1 || this.#discarding ? this.#position : this.#start;
    this.#buffer = this.#buffer.slice(keepFrom) + chunk;
    this.#position -= keepFrom;
    if (this.#start !== -1) this.#start = this.#discarding ? 0 : this.#start - keepFrom;
    while (!this.#closed && this.#position < this.#buffer.length) {
      const end = this.#start === -1 ? this.#findStart() : this.#findEnd();
      if (end === null) break;
      if (end >= 0) yield this.#finish(end);
    }
    if (this.#start !== -1 && this.#position - this.#start > this.limits.recordChars) this.#discarding = true;
    if (!last || this.#start === -1 || this.#closed) return;
    if (this.#depth === 0 && !this.#inString) yield this.#finish(this.#buffer.length);
    else yield { line: this.#line, refused: this.#discarding ? TOO_LONG : "The file ends inside this record." };
  }

  /** Skips what stands between values. Null when there is nothing more, -1 when a value begins. */
  #findStart(): number | null {
    for (; this.#position < this.#buffer.length; this.#position += 1) {
      const char = this.#buffer[this.#position]!;
      if (char === "\n") this.#line += 1;
      if (/[\s,]/.test(char)) continue;
      if (char === "]") {
        this.#closed = true;
        return null;
      }
      this.#start = this.#position;
      this.#depth = 0;
      return -1;
    }
    return null;
  }

  #findEnd(): number | null {
    const buffer = this.#buffer;
    while (this.#position < buffer.length) {
      if (this.#inString) {
        STRING_END.lastIndex = this.#position;
        const mark = STRING_END.exec(buffer);
        if (!mark) {
          this.#position = buffer.length;
          return null;
        }
        if (mark[0] === "\\") {
          if (mark.index + 1 >= buffer.length) {
            this.#position = mark.index;
            return null;
          }
          this.#position = mark.index + 2;
          continue;
        }
        this.#inString = false;
        this.#position = mark.index + 1;
        if (this.#depth === 0) return this.#position;
        continue;
      }
      if (this.#depth === 0) {
        const char = buffer[this.#position]!;
        if (char === '"' && this.#position === this.#start) this.#inString = true;
        else if (char === "{" || char === "[") this.#depth = 1;
        else if (/[\s,\]]/.test(char)) return this.#position;
        this.#position += 1;
        continue;
      }
      STRUCTURE.lastIndex = this.#position;
      const sign = STRUCTURE.exec(buffer);
      if (!sign) {
        this.#position = buffer.length;
        return null;
      }
      this.#position = sign.index + 1;
      if (sign[0] === '"') this.#inString = true;
      else if (sign[0] === "{" || sign[0] === "[") this.#depth += 1;
      else {
        this.#depth -= 1;
        if (this.#depth === 0) return this.#position;
      }
    }
    return null;
  }

  #finish(end: number): ScannedRecord {
    const line = this.#line;
    const text = this.#buffer.slice(this.#start, end);
    const tooLong = this.#discarding || text.length > this.limits.recordChars;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#line += 1;
    this.#position = end;
    this.#start = -1;
    this.#depth = 0;
    this.#inString = false;
    this.#discarding = false;
    return tooLong ? { line, refused: TOO_LONG } : { line, text };
  }
}
