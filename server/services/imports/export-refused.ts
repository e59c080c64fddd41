import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { imports } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { recordFields } from "@/server/core/articles/record-fields";
import { printCsvRow } from "@/server/core/articles/export-cell";
import type { RecognisedFile } from "@/server/core/imports/recognised-file";
import { importIdShape } from "@/server/core/imports/import-shapes";
import { refusedRows } from "@/server/services/imports/list-imports";
import { requireRole, type Scope } from "@/server/services/scope";

const ROWS_AT_ONCE = 1_000;
const BEYOND = "beyond the columns";

/**
 * The refused rows of an import as CSV text, a page at a time: number, reason, and the cells as they stood in the file
 * under the names of its columns, so that the mended file can be imported again. Needs `viewer`.
 */
export async function exportRefused(scope: Scope, input: z.input<typeof importIdShape>): Promise<{ fileName: string; rows: AsyncGenerator<string> }> {
  requireRole(scope, "viewer");
  const { importId } = importIdShape.parse(input);
  const [row] = await scope.db.select({ fileName: imports.fileName, recognised: imports.recognised }).from(imports).where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id)));
  if (!row) throw notFound("import");
  return { fileName: `${row.fileName.replace(/(?:\.[a-z]{2,6}){1,2}$/i, "")} (refused rows).csv`, rows: printRefused(scope, importId, (row.recognised as RecognisedFile | null)?.columns ?? [...recordFields]) };
}

async function* printRefused(scope: Scope, importId: string, columns: readonly string[]): AsyncGenerator<string> {
  // A spreadsheet takes a file without the mark for one in its own country's code page.
  yield `\ufeff${printCsvRow(["row", "reason", ...columns, BEYOND])}`;
  for (let after = 0; ; ) {
    const page = await refusedRows(scope, importId, after, ROWS_AT_ONCE);
    if (page.length > 0) yield page.map(({ rowNumber, reason, record }) => printCsvRow([rowNumber, reason, ...columns.map((column) => record?.[column] ?? ""), beyond(record, columns)])).join("");
    if (page.length < ROWS_AT_ONCE) return;
    after = page.at(-1)!.rowNumber;
  }
}

/** Cells that have no column, and the text of a row that could not be cut into cells. */
const beyond = (record: Record<string, string> | null, columns: readonly string[]): string =>
  Object.entries(record ?? {})
    .filter(([column]) => !columns.includes(column))
    .map(([, value]) => value)
    .join(" | ");
