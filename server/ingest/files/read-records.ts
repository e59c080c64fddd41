import { parsePublished } from "@/server/core/articles/parse-date";
import { guessMapping, type ColumnMapping, type RawRecord } from "@/server/core/articles/column-mapping";
import { readCsvRows, type CsvRow } from "./csv-rows";
import { decodeText } from "./decode-text";
import { FILE_LIMITS, FileRefusal, type FileLimits, type FileProblem, type RecordBatch, type RecordRow } from "./record-batch";
import { JsonLineScanner, JsonValueScanner } from "./scan-json";
import type { ScannedRecord } from "./scan-csv";
import { shapeCells, shapeObject } from "./shape-record";
import { sniffFormat, type FileFormat } from "./sniff-format";
import { unpackBytes, type ByteCounter } from "./unpack-bytes";

export type ReadRecordsOptions = { fileName: string; mapping?: ColumnMapping; skipRows?: number; limits?: Partial<FileLimits> };

/** What was recognised in a file, with its first rows. `header` are the columns or keys that a mapping may name. */
export type RecordPreview = { format: FileFormat["kind"] | null; delimiter: string | null; encoding: string | null; header: string[]; mapping: ColumnMapping; rows: RecordRow[]; problem?: FileProblem };

type Shape = Pick<RecordPreview, "format" | "delimiter" | "encoding" | "header" | "mapping">;
type OpenFile = { shape: Shape; rows: AsyncGenerator<RecordRow[]> };

const PREVIEW_JSON_ROWS = 20;

/**
 * Reads a file of articles (CSV, JSON lines or a JSON array, plain or gzipped) in batches, in bounded memory.
 * Rows that cannot be read are refused by number and the file goes on; a file that cannot be read (on) ends with a
 * batch that carries the `problem`. `skipRows` data rows are passed over, so that an interrupted import can go on.
 */
export async function* readRecords(source: AsyncIterable<Uint8Array>, options: ReadRecordsOptions): AsyncGenerator<RecordBatch> {
  const limits = { ...FILE_LIMITS, ...options.limits };
  const counter: ByteCounter = { bytesRead: 0 };
  const skipRows = options.skipRows ?? 0;
  let rows: RecordRow[] = [];
  let chars = 0;
  try {
    const file = await openFile(unpackBytes(source, counter, limits), options.mapping, limits);
    for await (const piece of file.rows) {
      for (const row of piece) {
        if (row.rowNumber <= skipRows) continue;
        rows.push(row);
        chars += row.ok ? countChars(row.record) : 0;
        if (rows.length < limits.batchRows && chars < limits.batchChars) continue;
        yield { rows, bytesRead: counter.bytesRead };
        rows = [];
        chars = 0;
      }
    }
    yield { rows, bytesRead: counter.bytesRead };
  } catch (error) {
    yield { rows, bytesRead: counter.bytesRead, problem: describeProblem(error) };
  }
}

/** Recognises a file and shows its first rows; reads no more of the source than they need. */
export async function previewRecords(source: AsyncIterable<Uint8Array>, rowLimit = 20, options: Partial<ReadRecordsOptions> = {}): Promise<RecordPreview> {
  const limits = { ...FILE_LIMITS, ...options.limits };
  const rows: RecordRow[] = [];
  let shape: Shape = { format: null, delimiter: null, encoding: null, header: [], mapping: {} };
  try {
    const file = await openFile(unpackBytes(source, { bytesRead: 0 }, limits), options.mapping, limits);
    shape = file.shape;
    for await (const piece of file.rows) {
      rows.push(...piece.slice(0, rowLimit - rows.length));
      if (rows.length >= rowLimit) break;
    }
    return { ...shape, rows };
  } catch (error) {
    return { ...shape, rows, problem: describeProblem(error) };
  }
}

function describeProblem(error: unknown): FileProblem {
  if (error instanceof FileRefusal) return { code: error.code, message: error.message };
  throw error;
}

async function openFile(bytes: AsyncGenerator<Uint8Array>, mapping: ColumnMapping | undefined, limits: FileLimits): Promise<OpenFile> {
  const text = await decodeText(bytes);
  if (text.head.trim() === "") throw new FileRefusal("empty", "The file is empty.");
  const format = sniffFormat(text.head);
  if (format.kind === "csv") return openCsv(text.chunks, format, text.encoding, mapping, limits);
  return openJson(text.chunks, format, text.encoding, mapping, limits);
}

async function openCsv(chunks: AsyncGenerator<string>, format: FileFormat & { kind: "csv" }, encoding: string, given: ColumnMapping | undefined, limits: FileLimits): Promise<OpenFile> {
  const pieces = readCsvRows(skipLines(chunks, format.headLines), format.delimiter, limits);
  const next = await pieces.next();
  const first = next.done ? undefined : next.value[0];
  if (!first || next.done) throw new FileRefusal("empty", "The file has no rows.");
  if ("refused" in first) throw new FileRefusal("no_records", `The first row cannot be read as names of columns. ${first.refused}`);
  const guessed = guessMapping(first.cells);
  const bare = Object.keys(guessed).length === 0 ? guessBareColumns(first.cells) : null;
  const header = bare ? first.cells.map((_, at) => `Column ${at + 1}`) : first.cells;
  const mapping = checkMapping(given ?? bare ?? guessed, header);
  const columnOf = new Map<string, number>();
  header.forEach((name, at) => columnOf.has(name) || columnOf.set(name, at));
  const rows = async function* (): AsyncGenerator<RecordRow[]> {
    let rowNumber = 0;
    const shapeRow = (row: CsvRow): RecordRow => {
      rowNumber += 1;
      const place = { rowNumber, line: row.line + format.headLines };
      if ("refused" in row) return { ...place, ok: false, reason: row.refused };
      if (row.cells.slice(header.length).some((cell) => cell.trim() !== "")) return { ...place, ok: false, reason: `The row has ${row.cells.length} cells, the header has ${header.length}.` };
      if (row.openEnded && row.cells.length < header.length) return { ...place, ok: false, reason: `The file ends inside this row: it has ${row.cells.length} of ${header.length} cells.` };
      const record = shapeCells(row.cells, columnOf, mapping);
      return record ? { ...place, ok: true, record } : { ...place, ok: false, reason: "The row is empty." };
    };
    yield (bare ? next.value : next.value.slice(1)).map(shapeRow);
    for await (const piece of pieces) yield piece.map(shapeRow);
  };
  return { shape: { format: "csv", delimiter: format.delimiter, encoding, header, mapping }, rows: rows() };
}

