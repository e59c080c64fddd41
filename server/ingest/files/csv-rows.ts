import { parse } from "csv-parse/sync";
import { CsvScanner, type ScannedRecord } from "./scan-csv";
import type { FileLimits } from "./record-batch";

/** `openEnded`: nothing ends the row, so the file may have been cut off inside it. */
export type CsvRow = { line: number; cells: string[]; openEnded?: boolean } | { line: number; refused: string };

/** The rows of CSV text as cells, a list for each piece of text that came in; the first row is the header. */
export async function* readCsvRows(chunks: AsyncIterable<string>, delimiter: string, limits: FileLimits): AsyncGenerator<CsvRow[]> {
  const scanner = new CsvScanner(delimiter, limits);
  let columns = 0;
  const cut = function* (chunk: string, last: boolean): Generator<CsvRow[]> {
    // The header's width has to be known before the scanner judges what follows it.
    let records: ScannedRecord[] = [];
    for (const record of scanner.push(chunk, last)) {
      records.push(record);
      if (columns > 0) continue;
      const rows = parseRecords(records, delimiter);
      records = [];
      const header = rows[0];
      if (header && "cells" in header) scanner.expectColumns((columns = header.cells.length));
      yield rows;
    }
    if (records.length > 0) yield parseRecords(records, delimiter);
  };
  for await (const chunk of chunks) yield* cut(chunk, false);
  yield* cut("", true);
}

function parseRecords(records: ScannedRecord[], delimiter: string): CsvRow[] {
  const texts = records.flatMap((record) => ("text" in record ? [record.text] : []));
  const cells = parseTexts(texts, delimiter);
  let at = 0;
  return records.map((record) => {
    if ("refused" in record) return record;
    const row = cells[at];
    at += 1;
    return row ? { line: record.line, cells: row, openEnded: record.openEnded ?? false } : { line: record.line, refused: "The quotation marks in this row cannot be understood." };
  });
}

/** One parser call for many records; record by record where the parser sees other borders than the scanner. */
function parseTexts(texts: string[], delimiter: string): (string[] | null)[] {
  const together = parseCells(texts.join("\n"), delimiter);
  if (together?.length === texts.length) return together;
  return texts.map((text) => {
    const rows = parseCells(text, delimiter);
    return rows?.length === 1 ? rows[0]! : null;
  });
}

function parseCells(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, { delimiter, quote: '"', escape: '"', record_delimiter: ["\r\n", "\n", "\r"], relax_quotes: true, relax_column_count: true, skip_empty_lines: false }) as string[][];
  } catch {
    return null;
  }
}
