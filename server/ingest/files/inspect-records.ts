import { dropUnstorable } from "@/server/core/articles/record-fields";
import { completeMapping } from "@/server/core/imports/complete-mapping";
import { type DateEvidence, noDateEvidence, noteDate } from "@/server/core/imports/date-evidence";
import type { RecognisedFile, SampleRow } from "@/server/core/imports/recognised-file";
import { cellsOf, openTable } from "./open-table";
import { describeProblem, FILE_LIMITS, type FileLimits, type FileProblem } from "./record-batch";
import type { TableChoice, TableRow } from "./table-row";
import type { ByteCounter } from "./unpack-bytes";

export type InspectOptions = { choice?: TableChoice | null; limits?: Partial<FileLimits> };

/** How far the look through the file is; the last one carries what was recognised, or why the file is none. */
export type Inspection = { bytesRead: number; rows: number; recognised?: RecognisedFile; problem?: FileProblem };

export const SAMPLE_ROWS = 20;
const SAMPLE_CHARS = 400;
const ROWS_AT_ONCE = 5_000;
/** Columns in whose first rows no date stands are not looked at any further. */
const DATE_ROWS = 500;

/**
 * Looks a whole file through without importing anything: what it is, its columns, how many rows, which of them cannot
 * be read, its first rows, and how the dates of each column are written. Memory does not grow with the file.
 */
export async function* inspectRecords(source: AsyncIterable<Uint8Array>, options: InspectOptions): AsyncGenerator<Inspection> {
  const limits = { ...FILE_LIMITS, ...options.limits };
  const counter: ByteCounter = { bytesRead: 0 };
  const samples: SampleRow[] = [];
  let rows = 0;
  let unreadable = 0;
  let shape: Awaited<ReturnType<typeof openTable>>["shape"] | null = null;
  let evidence: (DateEvidence | null)[] = [];
  let problem: FileProblem | undefined;
  try {
    const table = await openTable(source, counter, options.choice ?? null, limits);
    shape = table.shape;
    evidence = shape.columns.map(() => noDateEvidence());
    for await (const piece of table.rows) {
      for (const row of piece) {
        rows += 1;
        const cells = cellsOf(row, shape.columns);
        if (cells === null) unreadable += 1;
        else noteCells(evidence, cells);
        if (rows <= SAMPLE_ROWS) samples.push(sampleOf(row, cells, shape.columns.length));
        if (rows === DATE_ROWS) evidence = evidence.map((one) => (one && (one.numeric > 0 || one.serial > 0 || one.twoDigitYears > 0) ? one : null));
        if (rows % ROWS_AT_ONCE === 0) yield { bytesRead: counter.bytesRead, rows };
      }
    }
  } catch (error) {
    problem = describeProblem(error);
  }
  if (shape === null || (rows === 0 && problem)) {
    yield { bytesRead: counter.bytesRead, rows, problem: problem ?? { code: "empty", message: "The file has no rows." } };
    return;
  }
  if (rows === 0) {
    yield { bytesRead: counter.bytesRead, rows, problem: { code: "empty", message: "The file has names of columns and no rows under them." } };
    return;
  }
  const dates = Object.fromEntries(shape.columns.flatMap((name, at) => (evidence[at] && hasDates(evidence[at]) ? [[name, evidence[at]]] : [])));
  const guessed = completeMapping(shape.guessed, shape.columns, samples.flatMap((row) => ("cells" in row ? [row.cells] : [])));
  yield { bytesRead: counter.bytesRead, rows, recognised: { ...shape, guessed, isPacked: counter.isPacked === true, rows, unreadable, samples, dates, problem: problem?.message ?? null } };
}

const hasDates = ({ numeric, serial, twoDigitYears }: DateEvidence): boolean => numeric > 0 || serial > 0 || twoDigitYears > 0;

function noteCells(evidence: readonly (DateEvidence | null)[], cells: readonly string[]): void {
  for (const [at, one] of evidence.entries()) {
    if (one !== null) noteDate(one, cells[at] ?? "");
  }
}

function sampleOf(row: TableRow, cells: readonly string[] | null, width: number): SampleRow {
  const place = { rowNumber: row.rowNumber, line: row.line ?? null };
  if (cells === null) return { ...place, refused: "refused" in row ? dropUnstorable(row.refused) : "" };
  return { ...place, cells: Array.from({ length: width }, (_, at) => dropUnstorable((cells[at] ?? "").slice(0, SAMPLE_CHARS))) };
}
