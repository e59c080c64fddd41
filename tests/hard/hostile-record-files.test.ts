import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { type Inspection, inspectRecords } from "@/server/ingest/files/inspect-records";
import { readRecords } from "@/server/ingest/files/read-records";
import { readRecordsInThread } from "@/server/ingest/files/read-records-in-thread";
import type { RecordBatch } from "@/server/ingest/files/record-batch";

const FILES = 420;
const MB = 1_048_576;
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const heldBytes = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Numbers that are the same in every run (mulberry32). */
function seededDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const draw = seededDraw(11);
const below = (limit: number) => Math.floor(draw() * limit);
const row = (number: number) => `https://a.example/${number},"Title ${number}, with a comma",2024-12-05,"Two\nlines"\n`;
const object = (number: number) => JSON.stringify({ url: `https://a.example/${number}`, title: `T ${number}`, text: "Two\nlines" });
const rows = (count: number, write: (number: number) => string, joint = "") => Array.from({ length: count }, (_, at) => write(at)).join(joint);

/** Files that begin like real ones and are then made hostile. */
const MAKERS: Record<string, () => Buffer> = {
  "bytes changed in a CSV": () => damage(Buffer.from(`url,title,date,text\n${rows(200, row)}`)),
  "bytes changed in JSON lines": () => damage(Buffer.from(rows(200, object, "\n"))),
  "bytes changed in a JSON array": () => damage(Buffer.from(`[${rows(200, object, ",")}]`)),
  "bytes changed in a packed file": () => damage(gzipSync(`url,title,date,text\n${rows(500, row)}`)),
  "a cut packed file": () => { const bytes = gzipSync(rows(500, object, "\n")); return bytes.subarray(0, below(bytes.length)); },
  "random bytes": () => Buffer.from(Array.from({ length: below(20_000) }, () => below(256))),
  "a row of commas": () => Buffer.from(`url,title\nu,t\n${",".repeat(below(6 * MB))}\nu,t\n`),
  "a row of quotation marks": () => Buffer.from(`url,title\nu,t\n${'"'.repeat(below(3 * MB))}\nu,t\n`),
  "quotation marks at every line": () => Buffer.from(`url,title\n${'"a\n'.repeat(below(100_000))}`),
  "quotation marks and commas": () => Buffer.from(`url,title\n${Array.from({ length: below(50_000) }, () => ['"', ",", "\n", "a", '""'][below(5)]).join("")}`),
  "one line without end": () => Buffer.alloc(below(6 * MB), 0x61),
  "only line ends": () => Buffer.from(`url,title\n${["\n", "\r", "\r\n", ",\n"][below(4)]!.repeat(below(300_000))}`),
  "brackets": () => Buffer.from(["[", '{"a":', '[{"a":', "[[],"][below(4)]!.repeat(below(300_000))),
  "a JSON string without end": () => Buffer.from(`[{"url":"u"},{"url":"${"\\".repeat(below(3 * MB))}`),
  "many keys": () => Buffer.from(`{${rows(below(60_000), (number) => `"k${number}":1`, ",")}}\n${object(1)}\n`),
  "many columns": () => Buffer.from(`${rows(below(5_000), (number) => `c${number}`, ",")}\n1,2,3\n`),
  "names of the language": () => Buffer.from(`__proto__,constructor,toString,url\n${"a,b,c,https://a.example\n".repeat(below(100))}`),
  "a bomb": () => gzipSync(Buffer.alloc(below(60) * MB, 0x2c)),
  "gzip in gzip": () => gzipSync(gzipSync(rows(50, object, "\n"))),
  "UTF-16 cut at an odd byte": () => { const bytes = Buffer.from(`\ufeffurl,title\n${rows(50, row)}`, "utf16le"); return bytes.subarray(0, bytes.length - 1 - 2 * below(100)); },
  "lone surrogates and NUL": () => Buffer.from(`url,title\n${"https://a.example/\u0000,\\ud800 \u0000\n".repeat(below(1_000))}`),
};

/** On a busy machine a thread may wait long for its turn; how long one may do so is tried elsewhere. */
const PATIENT = { stallMs: 120_000, startMs: 120_000 };

function damage(bytes: Buffer): Buffer {
  for (let change = below(30) + 1; change > 0; change -= 1) bytes[below(bytes.length)] = below(256);
  return bytes;
}

