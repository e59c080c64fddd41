import { HEAD_ROWS } from "@/server/core/imports/date-readings";
import { findHeader } from "@/server/ingest/files/find-header";
import { FileRefusal, type FileLimits } from "@/server/ingest/files/record-batch";
import type { OpenTable, TableChoice, TableRow } from "@/server/ingest/files/table-row";
import type { ByteCounter } from "@/server/ingest/files/unpack-bytes";
import { readSharedStrings, type SharedStrings } from "./shared-strings";
import { readSheetRows, type SheetRow } from "./sheet-rows";
import { readDateStyles, readWorkbookParts, type WorkbookSheet } from "./workbook-parts";
import { listEntries, unpackEntry } from "./zip-entries";

const MB = 1_048_576;
/** A workbook's directory stands at its end, so the packed file is held whole. */
const MOST_PACKED_BYTES = 96 * MB;
const MOST_TEXT_BYTES = 256 * MB;
const MOST_SHEET_BYTES = 1_024 * MB;

/**
 * Opens a workbook (XLSX) as a table: the sheet that was chosen, else the first with anything in it. Sheets are read as
 * they unpack; the packed file and the table of texts are held, outside the heap. Progress is how far the sheet is.
 *
 * @throws FileRefusal for other archives, damaged ones, ones locked by a password, and bombs.
 */
export async function openWorkbook(bytes: AsyncGenerator<Uint8Array>, counter: ByteCounter, choice: TableChoice | null, limits: FileLimits): Promise<OpenTable> {
  const archive = await collect(bytes);
  const entries = listEntries(archive);
  const parts = await readWorkbookParts(archive, entries);
  if (parts === null) throw new FileRefusal("spreadsheet", describeArchive(entries));
  const wanted = choice?.sheet ?? null;
  const sheets = wanted === null ? parts.sheets : parts.sheets.filter(({ name }) => name === wanted);
  if (wanted !== null && sheets.length === 0) throw new FileRefusal("mapping", `The workbook has no sheet "${wanted}".`);
  const strings: SharedStrings = parts.sharedStrings ? await readSharedStrings(unpackEntry(archive, entries.get(parts.sharedStrings)!, MOST_TEXT_BYTES), limits.recordChars) : { at: () => "" };
  const dateStyles = await readDateStyles(archive, parts.styles ? entries.get(parts.styles) : undefined);
  const options = { strings, dateStyles, from1904: parts.from1904, mostColumns: limits.unquotedDelimiters + 1, mostRowChars: limits.recordChars };

  for (const sheet of sheets) {
    const entry = entries.get(sheet.path)!;
    const fileBytes = counter.bytesRead;
    const unpacked = countShare(unpackEntry(archive, entry, MOST_SHEET_BYTES), entry.unpackedBytes, (share) => (counter.bytesRead = Math.round(fileBytes * share)));
    const pieces = readSheetRows(unpacked, options);
    const ahead = await readAhead(pieces);
    if (ahead.length > 0) return openSheet(sheet, parts.sheets, ahead, pieces, choice?.headerRow ?? null);
    counter.bytesRead = fileBytes;
  }
  throw new FileRefusal("empty", "The workbook has nothing in it.");
}

function openSheet(sheet: WorkbookSheet, sheets: readonly WorkbookSheet[], ahead: SheetRow[], pieces: AsyncGenerator<SheetRow[]>, givenHeader: number | null): OpenTable {
  const [first] = ahead;
  if (ahead.every((row) => "refused" in row)) throw new FileRefusal("no_records", `The first row cannot be read as names of columns. ${first && "refused" in first ? first.refused : ""}`);
  const { headerRow, columns, guessed } = findHeader(ahead.map((row) => ("cells" in row ? row.cells : null)), givenHeader);
  const rows = async function* (): AsyncGenerator<TableRow[]> {
    let rowNumber = 0;
    const place = (row: SheetRow): TableRow => {
      rowNumber += 1;
      if ("refused" in row) return { rowNumber, ...row };
      if (row.cells.slice(columns.length).some((cell) => cell.trim() !== "")) return { rowNumber, line: row.line, cells: row.cells, refused: `The row has ${row.cells.length} cells, the header has ${columns.length}.` };
      return { rowNumber, ...row };
    };
    yield ahead.slice(headerRow).map(place);
    for await (const piece of pieces) yield piece.map(place);
  };
  return { shape: { format: "workbook", delimiter: null, encoding: null, columns, headerRow, sheets: sheets.map(({ name }) => name), sheet: sheet.name, guessed }, rows: rows() };
}

async function readAhead(pieces: AsyncGenerator<SheetRow[]>): Promise<SheetRow[]> {
  const ahead: SheetRow[] = [];
  while (ahead.length < HEAD_ROWS) {
    const next = await pieces.next();
    if (next.done) break;
    ahead.push(...next.value);
  }
  return ahead;
}

async function* countShare(bytes: AsyncGenerator<Uint8Array>, allBytes: number, onShare: (share: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    onShare(allBytes > 0 ? Math.min(1, read / allBytes) : 1);
    yield chunk;
  }
}

async function collect(source: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    parts.push(part);
    length += part.length;
    if (length > MOST_PACKED_BYTES) throw new FileRefusal("too_large", `The workbook is larger than ${MOST_PACKED_BYTES / MB} MB. Save it as CSV, which may be five times that, or split it.`);
  }
  return Buffer.concat(parts);
}

function describeArchive(entries: ReadonlyMap<string, unknown>): string {
  if (entries.has("xl/workbook.bin")) return "This is a binary workbook (XLSB). Save it as XLSX or CSV and try again.";
  if (entries.has("content.xml")) return "This is an OpenDocument file. Save it as XLSX or CSV and try again.";
  if (entries.has("word/document.xml")) return "This is a text document. Paste its text, or save a table of articles as CSV or XLSX.";
  return "This is a zip archive and not a workbook. Unpack it and drop the files in it.";
}
