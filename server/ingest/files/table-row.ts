import type { ImportPlan } from "@/server/core/imports/import-plan";
import type { TableShape } from "@/server/core/imports/recognised-file";

/** A row as the file has it; `rowNumber` counts data rows from 1. `text` is a refused row as it stood, where that is known. */
export type TableRow = { rowNumber: number; line?: number } & ({ cells: readonly string[] } | { object: object } | { refused: string; cells?: readonly string[]; text?: string });

export interface OpenTable {
  shape: TableShape;
  rows: AsyncGenerator<TableRow[]>;
}

/** What of a plan says how a file is cut into rows and columns. */
export type TableChoice = Pick<ImportPlan, "headerRow" | "sheet">;
