import { guessMapping } from "@/server/core/articles/column-mapping";
import { dropUnstorable } from "@/server/core/articles/record-fields";
import type { FileLimits } from "./record-batch";
import type { ScannedRecord } from "./scan-csv";
import { JsonLineScanner, JsonValueScanner } from "./scan-json";
import type { FileFormat } from "./sniff-format";
import type { OpenTable, TableRow } from "./table-row";

type JsonFormat = FileFormat & { kind: "json-lines" | "json" };
type JsonRow = { line: number; object: object } | { line: number; refused: string; text?: string };

const KEY_ROWS = 20;
/** Longer ones are no names. */
const MOST_KEY_CHARS = 300;

/** JSON lines, or the objects of a JSON array, as a table whose columns are the keys of the first objects. */
export async function openJson(chunks: AsyncGenerator<string>, format: JsonFormat, encoding: string, limits: FileLimits): Promise<OpenTable> {
  const pieces = readJsonRows(chunks, format, limits);
  const ahead: JsonRow[] = [];
  while (ahead.length < KEY_ROWS) {
    const next = await pieces.next();
    if (next.done) break;
    ahead.push(...next.value);
  }
  const keys = new Set(ahead.slice(0, KEY_ROWS).flatMap((row) => ("object" in row ? Object.keys(row.object) : [])));
  const columns = [...keys].filter((key) => key !== "" && key.length <= MOST_KEY_CHARS && dropUnstorable(key) === key).slice(0, limits.unquotedDelimiters);
  const rows = async function* (): AsyncGenerator<TableRow[]> {
    let rowNumber = 0;
    const place = (row: JsonRow): TableRow => {
      rowNumber += 1;
      return { rowNumber, ...row };
    };
    yield ahead.map(place);
    for await (const piece of pieces) yield piece.map(place);
  };
  return { shape: { format: format.kind, delimiter: null, encoding, columns, headerRow: 0, sheets: [], sheet: null, guessed: guessMapping(columns) }, rows: rows() };
}

async function* readJsonRows(chunks: AsyncGenerator<string>, format: JsonFormat, limits: FileLimits): AsyncGenerator<JsonRow[]> {
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
  const { line, text } = record;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { line, object: value };
    return { line, refused: "The record is not a JSON object with named fields.", text };
  } catch {
    return { line, refused: "The record is not valid JSON.", text };
  }
}
