import type { RawRecord } from "@/server/core/articles/record-fields";
import type { JudgedRecord } from "@/server/core/imports/judge-record";
import type { TableShape } from "@/server/core/imports/recognised-file";

/** `rowNumber` counts data rows from 1, refused ones too; `line` is where the row begins in the file, where that is known. `rest` are the cells of columns that no field is read from, by name; `source` is a row that cannot be read, as it stood. `judged` is what became of the record, where the reader was asked to judge. */
export type RecordRow =
  | { rowNumber: number; line?: number; ok: true; record: RawRecord; rest?: Record<string, string>; judged?: JudgedRecord }
  | { rowNumber: number; line?: number; ok: false; reason: string; source?: { cells?: Record<string, string>; text?: string } };

export type FileProblemCode = "empty" | "packed_twice" | "damaged" | "too_large" | "spreadsheet" | "not_text" | "no_records" | "mapping" | "stopped";

/** Why a file cannot be read, or cannot be read on; the rows before it stand. `detail` is for the log. */
export type FileProblem = { code: FileProblemCode; message: string; detail?: string };

/** `bytesRead` counts the file's own bytes (packed ones, when it is packed), so that progress is true. The first batch says what the file is; one that `isPassing` only says that the reader is at work. */
export type RecordBatch = { rows: RecordRow[]; bytesRead: number; shape?: TableShape; isPassing?: true; problem?: FileProblem };

export type FileLimits = {
  /** Characters of one CSV record or JSON value. */
  recordChars: number;
  unquotedDelimiters: number;
  decodedBytes: number;
  /** Unpacked to packed, looked at once a file is past `ratioFreeBytes`. */
  packRatio: number;
  ratioFreeBytes: number;
  batchRows: number;
  batchChars: number;
};

const MB = 1_048_576;
export const FILE_LIMITS: FileLimits = { recordChars: 2 * MB, unquotedDelimiters: 200, decodedBytes: 1_024 * MB, packRatio: 250, ratioFreeBytes: 16 * MB, batchRows: 500, batchChars: 4 * MB };

/** A file-level refusal on its way to the reader, which turns it into a `problem`. */
export class FileRefusal extends Error {
  constructor(readonly code: FileProblemCode, message: string) {
    super(message);
    this.name = "FileRefusal";
  }
}

/** What a refusal says; anything else is a fault of ours and is thrown on. */
export function describeProblem(error: unknown): FileProblem {
  if (error instanceof FileRefusal) return { code: error.code, message: error.message };
  throw error;
}
