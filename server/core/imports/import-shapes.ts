import { z } from "zod";
import { importPlanShape } from "@/server/core/imports/import-plan";
import { MAX_IMPORT_BYTES } from "@/server/core/imports/import-limits";

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
