import { strToU8, Zip, ZipDeflate } from "fflate";
import { neutraliseCell } from "@/server/core/articles/export-cell";
import { type Day, dayNumber } from "@/server/core/trends/days";

/** A typed cell: texts, whole or other numbers, a calendar day, a share from 0 to 1, or nothing. */
export type Cell = string | number | null | { day: Day } | { share: number | null };

export interface Sheet {
  /** At most 24 characters, none of `[]:*?/\`. */
  name: string;
  columns: { header: string; widthChars: number }[];
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

/** A sheet holds 1,048,576 rows; longer ones go on in a further sheet. */
const ROWS_PER_SHEET = 1_000_000;
const MOST_CHARS = 32_767;
const ROWS_AT_ONCE = 500;
/** Spreadsheets count days from here; before it they have none. */
const FIRST_SERIAL_DAY = dayNumber("1900-03-01");
const SERIAL_OF_1970 = 25_569;

const STYLE = { plain: 0, heading: 1, day: 2, count: 3, share: 4, number: 5, quoted: 6 } as const;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/**
 * A workbook (Office Open XML) as pieces of bytes, each sheet written while its rows are read, so that memory holds
 * some hundred rows. Texts are stored as texts, which no spreadsheet runs as a formula. `now` dates the files inside.
 */
export async function* printWorkbook(sheets: readonly Sheet[], now: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    ready.push(piece);
  });
  const begin = (path: string) => {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = now;
    zip.add(file);
    return file;
  };
  const names: string[] = [];
  const beginSheet = (name: string, columns: Sheet["columns"]) => {
    names.push(name);
    const file = begin(`xl/worksheets/sheet${names.length}.xml`);
    file.push(strToU8(sheetHead(columns)));
    return file;
  };

  for (const { name, columns, rows } of sheets) {
    let file = beginSheet(name, columns);
    let part = 1;
    let rowNumber = 1;
    let text = "";
    for await (const row of rows) {
      if (rowNumber > ROWS_PER_SHEET) {
        file.push(strToU8(`${text}${SHEET_FOOT}`), true);
        file = beginSheet(`${name} ${++part}`, columns);
        rowNumber = 1;
        text = "";
      }
      rowNumber += 1;
      text += printRow(row, rowNumber);
      if (rowNumber % ROWS_AT_ONCE === 0) {
        file.push(strToU8(text));
        text = "";
        yield* ready.splice(0);
      }
    }
    file.push(strToU8(`${text}${SHEET_FOOT}`), true);
    yield* ready.splice(0);
  }
  for (const [path, content] of frame(names)) begin(path).push(strToU8(content), true);
  zip.end();
  yield* ready.splice(0);
}

const SHEET_FOOT = "</sheetData></worksheet>";

function sheetHead(columns: Sheet["columns"]): string {
  const widths = columns.map(({ widthChars }, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthChars}" customWidth="1"/>`).join("");
  const heading = columns.map(({ header }, i) => printText(header, `${columnName(i)}1`, STYLE.heading)).join("");
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${heading}</row>`;
}

function printRow(cells: readonly Cell[], rowNumber: number): string {
  return `<row r="${rowNumber}">${cells.map((cell, i) => printCell(cell, `${columnName(i)}${rowNumber}`)).join("")}</row>`;
}

function printCell(cell: Cell, at: string): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "string") return printText(cell, at, neutraliseCell(cell) === cell ? STYLE.plain : STYLE.quoted);
  if (typeof cell === "number") return Number.isFinite(cell) ? printNumber(cell, at, Number.isInteger(cell) ? STYLE.count : STYLE.number) : "";
  if ("share" in cell) return cell.share === null ? "" : printNumber(cell.share, at, STYLE.share);
  const number = dayNumber(cell.day);
  return number < FIRST_SERIAL_DAY ? printText(cell.day, at, STYLE.plain) : printNumber(number + SERIAL_OF_1970, at, STYLE.day);
}

const printNumber = (value: number, at: string, style: number) => `<c r="${at}" s="${style}"><v>${value}</v></c>`;
const printText = (value: string, at: string, style: number) => `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value.slice(0, MOST_CHARS))}</t></is></c>`;

/** `A` for 0, `AA` for 26. */
function columnName(index: number): string {
  return index < 26 ? String.fromCodePoint(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

/** Text for XML 1.0: signs that it cannot hold are left out, and what a spreadsheet reads as an escape is escaped. */
export function escapeXml(value: string): string {
  return value
    // oxlint-disable-next-line no-control-regex -- these are the signs that XML forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "")
    .replace(/_x[0-9a-f]{4}_/gi, (escape) => `_x005F${escape}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The files around the sheets. */
function frame(names: readonly string[]): [path: string, content: string][] {
  const sheets = names.map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("");
  const sheetLinks = names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("");
  const types = names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("");
  const formats = [0, 0, 164, 3, 165, 2, 0].map((format, i) => `<xf numFmtId="${format}" fontId="${i === STYLE.heading ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"${i === STYLE.quoted ? ' quotePrefix="1"' : ""}/>`).join("");
  return [
    ["xl/workbook.xml", `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheetLinks}<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
    [
      "xl/styles.xml",
      `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.00%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">${formats}</cellXfs></styleSheet>`,
    ],
    ["_rels/.rels", `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${types}</Types>`,
    ],
  ];
}
