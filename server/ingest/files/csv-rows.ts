import { parse } from "csv-parse/sync";
import { HEAD_ROWS } from "@/server/core/imports/date-readings";
import { CsvScanner, type ScannedRecord } from "./scan-csv";
import type { FileLimits } from "./record-batch";

/** `openEnded`: nothing ends the row, so the file may have been cut off inside it. `text`: a refused row as it stood. */
export type CsvRow = { line: number; cells: string[]; openEnded?: boolean } | { line: number; refused: string; text?: string };

/** The rows of CSV text as cells, a list for each piece of text that came in; each of the first rows by itself. */
export async function* readCsvRows(chunks: AsyncIterable<string>, delimiter: string, limits: FileLimits): AsyncGenerator<CsvRow[]> {
  const scanner = new CsvScanner(delimiter, limits);
  let columns = 0;
  let headRows = HEAD_ROWS;
  const cut = function* (chunk: string, last: boolean): Generator<CsvRow[]> {
    // The table's width has to be known before the scanner judges what follows the first rows.
    let records: ScannedRecord[] = [];
    for (const record of scanner.push(chunk, last)) {
      records.push(record);
      if (headRows === 0) continue;
      headRows -= 1;
      const rows = parseRecords(records, delimiter);
      records = [];
      const [row] = rows;
      if (row && "cells" in row && row.cells.length > columns) scanner.expectColumns((columns = row.cells.length));
      yield rows;
    }
    if (records.length > 0) yield parseRecords(records, delimiter);
  };
  for await (const chunk of chunks) yield* cut(chunk, false);
  yield* cut("", true);
}

function parseRecords(records: ScannedRecord[], delimiter: string): CsvRow[] {
  return records.map((record) => {
    if ("refused" in record) return record;
    const cells = parseText(record.text, delimiter);
    return cells ? { line: record.line, cells, openEnded: record.openEnded ?? false } : { line: record.line, refused: "The quotation marks in this row cannot be understood.", text: record.text };
  });
}

/**
 * Regular records are cut at once, as most of a file is; what bends the rules goes to the parser, record by record,
 * and is refused where the parser sees other borders than the scanner.
 */
function parseText(text: string, delimiter: string): string[] | null {
  const cells = splitRegular(text, delimiter);
  if (cells) return cells;
  try {
    // Ended by the scanner at any kind of line end, a record holds unquoted line ends of no kind.
    const rows = parse(text, { delimiter, quote: '"', escape: '"', record_delimiter: "\n", relax_quotes: true, relax_column_count: true, skip_empty_lines: false }) as string[][];
    return rows.length === 1 ? rows[0]! : null;
  } catch {
    return null;
  }
}

/** The cells of a record that follows RFC 4180 to the letter, else null. */
function splitRegular(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    let end: number;
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      end = close + 1;
      if (close === -1 || (end < text.length && text[end] !== delimiter)) return null;
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
    } else {
      end = text.indexOf(delimiter, at);
      if (end === -1) end = text.length;
      const cell = text.slice(at, end);
      if (cell.includes('"')) return null;
      cells.push(cell);
    }
    if (end >= text.length) return cells;
    at = end;
  }
}
