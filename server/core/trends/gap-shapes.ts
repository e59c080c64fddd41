import { z } from "zod";
import { dayShape } from "@/server/core/trends/day-shape";

export const gapIdShape = z.strictObject({ gapId: z.uuid() });
const note = z.string().trim().max(300, "Keep it to 300 characters.").default("");
export const judgeGapShape = z.strictObject({ gapId: z.uuid(), note });

export const gapFields = z.strictObject({
  outletId: z.uuid("Choose an outlet."),
  fromDay: dayShape,
  toDay: dayShape,
  reason: z.string().trim().min(1, "Say why nothing could be collected.").max(300, "Keep the reason to 300 characters."),
});

export const addGapShape = gapFields.refine((gap) => gap.toDay >= gap.fromDay, { path: ["toDay"], message: "The last day lies before the first." });
