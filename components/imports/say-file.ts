import { formatCount } from "@/components/charts/format-value";
import type { RecordField } from "@/server/core/articles/record-fields";
import type { DateReading } from "@/server/core/imports/date-readings";
import type { FileKind, RecognisedFile } from "@/server/core/imports/recognised-file";

const KINDS: Record<FileKind, string> = { csv: "Text table", "json-lines": "JSON lines", json: "JSON", workbook: "Excel workbook", feed: "Feed", "feed-list": "List of feeds" };
const DELIMITERS: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars" };
const ENCODINGS: Record<string, string> = { "utf-8": "UTF-8", "utf-16le": "UTF-16", "utf-16be": "UTF-16" };

/** "Text table cut at semicolons, windows-1251, packed as .gz; row 3 names the columns; 1,204 rows." */
export function sayFile(file: RecognisedFile): string {
  const parts = [
    [`${KINDS[file.format]}${file.delimiter ? ` cut at ${DELIMITERS[file.delimiter] ?? `“${file.delimiter}”`}` : ""}`, file.encoding ? (ENCODINGS[file.encoding] ?? file.encoding) : "", file.isPacked ? "packed as .gz" : ""].filter(Boolean).join(", "),
    file.format !== "csv" && file.format !== "workbook" ? "" : file.headerRow === 0 ? "no row names the columns" : `row ${file.headerRow} names the columns${file.headerRow > 1 ? `, and what stands above it is passed over` : ""}`,
    `${formatCount(file.rows)} ${nounOf(file.format, file.rows)}${file.unreadable > 0 ? `, of which ${formatCount(file.unreadable)} cannot be read` : ""}`,
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}

export const nounOf = (kind: FileKind | null, count: number): string => (kind === "feed-list" ? (count === 1 ? "feed" : "feeds") : count === 1 ? "row" : "rows");

export const FIELD_LABELS: Record<RecordField, string> = { url: "Address", title: "Headline", outlet: "Outlet", author: "Author", language: "Language", publishedAt: "Published", text: "Text" };

export const DATE_READING_LABELS: Record<DateReading, string> = {
  "as-written": "As each date says; unclear ones are refused",
  "day-first": "Day first: 05/12/2024 is 5 December",
  "month-first": "Month first: 05/12/2024 is 12 May",
  "year-first": "Year first: 24-12-05 is 5 December 2024",
  serial: "Spreadsheet numbers: 45631 is 5 December 2024",
};

/** "5 Dec 2024" for a day. */
export const sayDay = (day: string): string => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).format(new Date(`${day}T00:00:00Z`));
