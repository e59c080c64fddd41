import { guessMapping, nameColumns } from "@/server/core/articles/column-mapping";
import type { ColumnMapping } from "@/server/core/articles/record-fields";
import { parsePublished } from "@/server/core/articles/parse-date";

/** `headerRow` counts from 1; 0 where no row names the columns. */
export type FoundHeader = { headerRow: number; columns: string[]; guessed: ColumnMapping };

/**
 * Finds the row that names the columns among a file's first rows (null for one that cannot be read): the one with the
 * most names that are known, a later one only with at least two. Where no name is known, a first row with an address or
 * a date is an article and the columns are told by what it holds; else the first row as full as the others names them.
 */
export function findHeader(rows: readonly (readonly string[] | null)[], given: number | null): FoundHeader {
  const first = rows.find((row) => row !== null) ?? [];
  const bare = given === 0 || given === null ? guessBareColumns(first) : null;
  if (given === 0) return { headerRow: 0, columns: numberColumns(widest(rows)), guessed: bare ?? {} };
  const row = given ?? guessHeaderRow(rows, bare !== null);
  if (row === 0) return { headerRow: 0, columns: numberColumns(first.length), guessed: bare ?? {} };
  const columns = nameColumns(rows[row - 1] ?? []);
  return { headerRow: row, columns, guessed: guessMapping(columns) };
}

function guessHeaderRow(rows: readonly (readonly string[] | null)[], firstIsArticle: boolean): number {
  const known = rows.map((row) => (row ? Object.keys(guessMapping(row)).length : 0));
  const most = Math.max(...known);
  const best = known.indexOf(most);
  if (most >= 2 || (most === 1 && best === 0)) return best + 1;
  if (firstIsArticle) return 0;
  const filled = rows.map((row) => (row ?? []).filter((cell) => cell.trim() !== "").length);
  const usual = [...filled].sort((a, b) => a - b)[Math.floor(filled.length / 2)] ?? 0;
  return filled.findIndex((cells) => cells >= Math.max(1, Math.ceil(usual * 0.6))) + 1;
}

const numberColumns = (width: number): string[] => nameColumns(Array.from({ length: width }, () => ""));
const widest = (rows: readonly (readonly string[] | null)[]): number => Math.max(0, ...rows.map((row) => row?.length ?? 0));

/** What the columns of an article without a header are; null when the row does not look like one. */
function guessBareColumns(cells: readonly string[]): ColumnMapping | null {
  const name = (at: number) => `Column ${at + 1}`;
  const url = cells.findIndex((cell) => /^https?:\/\//i.test(cell.trim()));
  const date = cells.findIndex((cell) => /\d/.test(cell) && parsePublished(cell).kind !== "invalid");
  if (url === -1 && date === -1) return null;
  const others = cells.map((cell, at) => ({ at, length: cell.length })).filter(({ at }) => at !== url && at !== date).sort((a, b) => b.length - a.length);
  const [longest, second] = others;
  const mapping: ColumnMapping = {};
  if (url !== -1) mapping.url = name(url);
  if (date !== -1) mapping.publishedAt = name(date);
  if (longest && longest.length > 300) mapping.text = name(longest.at);
  const title = mapping.text ? second : longest;
  if (title && title.length > 0) mapping.title = name(title.at);
  return mapping;
}
