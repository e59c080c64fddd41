import type { ColumnMapping } from "@/server/core/articles/record-fields";
import type { DateEvidence } from "@/server/core/imports/date-evidence";
import type { ImportPlan } from "@/server/core/imports/import-plan";

export type FileKind = "csv" | "json-lines" | "json" | "workbook" | "feed" | "feed-list";

/** What a file is and how its columns are called. */
export interface TableShape {
  format: FileKind;
  encoding: string | null;
  delimiter: string | null;
  /** Columns of a table, or keys of JSON objects; what a mapping may name. */
  columns: string[];
  /** The row that names the columns, from 1; 0 where none does. */
  headerRow: number;
  sheets: string[];
  sheet: string | null;
  guessed: ColumnMapping;
}

/** One of the first rows: its cells in the order of the columns, shortened, or why it cannot be read. */
export type SampleRow = { rowNumber: number; line: number | null } & ({ cells: string[] } | { refused: string });

/** A file that was looked through from beginning to end. */
export interface RecognisedFile extends TableShape {
  isPacked: boolean;
  rows: number;
  /** Rows that no plan can save. */
  unreadable: number;
  samples: SampleRow[];
  /** By column; only columns with digits that may be dates. */
  dates: Record<string, DateEvidence>;
  /** Whether the plan is the one that a file of the same shape was read by before. */
  isRemembered?: boolean;
  /** Why the file could not be read to its end; the rows before that place can be taken. */
  problem: string | null;
}

/** What a plan would do with all rows, before anything is imported. */
export interface CheckedPlan {
  plan: ImportPlan;
  rows: number;
  refused: number;
  /** The commonest reasons first: what is wrong with which rows, with the first of them. */
  reasons: { what: string; rows: number; firstRow: number; example: string }[];
  undated: number;
}
