import { HEAD_ROWS } from "@/server/core/imports/date-readings";
import { readCsvRows, type CsvRow } from "./csv-rows";
import { findHeader } from "./find-header";
import { FileRefusal, type FileLimits } from "./record-batch";
import type { FileFormat } from "./sniff-format";
import type { OpenTable, TableRow } from "./table-row";

/** CSV text as a table; what stands before the row that names the columns is passed over. */
export async function openCsv(chunks: AsyncGenerator<string>, format: FileFormat & { kind: "csv" }, encoding: string, givenHeader: number | null, limits: FileLimits): Promise<OpenTable> {
  const pieces = readCsvRows(skipLines(chunks, format.headLines), format.delimiter, limits);
  const ahead: CsvRow[] = [];
  while (ahead.length < HEAD_ROWS) {
    const next = await pieces.next();
    if (next.done) break;
    ahead.push(...next.value);
  }
  const [first] = ahead;
  if (!first) throw new FileRefusal("empty", "The file has no rows.");
  if (ahead.every((row) => "refused" in row)) throw new FileRefusal("no_records", `The first row cannot be read as names of columns. ${"refused" in first ? first.refused : ""}`);
  const { headerRow, columns, guessed } = findHeader(ahead.map((row) => ("cells" in row ? row.cells : null)), givenHeader);
  const rows = async function* (): AsyncGenerator<TableRow[]> {
    let rowNumber = 0;
    const place = (row: CsvRow): TableRow => {
      rowNumber += 1;
      return checkCells(row, { rowNumber, line: row.line + format.headLines }, columns.length);
    };
    yield ahead.slice(headerRow).map(place);
    for await (const piece of pieces) yield piece.map(place);
  };
  return { shape: { format: "csv", delimiter: format.delimiter, encoding, columns, headerRow, sheets: [], sheet: null, guessed }, rows: rows() };
}

function checkCells(row: CsvRow, place: { rowNumber: number; line: number }, width: number): TableRow {
  if ("refused" in row) return { ...place, refused: row.refused, ...(row.text === undefined ? {} : { text: row.text }) };
  const { cells } = row;
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== "")) return { ...place, refused: `The row has ${cells.length} cells, the header has ${width}.`, cells };
  if (row.openEnded && cells.length < width) return { ...place, refused: `The file ends inside this row: it has ${cells.length} of ${width} cells.`, cells };
  return { ...place, cells };
}

async function* skipLines(chunks: AsyncGenerator<string>, lines: number): AsyncGenerator<string> {
  let left = lines;
  for await (const chunk of chunks) {
    let from = 0;
    for (; left > 0 && from < chunk.length; left -= 1) from = chunk.indexOf("\n", from) + 1;
    yield chunk.slice(from);
  }
}
