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
