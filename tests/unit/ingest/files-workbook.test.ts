import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { printWorkbook, type Cell } from "@/server/core/exports/print-workbook";
import { type Inspection, inspectRecords } from "@/server/ingest/files/inspect-records";
import { readRecords, type ReadRecordsOptions } from "@/server/ingest/files/read-records";
import type { RecordBatch, RecordRow } from "@/server/ingest/files/record-batch";

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

async function readAll(bytes: Uint8Array, options: Partial<ReadRecordsOptions> = {}): Promise<{ rows: RecordRow[]; batches: RecordBatch[]; problem: RecordBatch["problem"] }> {
  const batches: RecordBatch[] = [];
  for await (const batch of readRecords(stream(bytes), { fileName: "articles.xlsx", ...options })) batches.push(batch);
  return { rows: batches.flatMap((batch) => batch.rows), batches, problem: batches.at(-1)?.problem };
}

async function inspect(bytes: Uint8Array, sheet: string | null = null): Promise<Inspection> {
  let last: Inspection | null = null;
  for await (const step of inspectRecords(stream(bytes), { choice: { sheet, headerRow: null } })) last = step;
  return last!;
}

const recordsOf = (rows: RecordRow[]) => rows.map((row) => (row.ok ? row.record : row.reason));

const BOOK = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

interface Parts {
  sheets: { name: string; rows: string; state?: string }[];
  strings?: string;
  styles?: string;
  properties?: string;
}

