import { guessMapping } from "@/server/core/articles/column-mapping";
import { parsePublished } from "@/server/core/articles/parse-date";
import { type ColumnMapping, recordFields } from "@/server/core/articles/record-fields";
import { noDateEvidence, noteDate } from "@/server/core/imports/date-evidence";

/** Of the cells with anything in them. */
const MOST_CELLS = 0.8;

/**
 * Adds to a mapping by names what a person would see at a glance, for review: a name that begins with a known word
 * ("Titel des Artikels"), the one column of addresses, the one column of dates. No column serves twice.
 */
export function completeMapping(mapping: ColumnMapping, columns: readonly string[], samples: readonly (readonly string[])[]): ColumnMapping {
  const completed: ColumnMapping = { ...mapping };
  const free = () => columns.filter((column) => !Object.values(completed).includes(column));
  const claim = (field: keyof ColumnMapping, fitting: readonly string[]) => {
    if (completed[field] === undefined && fitting.length === 1) completed[field] = fitting[0]!;
  };
  claim("url", free().filter((column) => holds(columns, samples, column, (cell) => /^https?:\/\/\S+$/i.test(cell))));
  claim("publishedAt", free().filter((column) => holds(columns, samples, column, isDate)));
  for (const column of free()) {
    const first = column.trim().split(/[\s_\-/]+/)[0] ?? "";
    if (first === column) continue;
    const field = recordFields.find((one) => guessMapping([first])[one] !== undefined);
    // What kind of day "Datum des Abrufs" is can be seen in no cell.
    if (field !== undefined && field !== "publishedAt" && field !== "url") completed[field] ??= column;
  }
  return completed;
}

function holds(columns: readonly string[], samples: readonly (readonly string[])[], column: string, test: (cell: string) => boolean): boolean {
  const at = columns.indexOf(column);
  const written = samples.map((cells) => (cells[at] ?? "").trim()).filter((cell) => cell !== "");
  return written.length > 0 && written.filter(test).length >= written.length * MOST_CELLS;
}

function isDate(cell: string): boolean {
  if (!/\d/.test(cell) || /^\d{1,4}$/.test(cell)) return false;
  const evidence = noDateEvidence();
  noteDate(evidence, cell);
  return evidence.numeric > 0 || (!/^\d+$/.test(cell) && parsePublished(cell).kind !== "invalid");
}