/** A file without a header: the columns are told by what the first row holds. Null when it looks like names. */
function guessBareColumns(cells: readonly string[]): ColumnMapping | null {
  const name = (at: number) => `Column ${at + 1}`;
  const url = cells.findIndex((cell) => /^https?:\/\//i.test(cell.trim()));
  const date = cells.findIndex((cell) => /\d/.test(cell) && parsePublished(cell).kind !== "invalid");
  if (url === -1 && date === -1) return null;
  const others = cells.map((cell, at) => ({ at, length: cell.length })).filter(({ at }) => at !== url && at !== date).sort((a, b) => b.length - a.length);
  const [longest, second] = others;
  const mapping: ColumnMapping = {};
  if (url !== -1) mapping.url = name(url);
  if (date !== -1) mapping.publishedAt = name(date);
  if (longest && longest.length > 300) mapping.text = name(longest.at);
  const title = mapping.text ? second : longest;
  if (title && title.length > 0) mapping.title = name(title.at);
  return mapping;
}

function checkMapping(mapping: ColumnMapping, header: readonly string[]): ColumnMapping {
  const missing = Object.values(mapping).find((column) => !header.includes(column));
  if (missing !== undefined) throw new FileRefusal("mapping", `The file has no column "${missing.slice(0, 100)}".`);
  if (!mapping.url && !mapping.title && !mapping.text) throw new FileRefusal("mapping", "No column of the file was recognised as address, title or text. Choose the columns by hand.");
  return mapping;
}

async function openJson(chunks: AsyncGenerator<string>, format: FileFormat & { kind: "json-lines" | "json" }, encoding: string, given: ColumnMapping | undefined, limits: FileLimits): Promise<OpenFile> {
  const pieces = readJsonRows(chunks, format, limits);
  const ahead: JsonRow[] = [];
  while (ahead.length < PREVIEW_JSON_ROWS) {
    const next = await pieces.next();
    if (next.done) break;
    ahead.push(...next.value);
  }
  const header = [...new Set(ahead.slice(0, PREVIEW_JSON_ROWS).flatMap((row) => ("object" in row ? Object.keys(row.object) : [])))].slice(0, limits.unquotedDelimiters);
  const mapping = given ?? guessMapping(header);
  const rows = async function* (): AsyncGenerator<RecordRow[]> {
    let rowNumber = 0;
    const shapeRow = (row: JsonRow): RecordRow => {
      rowNumber += 1;
      const place = { rowNumber, line: row.line };
      if ("refused" in row) return { ...place, ok: false, reason: row.refused };
      const record = shapeObject(row.object, mapping);
      return record ? { ...place, ok: true, record } : { ...place, ok: false, reason: "The record has no address, title or text." };
    };
    yield ahead.map(shapeRow);
    for await (const piece of pieces) yield piece.map(shapeRow);
  };
  return { shape: { format: format.kind, delimiter: null, encoding, header, mapping }, rows: rows() };
}

type JsonRow = { line: number; object: object } | { line: number; refused: string };

async function* readJsonRows(chunks: AsyncGenerator<string>, format: FileFormat & { kind: "json-lines" | "json" }, limits: FileLimits): AsyncGenerator<JsonRow[]> {
  const scanner = format.kind === "json" ? new JsonValueScanner(limits) : new JsonLineScanner(limits);
  let skip = format.kind === "json" ? format.startAt : 0;
  let linesBefore = 0;
  const parse = (record: ScannedRecord) => ({ ...parseObject(record), line: record.line + linesBefore });
  for await (const chunk of chunks) {
    const rest = chunk.slice(skip);
    const passedOver = chunk.slice(0, chunk.length - rest.length);
    skip -= passedOver.length;
    linesBefore += passedOver.split("\n").length - 1;
    yield Array.from(scanner.push(rest), parse);
  }
  yield Array.from(scanner.push("", true), parse);
}

function parseObject(record: ScannedRecord): JsonRow {
  if ("refused" in record) return record;
  try {
    const value: unknown = JSON.parse(record.text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { line: record.line, object: value };
    return { line: record.line, refused: "The record is not a JSON object with named fields." };
  } catch {
    return { line: record.line, refused: "The record is not valid JSON." };
  }
}

async function* skipLines(chunks: AsyncGenerator<string>, lines: number): AsyncGenerator<string> {
  let left = lines;
  for await (const chunk of chunks) {
    let from = 0;
    for (; left > 0 && from < chunk.length; left -= 1) from = chunk.indexOf("\n", from) + 1;
    yield chunk.slice(from);
  }
}

function countChars(record: RawRecord): number {
  return Object.values(record).reduce((total: number, value) => total + (value?.length ?? 0), 0);
}
