import type { RawRecord } from "@/server/core/articles/column-mapping";

/** `rowNumber` counts data rows from 1, refused ones too; `line` is where the row begins in the file, where that is known. */
export type RecordRow = { rowNumber: number; line?: number; ok: true; record: RawRecord } | { rowNumber: number; line?: number; ok: false; reason: string };

export type FileProblemCode = "empty" | "packed_twice" | "damaged" | "too_large" | "spreadsheet" | "not_text" | "no_records" | "mapping" | "stopped";

/** Why a file cannot be read, or cannot be read on; the rows before it stand. `detail` is for the log. */
export type FileProblem = { code: FileProblemCode; message: string; detail?: string };

/** `bytesRead` counts the file's own bytes (packed ones, when it is packed), so that progress is true. */
export type RecordBatch = { rows: RecordRow[]; bytesRead: number; problem?: FileProblem };

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
