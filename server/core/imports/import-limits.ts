/** Files above this are refused before the upload begins. */
export const MAX_IMPORT_BYTES = 512 * 1024 * 1024;
/** A file travels in pieces of this size, so that a broken connection costs one piece. */
export const PIECE_BYTES = 4 * 1024 * 1024;

/** A file that was not sent to its end, or that nobody let begin, is removed so many days after it was begun. */
export const UNFINISHED_DAYS = 7;

/** Undoing an import may be thought better of for so long; then its articles go for good. */
export const UNDO_PAUSE_MS = 12_000;

/** What a browser's dialogue offers first; the file itself says what it is. */
export const IMPORT_ENDINGS = ".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.opml,.xml,.rss,.atom,.rdf,.gz";
