import { z } from "zod";
import { importPlanShape } from "@/server/core/imports/import-plan";

/** Files above this are refused before the upload begins. */
export const MAX_IMPORT_BYTES = 512 * 1024 * 1024;
/** A file travels in pieces of this size, so that a broken connection costs one piece. */
export const PIECE_BYTES = 4 * 1024 * 1024;

/** What a browser's dialogue offers first; the file itself says what it is. */
export const IMPORT_ENDINGS = ".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.opml,.xml,.rss,.atom,.rdf,.gz";

export const startImportShape = z.strictObject({
  /** Made by the client: a double click starts one import. */
  importId: z.uuid(),
  fileName: z.string().trim().min(1).max(255, "The file's name has more than 255 characters."),
  byteLength: z.int().min(1, "The file is empty.").max(MAX_IMPORT_BYTES, "The file is larger than 512 MB. Split it, or use the command line."),
});

export const importIdShape = z.strictObject({ importId: z.uuid() });

/** `review`: the file is looked through and waits for a person; else it begins at once, read as it is guessed to be meant. */
export const finishUploadShape = importIdShape.extend({ review: z.boolean().default(false) });

/** With a plan: how the file is to be read, in place of what was guessed. */
export const planImportShape = importIdShape.extend({ plan: importPlanShape });

export const IMPORT_STATES = ["uploading", "reading", "ready", "waiting", "running", "paused", "done", "failed", "cancelled", "undone"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** States in which nothing will happen any more without a person. */
export const isImportOver = (state: ImportState): boolean => state === "done" || state === "failed" || state === "cancelled" || state === "undone";
