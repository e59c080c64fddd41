import { recordFields, type ColumnMapping, type RawRecord } from "@/server/core/articles/record-fields";
import type { ImportPlan } from "@/server/core/imports/import-plan";
import type { JudgeRecordOptions } from "@/server/core/imports/judge-record";
import type { TableShape } from "@/server/core/imports/recognised-file";
import { openTable } from "./open-table";
import { describeProblem, FILE_LIMITS, FileRefusal, type FileLimits, type RecordBatch, type RecordRow } from "./record-batch";
import { readKey, shapeCells, shapeObject } from "./shape-record";
import type { OpenTable, TableChoice, TableRow } from "./table-row";
import type { ByteCounter } from "./unpack-bytes";

/** Without a plan a file is read as it is guessed to be meant. With `judge`, a thread that reads also makes articles of the rows. */
export type ReadRecordsOptions = { fileName: string; plan?: (Pick<ImportPlan, "mapping"> & Partial<TableChoice>) | null; skipRows?: number; judge?: JudgeRecordOptions; limits?: Partial<FileLimits> };

type RefusedRow = Extract<TableRow, { refused: string }>;

/** Rows that are passed over without a word; a reader that says nothing for long is taken for stuck. */
const SILENT_ROWS = 20_000;
const MOST_TEXT_CHARS = 100_000;

/**
 * Reads a file of articles (CSV, XLSX, JSON lines, a JSON array or a feed, plain or gzipped) or of feeds (OPML) in
 * batches, in bounded memory; the first batch says what the file is. Rows that cannot be read are refused by number and
 * the file goes on; a file that cannot be read (on) ends with a batch that carries the `problem`. `skipRows` data rows
 * are passed over, so that an interrupted import can go on.
 */
export async function* readRecords(source: AsyncIterable<Uint8Array>, options: ReadRecordsOptions): AsyncGenerator<RecordBatch> {
  const limits = { ...FILE_LIMITS, ...options.limits };
  const counter: ByteCounter = { bytesRead: 0 };
  const skipRows = options.skipRows ?? 0;
  let rows: RecordRow[] = [];
  let chars = 0;
  let shape: TableShape | undefined;
  const take = (): RecordBatch => {
    const batch: RecordBatch = { rows, bytesRead: counter.bytesRead, ...(shape ? { shape } : {}) };
    shape = undefined;
    rows = [];
    chars = 0;
    return batch;
  };
  try {
    const table = await openTable(source, counter, { headerRow: options.plan?.headerRow ?? null, sheet: options.plan?.sheet ?? null }, limits);
    const shapeRow = openShaper(table, options.plan?.mapping);
    shape = table.shape;
    for await (const piece of table.rows) {
      for (const row of piece) {
        if (row.rowNumber <= skipRows) {
          if (row.rowNumber % SILENT_ROWS === 0) yield { rows: [], bytesRead: counter.bytesRead, isPassing: true };
          continue;
        }
        const shaped = shapeRow(row);
        rows.push(shaped);
        chars += shaped.ok ? countChars(shaped.record) : 0;
        if (rows.length >= limits.batchRows || chars >= limits.batchChars) yield take();
      }
    }
    yield take();
  } catch (error) {
    yield { ...take(), problem: describeProblem(error) };
  }
}

/** How rows become records: the mapped columns, and beside them what no column of the mapping holds, for refused rows. */
function openShaper({ shape }: OpenTable, given: ColumnMapping | undefined): (row: TableRow) => RecordRow {
  const mapping = given ?? shape.guessed;
  checkMapping(mapping, shape);
  const columnOf = new Map(shape.columns.map((name, at) => [name, at]));
  const mapped = new Set(Object.values(mapping));
  const others = shape.columns.flatMap((name, at) => (mapped.has(name) ? [] : [{ name, at }]));
  return (row) => {
    const { rowNumber, line } = row;
    const place = { rowNumber, ...(line === undefined ? {} : { line }) };
    if ("refused" in row) return { ...place, ok: false, reason: row.refused, source: sourceOf(row, shape.columns) };
    const record = "object" in row ? shapeObject(row.object, mapping) : shapeCells(row.cells, columnOf, mapping);
    const rest = restOf("object" in row ? (name) => readKey(row.object, name) : (_, at) => row.cells[at], others);
    if (record) return { ...place, ok: true, record, ...(rest ? { rest } : {}) };
    return { ...place, ok: false, reason: "object" in row ? "The record has no address, title or text." : "The row is empty.", ...(rest ? { source: { cells: rest } } : {}) };
  };
}

function restOf(read: (name: string, at: number) => string | undefined, others: readonly { name: string; at: number }[]): Record<string, string> | null {
  let rest: [string, string][] | null = null;
  for (const { name, at } of others) {
    const cell = read(name, at);
    if (cell !== undefined && cell !== "") (rest ??= []).push([name, cell.slice(0, MOST_TEXT_CHARS)]);
  }
  return rest === null ? null : Object.fromEntries(rest);
}

/** A row that cannot be read, as it stood: its cells where they could be told apart, else its text. */
function sourceOf(row: RefusedRow, columns: readonly string[]): { cells?: Record<string, string>; text?: string } {
  if (row.cells) return { cells: Object.fromEntries(row.cells.map((cell, at) => [columns[at] ?? `Column ${at + 1}`, cell.slice(0, MOST_TEXT_CHARS)])) };
  return row.text === undefined ? {} : { text: row.text.slice(0, MOST_TEXT_CHARS) };
}

function checkMapping(mapping: ColumnMapping, { format, columns }: TableShape): void {
  const isTable = format === "csv" || format === "workbook";
  const missing = isTable ? Object.values(mapping).find((column) => !columns.includes(column)) : undefined;
  if (missing !== undefined) throw new FileRefusal("mapping", `The file has no column "${missing.slice(0, 100)}".`);
  if (isTable && !mapping.url && !mapping.title && !mapping.text) throw new FileRefusal("mapping", "No column of the file was recognised as address, title or text. Choose the columns by hand.");
}

function countChars(record: RawRecord): number {
  let chars = 0;
  for (const field of recordFields) chars += record[field]?.length ?? 0;
  return chars;
}
