import { printSerialDay } from "@/server/core/articles/serial-day";
import { readXml, unescapeCell } from "./read-xml";
import type { SharedStrings } from "./shared-strings";

/** A row of a sheet with its number there. */
export type SheetRow = { line: number; cells: string[] } | { line: number; refused: string };

export interface SheetOptions {
  strings: SharedStrings;
  /** Whether the numbers of a style are dates. */
  dateStyles: readonly boolean[];
  from1904: boolean;
  mostColumns: number;
  mostRowChars: number;
}

/** Rows of a sheet as texts, a list for each piece of the file; rows without anything in them are left out. */
export async function* readSheetRows(bytes: AsyncIterable<Uint8Array>, options: SheetOptions): AsyncGenerator<SheetRow[]> {
  const { strings, dateStyles, from1904, mostColumns, mostRowChars } = options;
  let rows: SheetRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let chars = 0;
  let isWide = false;
  let column = -1;
  let kind = "n";
  let isDate = false;
  let value = "";
  let isValue = false;
  let phonetic = 0;

  const endCell = () => {
    const text = printCell(value, kind, isDate, strings, from1904).slice(0, mostRowChars + 1);
    if (text === "") return;
    if (column >= mostColumns) {
      isWide = true;
      return;
    }
    chars += text.length;
    if (chars > mostRowChars) return;
    while (cells.length < column) cells.push("");
    cells[column] = text;
  };
  const endRow = () => {
    if (isWide) rows.push({ line, refused: `The row has more than ${mostColumns} columns.` });
    else if (chars > mostRowChars) rows.push({ line, refused: `The row is longer than ${(mostRowChars / 1_048_576).toFixed(0)} MB.` });
    else if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
  };
  const events = {
    onOpen(name: string, attributes: Record<string, string>) {
      if (name === "row") {
        line = Number(attributes["r"]) || line + 1;
        cells = [];
        chars = 0;
        isWide = false;
        column = -1;
      } else if (name === "c") {
        column = readColumn(attributes["r"]) ?? column + 1;
        kind = attributes["t"] ?? "n";
        isDate = kind === "n" && dateStyles[Number(attributes["s"] ?? 0)] === true;
        value = "";
      } else if (name === "rPh") phonetic += 1;
      else if (name === "v" || name === "t") isValue = phonetic === 0;
    },
    onText(text: string) {
      if (isValue && value.length <= mostRowChars) value += text;
    },
    onClose(name: string) {
      if (name === "v" || name === "t") isValue = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "c") endCell();
      else if (name === "row") endRow();
    },
  };
  yield* readXml(bytes, events, () => {
    const ready = rows;
    rows = [];
    return ready;
  });
}

function printCell(value: string, kind: string, isDate: boolean, strings: SharedStrings, from1904: boolean): string {
  switch (kind) {
    case "s":
      return value === "" ? "" : strings.at(Number(value));
    case "inlineStr":
    case "str":
      return unescapeCell(value);
    case "b":
      return value === "1" ? "TRUE" : "FALSE";
    // What a formula failed with is no value.
    case "e":
      return "";
    case "d":
      return value;
    default: {
      if (value === "") return "";
      const number = Number(value);
      if (!Number.isFinite(number)) return value;
      return (isDate ? printSerialDay(number, from1904) : null) ?? String(number);
    }
  }
}

/** 27 for `AB12`, counted from 0; undefined where a cell does not say. */
function readColumn(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d/i.exec(reference ?? "")?.[1];
  if (letters === undefined) return undefined;
  return [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
