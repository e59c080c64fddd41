import { describe, expect, it } from "vitest";
import { readRecords } from "@/server/ingest/files/read-records";
import { readRecordsInThread } from "@/server/ingest/files/read-records-in-thread";
import type { RecordBatch } from "@/server/ingest/files/record-batch";

const MB = 1_048_576;
const lines = (count: number) => Array.from({ length: count }, (_, at) => `https://outlet.example/${at + 1},Headline ${at + 1},2024-12-05,"Two\nlines"\n`).join("");
const csv = (count: number) => Buffer.from(`url,title,date,text\n${lines(count)}`);
const FILE = { fileName: "articles.csv" };

async function* inPieces(bytes: Uint8Array, pieceBytes = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function collect(batches: AsyncIterable<RecordBatch>): Promise<RecordBatch[]> {
  const all: RecordBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

describe("record files in a thread", () => {
  it.each([
    ["a file in several batches", csv(1_700), {}],
    ["a file that goes on where it was left", csv(1_700), { skipRows: 1_200 }],
    ["a file with a problem", Buffer.from("colour,shape\nred,round\n"), {}],
    ["an empty file", Buffer.alloc(0), {}],
    ["one large piece", csv(20_000), { limits: { batchRows: 2_000 } }],
  ])("reads %s as this thread does", async (_, bytes, options) => {
    const here = await collect(readRecords(inPieces(bytes, MB), { ...FILE, ...options }));
    const there = await collect(readRecordsInThread(inPieces(bytes, 4 * MB), { ...FILE, ...options }));
    const joined = (batches: RecordBatch[]) => ({ rows: batches.flatMap((batch) => batch.rows), problem: batches.at(-1)?.problem, bytesRead: batches.at(-1)?.bytesRead });
    expect(joined(there)).toEqual(joined(here));
  });

  it("asks for bytes only as it needs them, and ends with a consumer that stops early", async () => {
    let given = 0;
    let closed = false;
    const endless = async function* () {
      try {
        yield Buffer.from("url,title,date,text\n");
        for (;;) {
          const piece = Buffer.from(lines(1_000));
          given += piece.length;
          yield piece;
        }
      } finally {
        closed = true;
      }
    };
    let seen = 0;
    for await (const batch of readRecordsInThread(endless(), FILE)) {
      seen += batch.rows.length;
      if (seen >= 2_000) break;
    }
    expect(seen).toBe(2_000);
    expect(closed).toBe(true);
    expect(given).toBeLessThan(3 * MB);
  });

  it("waits for a slow source and a slow consumer for longer than it waits for the thread", async () => {
    const slow = async function* () {
      for await (const piece of inPieces(csv(600), 20_000)) {
        await new Promise((resolve) => setTimeout(resolve, 700));
        yield piece;
      }
    };
    let rows = 0;
    for await (const batch of readRecordsInThread(slow(), FILE, { stallMs: 600 })) {
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(batch.problem).toBeUndefined();
      rows += batch.rows.length;
    }
    expect(rows).toBe(600);
  });

  it("throws what the source throws", async () => {
    const broken = async function* () {
      yield csv(10);
      throw new Error("the database is gone");
    };
    await expect(collect(readRecordsInThread(broken(), FILE))).rejects.toThrow("the database is gone");
  });
});

describe("a file that takes more than it may", () => {
  /** Keys that are all different make objects of a hundred megabytes when the value may be as large as it likes. */
  const greedy = () => Buffer.from(`[{"url":"u","a":[${Array.from({ length: 300_000 }, (_, at) => `{"k${at}":1}`).join(",")}]}]`);
  const unbounded = { recordChars: 1_000 * MB };

  it("is ended when it needs too much memory, and this process lives on", async () => {
    const batches = await collect(readRecordsInThread(inPieces(greedy()), { fileName: "a.json", limits: unbounded }, { memoryMb: 48, stallMs: 60_000 }));
    expect(batches.at(-1)?.problem).toMatchObject({ code: "stopped", message: expect.stringContaining("memory") });
  }, 60_000);

  it("is ended when it makes no progress", async () => {
    const batches = await collect(readRecordsInThread(inPieces(greedy()), { fileName: "a.json", limits: unbounded }, { memoryMb: 2_000, stallMs: 40 }));
    expect(batches.at(-1)?.problem).toMatchObject({ code: "stopped", message: expect.stringContaining("halt") });
  }, 60_000);

  it("is refused by its one row under the usual limits (negative control)", async () => {
    const batches = await collect(readRecordsInThread(inPieces(greedy()), { fileName: "a.json" }));
    expect(batches.map((batch) => batch.problem)).toEqual([undefined]);
    expect(batches[0]?.rows).toMatchObject([{ rowNumber: 1, ok: false }]);
  }, 60_000);
});
