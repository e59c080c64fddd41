export const recordFields = ["url", "outlet", "title", "author", "language", "publishedAt", "text"] as const;
export type RecordField = (typeof recordFields)[number];

/** Which column (by its name in the header, or key in JSON) fills which field of an article. */
export type ColumnMapping = { [field in RecordField]?: string };

/** What a file says about one article, as it was written: nothing parsed, nothing cleaned. */
export type RawRecord = { [field in RecordField]?: string };
