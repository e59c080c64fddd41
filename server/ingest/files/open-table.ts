import { decodeText } from "./decode-text";
import { openCsv } from "./open-csv";
import { openJson } from "./open-json";
import { FileRefusal, type FileLimits } from "./record-batch";
import { readKey } from "./shape-record";
import { sniffFormat, sniffMarkup } from "./sniff-format";
import type { OpenTable, TableChoice, TableRow } from "./table-row";
import { joinHead, takeHead, unpackBytes, type ByteCounter } from "./unpack-bytes";

/**
 * Recognises a file by its bytes (its name plays no part) and opens it as a table, in bounded memory.
 *
 * @throws FileRefusal for what is no file of articles or feeds.
 */
export async function openTable(source: AsyncIterable<Uint8Array>, counter: ByteCounter, choice: TableChoice | null, limits: FileLimits): Promise<OpenTable> {
  const bytes = unpackBytes(source, counter, limits);
  const head = await takeHead(bytes, 4);
  const whole = joinHead(head, bytes);
  // Their readers are loaded when such a file comes: a thread starts for every file, and most are tables or JSON.
  if (isZip(head)) return (await import("@/server/ingest/workbook/open-workbook")).openWorkbook(whole, counter, choice, limits);
  const text = await decodeText(whole);
  if (text.head.trim() === "") throw new FileRefusal("empty", "The file is empty.");
  if (sniffMarkup(text.head)) return (await import("./open-feed")).openFeed(text);
  const format = sniffFormat(text.head);
  if (format.kind === "csv") return openCsv(text.chunks, format, text.encoding, choice?.headerRow ?? null, limits);
  return openJson(text.chunks, format, text.encoding, limits);
}

const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;

/** The cells of a row in the order of the columns; null for a row that cannot be read. */
export function cellsOf(row: TableRow, columns: readonly string[]): readonly string[] | null {
  if ("refused" in row) return null;
  if ("cells" in row) return row.cells;
  return columns.map((key) => readKey(row.object, key) ?? "");
}

