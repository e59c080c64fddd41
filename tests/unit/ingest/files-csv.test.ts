import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsvRows, type CsvRow } from "@/server/ingest/files/csv-rows";
import { type Inspection, inspectRecords } from "@/server/ingest/files/inspect-records";
import { readRecords, type ReadRecordsOptions } from "@/server/ingest/files/read-records";
import { FILE_LIMITS, type RecordBatch, type RecordRow } from "@/server/ingest/files/record-batch";
import { guessDelimiter } from "@/server/ingest/files/sniff-format";

async function* stream(content: string | Uint8Array, chunkBytes = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

async function readAll(content: string | Uint8Array, options: Partial<ReadRecordsOptions> = {}, chunkBytes?: number): Promise<{ rows: RecordRow[]; batches: RecordBatch[]; problem: RecordBatch["problem"] }> {
  const batches: RecordBatch[] = [];
  for await (const batch of readRecords(stream(content, chunkBytes), { fileName: "articles.csv", ...options })) batches.push(batch);
  return { rows: batches.flatMap((batch) => batch.rows), batches, problem: batches.at(-1)?.problem };
}

async function inspect(source: AsyncIterable<Uint8Array>): Promise<Inspection> {
  let last: Inspection | null = null;
  for await (const step of inspectRecords(source, {})) last = step;
  return last!;
}

const recordsOf = (rows: RecordRow[]) => rows.map((row) => (row.ok ? row.record : row.reason));

/** Bytes of text in a code page, for the letters that the tests use. */
function encodeAs(label: "windows-1251" | "windows-1252", text: string): Uint8Array {
  // Decoding in one piece, Node 20 takes windows-1252 for Latin-1; as a stream it does not.
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(label).decode(new Uint8Array([byte]), { stream: true }), byte]));
  return Uint8Array.from(text, (char) => byteOf.get(char) ?? 0x3f);
}

