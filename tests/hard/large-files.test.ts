import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parse as createNaiveParser } from "csv-parse";
import { expect, it } from "vitest";
import { type Cell, printWorkbook } from "@/server/core/exports/print-workbook";
import type { Inspection } from "@/server/ingest/files/inspect-records";
import { readRecords } from "@/server/ingest/files/read-records";
import { inspectRecordsInThread, readRecordsInThread } from "@/server/ingest/files/read-records-in-thread";
import type { RecordRow } from "@/server/ingest/files/record-batch";

const MB = 1_048_576;
const FILE_BYTES = 100 * MB;
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

type Measured = { rows: number; refused: RecordRow[]; bytesRead: number; seconds: number; grownMb: number };

/** Reads a generated file and samples what is held after collection at every twentieth batch. */
async function measure(source: AsyncIterable<Uint8Array>, skipRows = 0): Promise<Measured> {
  collectGarbage();
  const before = heldBytes();
  const measured: Measured = { rows: 0, refused: [], bytesRead: 0, seconds: 0, grownMb: 0 };
  const started = performance.now();
  let batches = 0;
  for await (const batch of readRecords(source, { fileName: "large", skipRows })) {
    expect(batch.problem).toBeUndefined();
    measured.rows += batch.rows.length;
    measured.refused.push(...batch.rows.filter((row) => !row.ok).slice(0, 10));
    measured.bytesRead = batch.bytesRead;
    batches += 1;
    if (batches % 20 !== 0) continue;
    collectGarbage();
    measured.grownMb = Math.max(measured.grownMb, (heldBytes() - before) / MB);
  }
  measured.seconds = (performance.now() - started) / 1_000;
  return measured;
}

const heldBytes = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const report = (name: string, { rows, bytesRead, seconds, grownMb }: Measured) => process.stdout.write(`${name}: ${rows} rows in ${seconds.toFixed(1)} s, ${(bytesRead / MB / seconds).toFixed(0)} MB/s, at most ${grownMb.toFixed(0)} MB held\n`);

const TEXT = "The assembly voted on the transfer of frozen assets, officials said; \"a first step\", the minister added.\n".repeat(4);

async function* csvFile(header: string, row: (number: number) => string, bytes = FILE_BYTES): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header);
  let number = 0;
  for (let written = 0; written < bytes; ) {
    let chunk = "";
    while (chunk.length < 65_536) {
      number += 1;
      chunk += row(number);
    }
    const piece = Buffer.from(chunk);
    written += piece.length;
    yield piece;
  }
}

const csvRow = (number: number) => `https://outlet.example/${number},Outlet ${number % 9},Headline ${number},2024-12-${String((number % 28) + 1).padStart(2, "0")},"${TEXT.replaceAll('"', '""')}"\n`;

it("a CSV file of 100 MB is read in bounded memory", async () => {
  const measured = await measure(csvFile("url,outlet,title,date,text\n", csvRow));
  report("CSV", measured);
  expect(measured.rows).toBeGreaterThan(200_000);
  expect(measured.refused).toEqual([]);
  expect(measured.bytesRead).toBeGreaterThanOrEqual(FILE_BYTES);
  expect(measured.grownMb).toBeLessThan(96);
});

it("a JSON lines file and a JSON array of 100 MB are read in bounded memory", async () => {
  const object = (number: number) => JSON.stringify({ url: `https://outlet.example/${number}`, title: `Headline ${number}`, published_at: "2024-12-05", text: TEXT });
  const lines = await measure(csvFile("", (number) => `${object(number)}\n`));
  report("JSON lines", lines);
  const array = await measure(csvFile("[", (number) => `${number > 1 ? "," : ""}${object(number)}\n`));
  report("JSON array", array);
  expect(lines.refused.concat(array.refused)).toEqual([]);
  expect(Math.min(lines.rows, array.rows)).toBeGreaterThan(190_000);
  expect(Math.max(lines.grownMb, array.grownMb)).toBeLessThan(96);
});