/** A workbook as another program might write it. */
function makeBook({ sheets, strings, styles, properties = "" }: Parts): Uint8Array {
  const files: Record<string, string> = {
    "_rels/.rels": `<Relationships><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${BOOK}>${properties}<sheets>${sheets.map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"${state ? ` state="${state}"` : ""}/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${sheets.map((_, i) => `<Relationship Id="r${i + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="s" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
  };
  for (const [i, { rows }] of sheets.entries()) files[`xl/worksheets/sheet${i + 1}.xml`] = `<?xml version="1.0"?><worksheet ${BOOK}><sheetData>${rows}</sheetData></worksheet>`;
  if (strings) files["xl/sharedStrings.xml"] = `<sst ${BOOK}>${strings}</sst>`;
  if (styles) files["xl/styles.xml"] = `<styleSheet ${BOOK}>${styles}</styleSheet>`;
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const line = (...cells: string[]) => `<row>${cells.join("")}</row>`;

describe("workbooks", () => {
  it("of our own exports come back as they went out", async () => {
    const rows: Cell[][] = [["https://a.example/1", "Größe & <Übung>", { day: "2024-12-05" }, "a\nb"], ["https://a.example/2", "=1+1", { day: "1999-01-31" }, null]];
    const parts: Uint8Array[] = [];
    for await (const part of printWorkbook([{ name: "Articles", columns: ["URL", "Headline", "Date", "Text"].map((header) => ({ header, widthChars: 20 })), rows }], new Date("2025-01-01T00:00:00Z"))) parts.push(part);
    const { rows: read, problem } = await readAll(Buffer.concat(parts));
    expect(problem).toBeUndefined();
    expect(recordsOf(read)).toEqual([
      { url: "https://a.example/1", title: "Größe & <Übung>", publishedAt: "2024-12-05", text: "a\nb" },
      { url: "https://a.example/2", title: "=1+1", publishedAt: "1999-01-31" },
    ]);
    expect(read.map((row) => row.line)).toEqual([2, 3]);
  });

  it("hold texts in a table, in runs, with phonetic guides and escapes, and dates by the format of their style", async () => {
    const book = makeBook({
      strings: "<si><t>title</t></si><si><t>date</t></si><si><r><t>Two </t></r><r><t xml:space=\"preserve\">runs</t></r><rPh><t>guide</t></rPh></si><si><t>line_x000D_\nend</t></si>",
      styles: '<numFmts><numFmt numFmtId="170" formatCode="[$-407]d\\.\\ mmmm\\ yyyy;@"/><numFmt numFmtId="171" formatCode="0.0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="22"/></cellXfs>',
      sheets: [{ name: "One", rows: `${line('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', text("count"))}<row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" s="1"><v>45631</v></c><c r="C5" s="3"><v>12</v></c></row><row r="6"><c r="B6" s="4"><v>45631.5625</v></c><c r="A6" t="s"><v>3</v></c></row><row r="7"><c r="A7" s="2"/><c r="B7" s="2"/></row><row r="8"><c r="A8" t="str"><f>A1</f><v>Last</v></c><c r="B8" s="2"><v>36526</v></c></row><row r="9"><c r="A9" t="e"><v>#N/A</v></c></row>` }],
    });
    const { rows } = await readAll(book);
    expect(recordsOf(rows)).toEqual([{ title: "Two runs", publishedAt: "2024-12-05" }, { title: "line\r\nend", publishedAt: "2024-12-05 13:30:00" }, { title: "Last", publishedAt: "2000-01-01" }]);
    expect(rows[0]).toMatchObject({ line: 5, rest: { count: "12" } });
  });

  it("may count their days from 1904", async () => {
    const book = makeBook({ properties: '<workbookPr date1904="1"/>', styles: '<cellXfs><xf numFmtId="14"/></cellXfs>', sheets: [{ name: "One", rows: line(text("title"), text("date")) + line(text("T"), '<c s="0"><v>44169</v></c>') }] });
    expect(recordsOf((await readAll(book)).rows)).toEqual([{ title: "T", publishedAt: "2024-12-05" }]);
  });

  it("are read at the first visible sheet with anything in it, or at the one that is chosen", async () => {
    const sheet = (name: string, state?: string) => ({ name, rows: line(text("title")) + line(text(name)), ...(state ? { state } : {}) });
    const book = makeBook({ sheets: [sheet("Secret", "hidden"), { name: "Empty", rows: "<row/>" }, sheet("Größe Übersicht"), sheet("Last")] });
    expect((await inspect(book)).recognised).toMatchObject({ format: "workbook", sheet: "Größe Übersicht", sheets: ["Empty", "Größe Übersicht", "Last", "Secret"], rows: 1 });
    expect((await inspect(book, "Last")).recognised).toMatchObject({ sheet: "Last", samples: [{ cells: ["Last"] }] });
    expect(recordsOf((await readAll(book, { plan: { mapping: { title: "title" }, sheet: "Secret" } })).rows)).toEqual([{ title: "Secret" }]);
    expect((await readAll(book, { plan: { mapping: { title: "title" }, sheet: "None" } })).problem).toMatchObject({ code: "mapping" });
  });

  it("may name their columns below a heading, and refuse rows that are too wide or too long", async () => {
    const wide = `<row><c r="KN9" t="inlineStr"><is><t>far</t></is></c></row>`;
    const book = makeBook({ sheets: [{ name: "One", rows: line(text("Export of March")) + line(text("Überschrift"), text("Datum")) + line(text("T"), text("5.12.2024")) + wide + line(text("x".repeat(3_000))) + line(text("U"), text("6.12.2024"), text("more")) }] });
    const { rows } = await readAll(book, { limits: { recordChars: 2_000 } });
    expect(recordsOf(rows)).toEqual([{ title: "T", publishedAt: "5.12.2024" }, "The row has more than 201 columns.", expect.stringMatching(/longer than/), "The row has 3 cells, the header has 2."]);
  });

  it("go on where an import stopped, with progress that is true", async () => {
    const book = makeBook({ sheets: [{ name: "One", rows: line(text("title")) + Array.from({ length: 3_000 }, (_, i) => line(text(`Title ${i}`))).join("") }] });
    const whole = await readAll(book);
    expect(whole.rows).toHaveLength(3_000);
    expect((await readAll(book, { skipRows: 1_234 })).rows).toEqual(whole.rows.slice(1_234));
    const counts = whole.batches.map(({ bytesRead }) => bytesRead);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.at(-1)).toBe(book.length);
    expect(counts[0]).toBeLessThan(book.length);
  });

  it.each([
    ["a zip archive of something else", zipSync({ "a.txt": strToU8("a") }), "spreadsheet"],
    ["a text document", zipSync({ "word/document.xml": strToU8("<w/>") }), "spreadsheet"],
    ["a workbook without rows", makeBook({ sheets: [{ name: "One", rows: "" }] }), "empty"],
    ["a workbook that was cut off", makeBook({ sheets: [{ name: "One", rows: line(text("title")) }] }).subarray(0, 300), "damaged"],
  ])("say what is wrong with %s", async (_name, bytes, code) => {
    expect((await readAll(bytes)).problem).toMatchObject({ code, message: expect.stringMatching(/^[A-Z].*\.$/s) });
    expect((await inspect(bytes)).problem).toMatchObject({ code });
  });

  it("stop at bombs: by what the directory says, and by what comes out", async () => {
    const bomb = makeBook({ sheets: [{ name: "One", rows: line(text("title")) + line(text("x".repeat(40_000_000))) }] });
    expect((await readAll(bomb)).problem).toMatchObject({ code: "too_large" });
    const lying = Buffer.from(makeBook({ sheets: [{ name: "One", rows: line(text("title")) + line(text("T")) }] }));
    const entry = lying.indexOf("xl/worksheets/sheet1.xml", lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2])));
    lying.writeUInt32LE(0xffff_fff0, entry - 46 + 24);
    expect((await readAll(lying)).problem).toMatchObject({ code: "too_large" });
  });
});
