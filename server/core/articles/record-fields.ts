export const recordFields = ["url", "outlet", "title", "author", "language", "publishedAt", "text"] as const;
export type RecordField = (typeof recordFields)[number];

/** Signs that no database keeps, from broken files and hands. */
const UNSTORABLE = /\u0000|\p{Surrogate}/gu;
export const dropUnstorable = (text: string): string => text.replace(UNSTORABLE, "");

/** Which column (by its name in the header, or key in JSON) fills which field of an article. */
export type ColumnMapping = { [field in RecordField]?: string };

/** What a file says about one article, as it was written: nothing parsed, nothing cleaned. */
export type RawRecord = { [field in RecordField]?: string };
