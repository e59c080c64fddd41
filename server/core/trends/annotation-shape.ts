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

/** A note as charts and exports carry it. */
export interface ShownAnnotation {
  id: string;
  /** Null for a note about all themes. */
  themeId: string | null;
  fromDay: string;
  toDay: string | null;
  text: string;
  author: string | null;
}

/** Whether a note speaks about a theme in the days from `start` to `end`. */
export const concerns = (note: Pick<ShownAnnotation, "themeId" | "fromDay" | "toDay">, themeId: string, start: string, end: string): boolean =>
  (note.themeId === null || note.themeId === themeId) && note.fromDay <= end && (note.toDay ?? note.fromDay) >= start;

/** "The summit began (A. Writer)". */
export const sayAnnotation = ({ text, author }: Pick<ShownAnnotation, "text" | "author">): string => (author ? `${text} (${author})` : text);
