import { z } from "zod";
import { columnMappingShape } from "@/server/core/articles/column-mapping";
import { dropUnstorable } from "@/server/core/articles/record-fields";
import { DATE_READINGS, HEAD_ROWS } from "@/server/core/imports/date-readings";

/** How a file is to be read. */
export const importPlanShape = z.strictObject({
  mapping: columnMappingShape,
  dates: z.enum(DATE_READINGS).default("as-written"),
  /** The row that names the columns, from 1; 0 for none. Null: the likeliest. */
  headerRow: z.int().min(0).max(HEAD_ROWS).nullable().default(null),
  /** The sheet of a workbook; null for the first with anything in it. */
  sheet: z.string().min(1).max(100).transform(dropUnstorable).nullable().default(null),
  /** Stands for the outlet where a row names none and has no address. */
  outlet: z.string().trim().max(300, "The outlet has more than 300 characters.").transform(dropUnstorable).default(""),
  /** Stands for the language where a row names none. */
  language: z.string().trim().max(35).transform(dropUnstorable).default(""),
});
export type ImportPlan = z.output<typeof importPlanShape>;