it("rows of commas, of one cell and of stray marks cost themselves", async () => {
  const hostile = async function* () {
    yield Buffer.from("url,title\nhttps://a.example/1,first\n");
    for (let piece = 0; piece < 80; piece += 1) yield Buffer.alloc(65_536, 0x2c);
    yield Buffer.from('\nhttps://a.example/2,second\nhttps://a.example/3,"');
    for (let piece = 0; piece < 320; piece += 1) yield Buffer.alloc(65_536, 0x61);
    yield Buffer.from('"\nhttps://a.example/4,fourth\nhttps://a.example/5,"stray\n');
    yield* csvFile("", (number) => `https://b.example/${number},Title ${number}\n`, 20 * MB);
  };
  const measured = await measure(hostile());
  report("hostile CSV", measured);
  expect(measured.refused.map((row) => row.rowNumber)).toEqual([2, 4, 6]);
  expect(measured.rows).toBeGreaterThan(400_000);
  expect(measured.grownMb).toBeLessThan(96);
});

it("an interrupted import goes on at the very next row", async () => {
  const skipRows = 30_000;
  const rest = await measure(csvFile("url,outlet,title,date,text\n", csvRow, 20 * MB), skipRows);
  const whole = await measure(csvFile("url,outlet,title,date,text\n", csvRow, 20 * MB));
  expect(rest.rows).toBe(whole.rows - skipRows);
});

it("the row of commas takes a parser without the scanner ten times the memory (negative control)", async () => {
  collectGarbage();
  const before = heldBytes();
  const parser = createNaiveParser({ relax_column_count: true });
  let cells = 0;
  parser.on("data", (row: string[]) => (cells = row.length));
  const ended = new Promise((done) => parser.once("end", done));
  parser.write(Buffer.alloc(5 * MB, 0x2c));
  const held = heldBytes() - before;
  parser.end();
  await ended;
  expect(cells).toBe(5 * MB + 1);
  expect(held).toBeGreaterThan(25 * MB);
});

it("a workbook of 200,000 rows is looked through and read in bounded memory, beside the process that asks", async () => {
  const rows = 200_000;
  const parts: Uint8Array[] = [];
  const cells = function* (): Generator<Cell[]> {
    for (let number = 1; number <= rows; number += 1) yield [`https://outlet.example/${number}`, `Outlet ${number % 9}`, `Headline ${number}`, { day: "2024-12-05" }, TEXT];
  };
  for await (const part of printWorkbook([{ name: "Articles", columns: ["url", "outlet", "title", "date", "text"].map((header) => ({ header, widthChars: 20 })), rows: cells() }], new Date("2025-01-01T00:00:00Z"))) parts.push(part);
  const file = Buffer.concat(parts);
  collectGarbage();
  const before = process.memoryUsage().rss;
  let grownMb = 0;
  const sample = () => (grownMb = Math.max(grownMb, (process.memoryUsage().rss - before) / MB));
  const stream = async function* () {
    for (let at = 0; at < file.length; at += 4 * MB) yield file.subarray(at, at + 4 * MB);
  };
  const started = performance.now();
  let looked: Inspection | null = null;
  for await (const step of inspectRecordsInThread(stream(), {})) {
    looked = step;
    sample();
  }
  const lookedSeconds = (performance.now() - started) / 1_000;
  expect(looked?.recognised).toMatchObject({ format: "workbook", rows, unreadable: 0 });
  let read = 0;
  let lastBytes = 0;
  for await (const batch of readRecordsInThread(stream(), { fileName: "large.xlsx", skipRows: 50_000, limits: { batchRows: 2_000 } })) {
    expect(batch.problem).toBeUndefined();
    expect(batch.bytesRead).toBeGreaterThanOrEqual(lastBytes);
    lastBytes = batch.bytesRead;
    read += batch.rows.length;
    sample();
  }
  process.stdout.write(`XLSX: ${rows} rows, ${(file.length / MB).toFixed(0)} MB packed, looked through in ${lookedSeconds.toFixed(1)} s, read in ${((performance.now() - started) / 1_000 - lookedSeconds).toFixed(1)} s, at most ${grownMb.toFixed(0)} MB more resident\n`);
  expect(read).toBe(rows - 50_000);
  expect(grownMb).toBeLessThan(400);
}, 240_000);