describe("CSV files of articles", () => {
  it.each([",", ";", "\t", "|"])("are read with %j between the cells", async (delimiter) => {
    const text = [["url", "title", "date", "text"], ["https://a.example/1", "One; two, three", "2024-12-05", "Body | text"], ["https://a.example/2", "Four", "", ""]].map((cells) => cells.map((cell) => (cell.includes(" ") ? `"${cell}"` : cell)).join(delimiter)).join("\r\n");
    expect(guessDelimiter(text)).toBe(delimiter);
    const { rows } = await readAll(text);
    expect(recordsOf(rows)).toEqual([{ url: "https://a.example/1", title: "One; two, three", publishedAt: "2024-12-05", text: "Body | text" }, { url: "https://a.example/2", title: "Four" }]);
  });

  const sheet = "url;titel;datum\nhttps://a.example/1;Größe der Übung;05.12.2024\nhttps://a.example/2;Єврокомісія їх «ґанок»;06.12.2024\n";
  it.each([
    ["UTF-8", Buffer.from(sheet), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${sheet}`), "utf-8"],
    ["UTF-16 LE with its mark", Buffer.from(`\ufeff${sheet}`, "utf16le"), "utf-16le"],
    ["UTF-16 LE", Buffer.from(sheet.replace(/[Євк].*»/, "plain"), "utf16le"), "utf-16le"],
    ["UTF-16 BE with its mark", Buffer.from(`\ufeff${sheet}`, "utf16le").swap16(), "utf-16be"],
    ["gzip", gzipSync(sheet), "utf-8"],
  ])("are read as %s", async (_name, bytes, encoding) => {
    expect((await inspect(stream(bytes))).recognised?.encoding).toBe(encoding);
    const { rows } = await readAll(bytes, { fileName: "wrong-name.json" });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ ok: true, record: { title: "Größe der Übung", publishedAt: "05.12.2024" } });
  });

  it("are read in the Windows code pages, also when only a late row shows it", async () => {
    const german = encodeAs("windows-1252", "url;titel\nhttps://a.example/1;Größe – „Übung“\n");
    expect(recordsOf((await readAll(german)).rows)).toEqual([{ url: "https://a.example/1", title: "Größe – „Übung“" }]);
    const russian = encodeAs("windows-1251", "url;title\nhttps://a.example/1;Замороженные активы\n");
    expect(recordsOf((await readAll(russian)).rows)).toEqual([{ url: "https://a.example/1", title: "Замороженные активы" }]);
    const late = Buffer.concat([Buffer.from(`url;title\n${"https://a.example/1;plain\n".repeat(20_000)}`), encodeAs("windows-1251", "https://a.example/2;Перемирие\n")]);
    expect(recordsOf((await readAll(late, {}, 65_536)).rows).at(-1)).toEqual({ url: "https://a.example/2", title: "Перемирие" });
  });

  it("keep line ends inside quotation marks and count lines and rows", async () => {
    const { rows } = await readAll('url,title,text\r\n\r\nhttps://a.example/1,"Two\r\nlines","say ""yes"""\r\nhttps://a.example/2,plain,x\r\n');
    expect(rows).toEqual([
      { rowNumber: 1, line: 3, ok: true, record: { url: "https://a.example/1", title: "Two\r\nlines", text: 'say "yes"' } },
      { rowNumber: 2, line: 5, ok: true, record: { url: "https://a.example/2", title: "plain", text: "x" } },
    ]);
  });

  it("lose one row to a mark that is never closed, not the rest", async () => {
    const good = Array.from({ length: 50 }, (_, at) => `https://a.example/${at},Title ${at},Text`);
    for (const broken of [0, 25, 49]) {
      const lines = good.map((line, at) => (at === broken ? `https://a.example/${at},"Title ${at},Text` : line));
      const { rows } = await readAll(`url,title,text\n${lines.join("\n")}\n`);
      expect(rows.filter((row) => !row.ok).map((row) => row.rowNumber)).toEqual([broken + 1]);
      expect(rows).toHaveLength(50);
    }
  });

  it("lose one row to a mark that a later row's mark seems to close", async () => {
    const { rows } = await readAll('url,title\nhttps://a.example/1,"open\nhttps://a.example/2,"Title, with comma"\nhttps://a.example/3,last\n');
    expect(rows.map((row) => row.ok)).toEqual([false, true, true]);
    expect(rows[1]).toMatchObject({ record: { title: "Title, with comma" } });
  });

  it("give back rows that a stray mark swallowed beyond the limit of one record", async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `https://a.example/${at},Title ${at},Text`).join("\n");
    const { rows } = await readAll(`url,title,text\nhttps://a.example/x,"stray,Text\n${many}\n`, { limits: { recordChars: 10_000 } }, 1_000);
    expect(rows).toHaveLength(2_001);
    expect(rows.filter((row) => !row.ok).map((row) => row.rowNumber)).toEqual([1]);
  });

  it("refuse by number what is too long, too wide, too many cells, empty or cut off", async () => {
    const limits = { recordChars: 5_000 };
    const long = `https://a.example/1,"${"long text\n".repeat(1_000)}",x`;
    const { rows } = await readAll(`url,title,text\n${long}\n${",".repeat(300)}\na,b,c,d\na,b,c,\n,,\nhttps://a.example/6,ok,x\nhttps://a.example/7,cut o`, { limits });
    expect(recordsOf(rows)).toEqual([expect.stringMatching(/longer than/), expect.stringMatching(/more than 200/), "The row has 4 cells, the header has 3.", { url: "a", title: "b", text: "c" }, "The row is empty.", { url: "https://a.example/6", title: "ok", text: "x" }, "The file ends inside this row: it has 2 of 3 cells."]);
    expect(rows.map((row) => row.rowNumber)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(rows[5]!.line).toBe(1_007);
  });

  it("go on where an import stopped", async () => {
    const text = `url,title\n${Array.from({ length: 1_234 }, (_, at) => (at % 100 === 50 ? '"x"y"\n"' : `https://a.example/${at},t`)).join("\n")}\n`;
    const whole = await readAll(text);
    const rest = await readAll(text, { skipRows: 700 });
    expect(rest.rows).toEqual(whole.rows.filter((row) => row.rowNumber > 700));
    expect(whole.batches.map((batch) => batch.rows.length).slice(0, 2)).toEqual([500, 500]);
    expect((await readAll(text, { skipRows: 99_999 })).rows).toEqual([]);
  });

  it("follow a mapping by hand and name a column that is missing", async () => {
    const text = "a,b,c\nhttps://a.example/1,Titel,Langer Text\n";
    expect((await readAll(text)).problem).toMatchObject({ code: "mapping" });
    expect(recordsOf((await readAll(text, { plan: { mapping: { url: "a", title: "b", text: "c" } } })).rows)).toEqual([{ url: "https://a.example/1", title: "Titel", text: "Langer Text" }]);
    expect((await readAll(text, { plan: { mapping: { url: "z" } } })).problem).toEqual({ code: "mapping", message: 'The file has no column "z".' });
  });

  it("may lack a header, name a column twice or twist an object's own names", async () => {
    expect(recordsOf((await readAll("https://a.example/1,2024-12-05,A headline without a header\n")).rows)).toEqual([{ url: "https://a.example/1", publishedAt: "2024-12-05", title: "A headline without a header" }]);
    expect(recordsOf((await readAll("url,title,title\nu,first,second\n")).rows)).toEqual([{ url: "u", title: "first" }]);
    expect(recordsOf((await readAll("__proto__,constructor,title\n1,2,3\n")).rows)).toEqual([{ title: "3" }]);
    expect(recordsOf((await readAll("__proto__,title\npolluted,3\n", { plan: { mapping: { url: "__proto__", title: "title" } } })).rows)).toEqual([{ url: "polluted", title: "3" }]);
    expect(recordsOf((await readAll("sep=;\nurl;title\nu;t\n")).rows)).toEqual([{ url: "u", title: "t" }]);
  });

  it.each([
    ["an empty file", "", "empty"],
    ["blanks", " \n\n \n", "empty"],
    ["a workbook of an old kind", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), "spreadsheet"],
    ["half a workbook", Buffer.from([0x50, 0x4b, 3, 4, 1, 2]), "damaged"],
    ["a web page", "<!doctype html>\n<html><body><p>a,b</p></body></html>", "no_records"],
    ["other markup", '<?xml version="1.0"?><root><a/></root>', "no_records"],
    ["a PDF", Buffer.from("%PDF-1.7"), "not_text"],
    ["gzip in gzip", gzipSync(gzipSync("url,title\nu,t\n")), "packed_twice"],
    ["half a gzip", gzipSync(`url,title\n${"https://a.example,x\n".repeat(1_000)}`).subarray(0, 60), "damaged"],
    ["300 columns", `${"a,".repeat(300)}\n`, "no_records"],
  ])("say what is wrong with %s", async (_name, content, code) => {
    const { problem } = await readAll(content);
    expect(problem).toMatchObject({ code, message: expect.stringMatching(/^[A-Z].*\.$/s) });
    expect((await inspect(stream(content))).problem).toEqual(problem);
  });

  it("stop at a bomb", async () => {
    const bomb = gzipSync(`url,title\n${"https://a.example,x\n".repeat(200_000)}`);
    const { problem, rows } = await readAll(bomb, { limits: { decodedBytes: 1_000_000 } }, 65_536);
    expect(problem).toMatchObject({ code: "too_large" });
    expect(rows.length).toBeGreaterThan(1_000);
    expect((await readAll(bomb, { limits: { packRatio: 20, ratioFreeBytes: 100_000 } }, 65_536)).problem).toMatchObject({ code: "too_large" });
  });

  it("count the bytes of the file itself as progress", async () => {
    const bytes = gzipSync(`url,title\n${"https://a.example,x\n".repeat(2_000)}`);
    const { batches } = await readAll(bytes);
    expect(batches.at(-1)!.bytesRead).toBe(bytes.length);
    const counts = batches.map((batch) => batch.bytesRead);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it("may hold nothing but names of columns, which is said before anything is imported", async () => {
    expect((await inspect(stream("url,title\n"))).problem).toEqual({ code: "empty", message: "The file has names of columns and no rows under them." });
    expect(await readAll("url,title\n")).toMatchObject({ rows: [], problem: undefined });
  });

  it("are looked through whole, and show their first rows", async () => {
    const rows = 12_000;
    const source = async function* () {
      yield Buffer.from("url,headline,pub_date,note\n");
      for (let at = 0; at < rows; at += 1_000) yield Buffer.from("https://a.example/1,Title,2024-12-05,\n".repeat(1_000));
      yield Buffer.from('https://a.example/2,"open\n');
    };
    const { recognised } = await inspect(source());
    expect(recognised).toMatchObject({ format: "csv", delimiter: ",", encoding: "utf-8", isPacked: false, columns: ["url", "headline", "pub_date", "note"], headerRow: 1, guessed: { url: "url", title: "headline", publishedAt: "pub_date" }, rows: rows + 1, unreadable: 1, problem: null });
    expect(recognised!.samples).toHaveLength(20);
    expect(recognised!.samples[0]).toEqual({ rowNumber: 1, line: 2, cells: ["https://a.example/1", "Title", "2024-12-05", ""] });
  });
});

const read = async (chunks: string[], delimiter = ","): Promise<CsvRow[]> => {
  const rows: CsvRow[] = [];
  const source = async function* () {
    yield* chunks;
  };
  for await (const piece of readCsvRows(source(), delimiter, { ...FILE_LIMITS, recordChars: 300 })) rows.push(...piece);
  return rows;
};

describe("readCsvRows", () => {
  it("reads back what is written by the rules, wherever the pieces are cut", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", " ", ",", '"', "\n", "\r\n", ";", "Ж"), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 9 }), async (table, size) => {
        const text = table.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\n");
        const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
        expect((await read([...pieces, "\n"])).map((row) => ("cells" in row ? row.cells : row.refused))).toEqual(table);
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same rows for any text however it is cut, and never throws", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", '"\n', '",'), maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 11 }), async (csv, size) => {
        expect(await read(csv.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [])).toEqual(await read([csv]));
      }),
      { numRuns: 1_000 },
    );
  });
});

const folder = resolve(process.cwd(), "../shared/data/hostile/csv-spectrum");
describe.skipIf(!existsSync(folder))("the CSV spectrum (skipped where ../shared/data is missing)", () => {
  it.each(existsSync(folder) ? readdirSync(resolve(folder, "csvs")) : [])("%s", async (name) => {
    const expected = JSON.parse(readFileSync(resolve(folder, "json", name.replace(".csv", ".json")), "utf8")) as Record<string, string>[];
    const cells = (await read([readFileSync(resolve(folder, "csvs", name), "utf8")])).map((row) => ("cells" in row ? row.cells : []));
    const withoutCr = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll("\\r", "")) as unknown;
    const rows = cells.slice(1).map((row) => row.map((value, at) => [cells[0]![at]!, value]));
    const wanted = [expected].flat().map((row) => Object.entries(row));
    // One published expectation holds another telephone number than its file.
    const comparable = (entries: [string, string][][] | string[][][]) => entries.map((row) => row.filter(([key]) => key !== "Contact Phone Number"));
    expect(withoutCr(comparable(rows))).toEqual(withoutCr(comparable(wanted)));
  });
});
