/** What spreadsheets take for the start of a formula, full-width twins included. */
const FORMULA_START = /^[\s\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** A text that a spreadsheet shows and never runs: an apostrophe stands before what could begin a formula. */
export function neutraliseCell(value: string): string {
  return FORMULA_START.test(value) ? `'${value}` : value;
}

/** One CSV row (RFC 4180, with its CRLF). Texts are made formula-safe; numbers stay numbers; null is an empty cell. */
export function printCsvRow(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(printCell).join(",")}\r\n`;
}

function printCell(cell: string | number | boolean | null | undefined): string {
  if (cell === null || cell === undefined || (typeof cell === "number" && !Number.isFinite(cell))) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = neutraliseCell(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
