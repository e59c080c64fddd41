import { z } from "zod";
import { dayShape } from "@/server/core/trends/days";

export const annotationFields = z.strictObject({
  themeId: z.uuid().nullish(),
  fromDay: dayShape,
  toDay: dayShape.nullish(),
  text: z.string().trim().min(1, "Write what happened.").max(300, "Keep the note to 300 characters."),
});

/** A dated note; with `toDay` it speaks about a range. */
export const annotationShape = annotationFields.refine((note) => !note.toDay || note.toDay >= note.fromDay, {
  path: ["toDay"],
  message: "The last day lies before the first.",
});
