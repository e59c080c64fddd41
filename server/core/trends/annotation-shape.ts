import { z } from "zod";
import { dayShape } from "@/server/core/trends/day-shape";

export const annotationFields = z.strictObject({
  themeId: z.uuid().nullish(),
  fromDay: dayShape,
  toDay: dayShape.nullish(),
  text: z.string().trim().min(1, "Write what happened.").max(300, "Keep the note to 300 characters."),
});

const isInOrder = (note: { fromDay: string; toDay?: string | null }) => !note.toDay || note.toDay >= note.fromDay;
const DISORDER = { path: ["toDay"], message: "The last day lies before the first." };

/** Made by the client once per form: a double click or a retry after a lost answer adds nothing twice. */
export const newAnnotationFields = annotationFields.extend({ requestId: z.uuid() });
export const annotationIdShape = z.strictObject({ annotationId: z.uuid() });
export const editedAnnotationFields = annotationFields.extend(annotationIdShape.shape);

/** A dated note; with `toDay` it speaks about a range. */
export const newAnnotationShape = newAnnotationFields.refine(isInOrder, DISORDER);
export const editedAnnotationShape = editedAnnotationFields.refine(isInOrder, DISORDER);