async function* stream(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

it(`${FILES} hostile record files: none throws, none takes more than 5.5 s of processor time, each says what is wrong once`, async () => {
  const names = Object.keys(MAKERS);
  const counts = { read: 0, problems: 0, refusedRows: 0 };
  let slowestMs = 0;
  const heldBefore = heldBytes();
  let mostHeld = 0;
  for (let file = 0; file < FILES; file += 1) {
    const name = names[file % names.length]!;
    const bytes = MAKERS[name]!();
    const before = process.cpuUsage();
    const batches: RecordBatch[] = [];
    let rowNumber = 0;
    for await (const batch of readRecords(stream(bytes), { fileName: name, plan: file % 5 === 0 ? { mapping: { url: "url" } } : undefined })) {
      for (const entry of batch.rows) {
        rowNumber += 1;
        if (entry.rowNumber !== rowNumber) throw new Error(`${name}: row ${entry.rowNumber} follows row ${rowNumber - 1}`);
        if (entry.ok) continue;
        counts.refusedRows += 1;
        if (!/^[A-Z].*\.$/s.test(entry.reason)) throw new Error(`${name}: "${entry.reason}" is no sentence`);
      }
      batches.push({ ...batch, rows: [] });
    }
    let inspected: Inspection | null = null;
    for await (const step of inspectRecords(stream(bytes), {})) inspected = step;
    const { user, system } = process.cpuUsage(before);
    slowestMs = Math.max(slowestMs, (user + system) / 1_000);
    if (file % 10 === 0) mostHeld = Math.max(mostHeld, heldBytes() - heldBefore);
    const problems = batches.filter((batch) => batch.problem);
    expect(problems.length, name).toBeLessThanOrEqual(1);
    if (problems[0]) expect([problems[0], problems[0].problem!.message], name).toEqual([batches.at(-1), expect.stringMatching(/^[A-Z].*\.$/s)]);
    expect(inspected!.recognised?.samples.length ?? 0, name).toBeLessThanOrEqual(20);
    expect(inspected!.recognised !== undefined || inspected!.problem !== undefined, name).toBe(true);
    if (problems[0]) counts.problems += 1;
    else counts.read += 1;
  }
  process.stdout.write(`hostile record files: ${FILES}, ${counts.problems} refused whole or cut short, ${counts.read} read with ${counts.refusedRows} rows refused, slowest ${(slowestMs / 1_000).toFixed(1)} s, at most ${(mostHeld / MB).toFixed(0)} MB held\n`);
  expect(slowestMs).toBeLessThan(5_500);
  expect(mostHeld).toBeLessThan(64 * MB);
});

it("each kind of hostile file ends in its thread as it does here, and the process stays small", async () => {
  const collect = async (batches: AsyncIterable<RecordBatch>) => {
    let rows = 0;
    let problem: string | undefined;
    for await (const batch of batches) {
      rows += batch.rows.length;
      problem = batch.problem?.code;
    }
    return { rows, problem };
  };
  const before = process.memoryUsage().rss;
  let grown = 0;
  let slowestMs = 0;
  for (const [name, make] of Object.entries(MAKERS)) {
    const bytes = make();
    const here = await collect(readRecords(stream(bytes), { fileName: name }));
    const started = performance.now();
    expect(await collect(readRecordsInThread(stream(bytes), { fileName: name }, PATIENT)), name).toEqual(here);
    slowestMs = Math.max(slowestMs, performance.now() - started);
    grown = Math.max(grown, process.memoryUsage().rss - before);
  }
  process.stdout.write(`hostile record files in threads: slowest ${(slowestMs / 1_000).toFixed(1)} s with its start, at most ${(grown / MB).toFixed(0)} MB more resident\n`);
  expect(grown).toBeLessThan(256 * MB);
});

it("100 MB of a file go through a thread while the whole process stays small", async () => {
  const before = process.memoryUsage().rss;
  const piece = Buffer.from(rows(3_000, (number) => `https://a.example/${number},Title ${number},2024-12-05,"${"The assembly voted on it. ".repeat(48)}"\n`));
  const source = async function* () {
    yield Buffer.from("url,title,date,text\n");
    for (let given = 0; given < 100 * MB; given += piece.length) yield piece;
  };
  let grown = 0;
  let count = 0;
  for await (const batch of readRecordsInThread(source(), { fileName: "large.csv", limits: { batchRows: 2_000 } })) {
    count += batch.rows.length;
    grown = Math.max(grown, process.memoryUsage().rss - before);
  }
  process.stdout.write(`100 MB through a thread: ${count} rows, at most ${(grown / MB).toFixed(0)} MB more resident\n`);
  expect(count).toBeGreaterThan(75_000);
  expect(grown).toBeLessThan(256 * MB);
}, 240_000);
