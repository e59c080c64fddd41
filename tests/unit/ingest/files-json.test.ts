import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inspection, inspectRecords } from "@/server/ingest/files/inspect-records";
import { readRecords, type ReadRecordsOptions } from "@/server/ingest/files/read-records";
import type { RecordBatch, RecordRow } from "@/server/ingest/files/record-batch";

async function* stream(content: string | Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

async function readAll(content: string | Uint8Array, options: Partial<ReadRecordsOptions> = {}, chunkBytes = 11): Promise<{ rows: RecordRow[]; problem: RecordBatch["problem"] }> {
  const batches: RecordBatch[] = [];
  for await (const batch of readRecords(stream(content, chunkBytes), { fileName: "articles.csv", ...options })) batches.push(batch);
  return { rows: batches.flatMap((batch) => batch.rows), problem: batches.at(-1)?.problem };
}

async function inspect(source: AsyncIterable<Uint8Array>): Promise<Inspection> {
  let last: Inspection | null = null;
  for await (const step of inspectRecords(source, {})) last = step;
  return last!;
}

const recordsOf = (rows: RecordRow[]) => rows.map((row) => (row.ok ? row.record : row.reason));
const one = { url: "https://a.example/1", headline: "One, [two] {three} \"four\" \\", published_at: "2024-12-05", text: "Body", extra: { deep: [1, [2, { a: "]" }]] } };
const two = { url: "https://a.example/2", headline: "Zwei", lang: "de" };
const wanted = [{ url: one.url, title: one.headline, publishedAt: "2024-12-05", text: "Body" }, { url: two.url, title: "Zwei", language: "de" }];

describe("JSON files of articles", () => {
  it.each([
    ["lines", `${JSON.stringify(one)}\n\n${JSON.stringify(two)}\n`, "json-lines"],
    ["lines with CRLF and no end", `${JSON.stringify(one)}\r\n${JSON.stringify(two)}`, "json-lines"],
    ["an array", JSON.stringify([one, two]), "json"],
    ["a pretty array", JSON.stringify([one, two], null, 2), "json"],
    ["an array with a mark and blanks", `\ufeff \n ${JSON.stringify([one, two])} \n`, "json"],
    ["an array inside an answer", JSON.stringify({ status: "ok", total: 2, articles: [one, two], next: null }), "json"],
    ["a pretty array inside an answer", JSON.stringify({ status: "ok", results: [one, two] }, null, 2), "json"],
    ["pretty objects one after another", `${JSON.stringify(one, null, 2)}\n${JSON.stringify(two, null, 2)}\n`, "json"],
  ])("are read as %s", async (_name, text, format) => {
    for (const bytes of [Buffer.from(text), gzipSync(text)]) {
      expect(recordsOf((await readAll(bytes)).rows)).toEqual(wanted);
      expect((await inspect(stream(bytes, 5))).recognised).toMatchObject({ format, guessed: { url: "url", title: "headline" } });
    }
  });

  it("refuse broken, wrong and empty records by number and go on", async () => {
    const lines = [JSON.stringify(one), '{"url": "https://a.example/x", ', "[1, 2]", "null", "42", '"text"', '{"other": 1}', '{"url": null, "headline": ""}', "", JSON.stringify(two), '{"url": "https://a.exa'];
    const { rows } = await readAll(lines.join("\n"));
    expect(rows.map((row) => [row.rowNumber, row.line, row.ok])).toEqual([[1, 1, true], [2, 2, false], [3, 3, false], [4, 4, false], [5, 5, false], [6, 6, false], [7, 7, false], [8, 8, false], [9, 10, true], [10, 11, false]]);
    const array = await readAll(`[${JSON.stringify(one)}, {"a": }, 7, ,, ${JSON.stringify(two)}, {"url": "cut`);
    expect(array.rows.map((row) => row.ok)).toEqual([true, false, false, true, false]);
    expect(recordsOf(array.rows).at(-1)).toBe("The file ends inside this record.");
  });

  it("refuse a record beyond the limit and go on", async () => {
    const huge = JSON.stringify({ url: "https://a.example/x", text: "x".repeat(5_000) });
    const limits = { recordChars: 1_000 };
    for (const text of [`${JSON.stringify(one)}\n${huge}\n${JSON.stringify(two)}\n`, `[${JSON.stringify(one)},${huge},${JSON.stringify(two)}]`]) {
      for (const chunkBytes of [64, 100_000]) expect(recordsOf((await readAll(text, { limits }, chunkBytes)).rows)).toEqual([wanted[0], expect.stringMatching(/longer than/), wanted[1]]);
    }
  });

  it("take names and values out of lists and objects, and only own keys", async () => {
    const { rows } = await readAll(`${JSON.stringify({ url: { href: "https://a.example/1" }, title: { rendered: "T" }, source: { id: null, name: "Gazette" }, authors: ["A", { name: "B" }], date: 1733400000000, text: false })}\n`);
    expect(recordsOf(rows)).toEqual([{ url: "https://a.example/1", title: "T", outlet: "Gazette", author: "A, B", publishedAt: "1733400000000" }]);
    const twisted = '{"__proto__": {"url": "https://evil.example"}, "title": "T"}\n';
    expect(recordsOf((await readAll(twisted)).rows)).toEqual([{ title: "T" }]);
    expect(recordsOf((await readAll(twisted, { plan: { mapping: { url: "constructor", title: "title", outlet: "toString" } } })).rows)).toEqual([{ title: "T" }]);
    expect(({} as { url?: string }).url).toBeUndefined();
  });

  it("guess the mapping from all of the first records, and keep it when an import goes on", async () => {
    const lines = Array.from({ length: 60 }, (_, at) => JSON.stringify(at === 3 ? { url: `u${at}`, title: "t", byline: "A. Author" } : { url: `u${at}`, title: "t" })).join("\n");
    expect((await inspect(stream(lines, 100))).recognised?.guessed).toEqual({ url: "url", title: "title", author: "byline" });
    const { rows } = await readAll(lines, { skipRows: 30 });
    expect(rows[0]).toMatchObject({ rowNumber: 31, record: { url: "u30" } });
    expect(rows).toHaveLength(30);
  });

  it("give the same rows however the file is cut", async () => {
    const text = fc.string({ unit: fc.constantFrom("{", "}", "[", "]", '"', "\\", ",", ":", "1", " ", "\n", '"url":"a"', "{}"), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom("[", "{\n", '{"articles":[', '{"url":"a"}\n'), fc.integer({ min: 1, max: 7 }), async (rest, start, size) => {
        const options = { plan: { mapping: { url: "url" } } };
        expect(await readAll(start + rest, options, size)).toEqual(await readAll(start + rest, options, 10_000));
      }),
      { numRuns: 500 },
    );
  });

  it("are not read for ever however deep they are", async () => {
    for (const text of ["[".repeat(1_000_000), '{"a":'.repeat(300_000), `[${'{"url":"u","x":'.repeat(50_000)}`, `{"url":"u","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}\n{"url":"v"}\n`]) {
      const { rows } = await readAll(text, {}, 65_536);
      expect(rows.length + 1).toBeGreaterThan(0);
    }
  });
});

const path = resolve(process.cwd(), "../shared/data/hostile/json_test_suite.jsonl.gz");
describe.skipIf(!existsSync(path))("JSON torture (skipped where ../shared/data is missing)", () => {
  it("is read as rows, refusals or one problem, never thrown", async () => {
    const cases = gunzipSync(readFileSync(path)).toString().trim().split("\n").map((line) => JSON.parse(line) as { name: string; input?: string; input_base64?: string });
    expect(cases.length).toBeGreaterThan(300);
    for (const { input, input_base64 } of cases) {
      const bytes = input === undefined ? Buffer.from(input_base64 ?? "", "base64") : Buffer.from(input);
      for (const content of [bytes, Buffer.concat([Buffer.from('{"url":"https://a.example/1","x":'), bytes, Buffer.from('}\n{"url":"https://a.example/2"}\n')])]) {
        const { rows, problem } = await readAll(content, {}, 64);
        for (const row of rows) expect(row.ok ? Object.values(row.record).every((value) => typeof value === "string") : row.reason.endsWith(".")).toBe(true);
        if (problem) expect(problem.message).toMatch(/\.$/);
      }
    }
  });
});
