import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { getArticle } from "@/server/services/articles/get-article";
import { listArticles } from "@/server/services/articles/list-articles";
import { exportRefused } from "@/server/services/imports/export-refused";
import { getImport, listImports } from "@/server/services/imports/list-imports";
import { type RecordReader, runImport } from "@/server/services/imports/run-import";
import { bringBackImport, cancelImport, pauseImport, resumeImport, undoImport } from "@/server/services/imports/steer-import";
import { addPiece, finishUpload, startImport } from "@/server/services/imports/upload-import";
import type { Scope } from "@/server/services/scope";
import { readRecords } from "@/server/ingest/files/read-records";
import { openOutsider, uploadText } from "@/tests/support/article-requests";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const inSteps = (batchRows: number): RecordReader => (source, options) => readRecords(source, { ...options, limits: { batchRows } });
const jsonLines = (rows: object[]) => `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;
const stories = (count: number, site: string) => Array.from({ length: count }, (_, i) => ({ url: `https://${site}/story/${i}`, title: `Story ${i} of ${site}`, date: `2024-0${1 + (i % 9)}-11`, text: `Text ${i}.` }));

describe("imports", () => {
  let house: TestHouse;
  let analyst: Scope;
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"));
    analyst = house.as("analyst");
  });
  afterAll(() => house.close());

  const counts = async (importId: string) => {
    const { state, rowsRead, created, existing, refused } = await getImport(analyst, { importId });
    expect(created + existing + refused).toBe(rowsRead);
    return { state, rowsRead, created, existing, refused };
  };
  const run = async (name: string, content: string | Uint8Array) => {
    const importId = await uploadText(analyst, name, content);
    await house.work();
    return { importId, ...(await counts(importId)) };
  };
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

  it("create nothing the second time", async () => {
    const file = jsonLines(stories(25, "twice.example"));
    expect(await run("a.jsonl", file)).toMatchObject({ state: "done", rowsRead: 25, created: 25, existing: 0, refused: 0 });
    expect(await run("b.jsonl.gz", gzipSync(file))).toMatchObject({ state: "done", rowsRead: 25, created: 0, existing: 25 });
  });

  it("keep an address with changed headlines one article, dated by its first sighting", async () => {
    const url = "https://sightings.example/1";
    const { created, existing } = await run("seen.jsonl", jsonLines([{ url, title: "Second", date: "2024-05-02" }, { url: `${url}?utm_source=x`, title: "First", date: "2024-05-01" }, { url, title: "Second", date: "2024-05-03" }]));
    expect({ created, existing }).toEqual({ created: 1, existing: 2 });
    await run("seen-later.jsonl", jsonLines([{ url, title: "Third", date: "2024-05-09" }]));
    const { articles } = await listArticles(analyst, { filter: { from: "2024-05-01", to: "2024-05-01" } });
    const opened = await getArticle(analyst, { articleId: articles.find(({ title }) => title === "Third")!.id });
    expect(opened.revisions.map(({ title }) => title)).toEqual(["Third", "First", "Second"]);
    expect(opened.published.day).toBe("2024-05-01");
  });

  it.each([
    ["a byte order mark and semicolons", Buffer.from("\ufeffTitel;Datum;URL\nGröße;05.12.2024;https://csv-a.example/1\n")],
    ["UTF-16", utf16("title,date,url\nПрезидент,2024-12-05,https://csv-b.example/1\n")],
    ["line ends inside quotation marks", Buffer.from('title,date,url,text\n"One,\ntwo",2024-12-05,https://csv-c.example/1,"a\n\nb"\n')],
  ])("read CSV with %s", async (_, bytes) => {
    expect(await run("sheet.csv", bytes)).toMatchObject({ state: "done", created: 1, refused: 0 });
  });

  it("refuse rows by their number and hand them back as CSV", async () => {
    const csv = 'title,date,url,text\nGood,2024-12-05,https://refuse.example/1,x\nImpossible,2024-02-31,https://refuse.example/2,x\n=cmd()\u0000,never,https://refuse.example/3,\n"Broken,2024-12-05,https://refuse.ex';
    const { importId, ...rest } = await run("bad.csv", csv);
    expect(rest).toMatchObject({ state: "done", rowsRead: 4, created: 1, refused: 3 });
    const { refusedRows } = await getImport(analyst, { importId });
    expect(refusedRows.map(({ rowNumber }) => rowNumber)).toEqual([2, 3, 4]);
    expect(refusedRows[0]!.reason).toMatch(/^Line 3: Date: 2024-02-31 does not exist/);
    const { fileName, rows } = await exportRefused(house.as("viewer"), { importId });
    let text = "";
    for await (const part of rows) text += part;
    expect(fileName).toBe("bad (refused rows).csv");
    expect(text.split("\r\n")).toHaveLength(5);
    expect(text).toContain("\ufeffrow,reason,title,date,url,text,beyond the columns\r\n2,");
    expect(text).toContain(",Impossible,2024-02-31,https://refuse.example/2,x,\r\n");
    expect(text).toContain("'=cmd()");
  });

  it("end with a reason when the file is no file of articles, and keep the rows before a fault", async () => {
    expect(await run("picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]))).toMatchObject({ state: "failed", rowsRead: 0 });
    const cut = gzipSync(jsonLines(stories(5_000, "cut.example")));
    const { importId, state } = await run("cut.jsonl.gz", cut.subarray(0, Math.floor(cut.length * 0.9)));
    expect(state).toBe("failed");
    expect((await getImport(analyst, { importId })).error).toMatch(/damaged or was cut off/);
  });

  it("lose and double no row when they are cut off at any step and begun again", async () => {
    const importId = await uploadText(analyst, "killed.jsonl", jsonLines(stories(103, "killed.example")));
    for (let steps = 0; ; steps += 1) {
      const ending = await runImport(house.asSystem(), importId, inSteps(10), async () => false);
      const { rowsRead, created } = await counts(importId);
      expect(created).toBe(rowsRead);
      if (ending === "done") break;
      expect(steps).toBeLessThan(20);
    }
    expect(await counts(importId)).toMatchObject({ state: "done", rowsRead: 103, created: 103 });
    await house.work();
  });

  it("lose and double no row when a transaction fails in the middle", async () => {
    const importId = await uploadText(analyst, "faults.jsonl", jsonLines(stories(60, "faults.example")));
    const faulty: RecordReader = async function* (source, options) {
      let batches = 0;
      for await (const batch of inSteps(10)(source, options)) {
        if ((batches += 1) === 4) throw new Error("the reader broke");
        yield batch;
      }
    };
    await expect(runImport(house.asSystem(), importId, faulty, async () => true)).rejects.toThrow("the reader broke");
    const { rowsRead } = await counts(importId);
    expect(rowsRead).toBe(30);
    await runImport(house.asSystem(), importId, inSteps(7), async () => true);
    expect(await counts(importId)).toMatchObject({ state: "done", created: 60 });
  });

  it("share the work when two workers run the same import", async () => {
    const importId = await uploadText(analyst, "two-workers.jsonl", jsonLines(stories(80, "workers.example")));
    await Promise.all([runImport(house.asSystem(), importId, inSteps(10), async () => true), runImport(house.asSystem(), importId, inSteps(10), async () => true)]);
    expect(await counts(importId)).toMatchObject({ rowsRead: 80, created: 80 });
  });

  it("of the same file at the same moment make each article once", async () => {
    const file = jsonLines(stories(300, "both.example"));
    const ids = await Promise.all([uploadText(analyst, "one.jsonl", file), uploadText(analyst, "two.jsonl", file)]);
    await Promise.all(ids.map((importId) => runImport(house.asSystem(), importId, inSteps(25), async () => true)));
    const [one, two] = await Promise.all(ids.map(counts));
    expect(one!.created + two!.created).toBe(300);
    expect(one!.existing + two!.existing).toBe(300);
  });

  it("pause between two steps, go on where they stood, and keep what a cancel leaves", async () => {
    const importId = await uploadText(analyst, "paused.jsonl", jsonLines(stories(50, "paused.example")));
    let asked = 0;
    await runImport(house.asSystem(), importId, inSteps(10), async () => {
      if ((asked += 1) === 2) await pauseImport(analyst, { importId });
      return true;
    });
    expect(await counts(importId)).toMatchObject({ state: "paused", rowsRead: 20 });
    await resumeImport(analyst, { importId });
    await runImport(house.asSystem(), importId, inSteps(10), async () => {
      await cancelImport(analyst, { importId });
      return true;
    });
    expect(await counts(importId)).toMatchObject({ state: "cancelled", rowsRead: 30, created: 30 });
    await expect(resumeImport(analyst, { importId })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  /** As if the pause before an undo had passed. */
  const endPause = () => house.database.client`update jobs set run_at = now() where kind = 'undo-import'`;

  it("are undone to the last article, and the file can be imported anew", async () => {
    const file = jsonLines(stories(40, "undone.example"));
    const first = await run("undone.jsonl", file);
    await undoImport(analyst, { importId: first.importId });
    await house.work();
    expect(await getImport(analyst, { importId: first.importId })).toMatchObject({ state: "undone", remaining: 40 });
    await bringBackImport(analyst, { importId: first.importId });
    await expect(bringBackImport(analyst, { importId: first.importId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await getImport(analyst, { importId: first.importId })).toMatchObject({ state: "done", created: 40, remaining: 40 });
    await undoImport(analyst, { importId: first.importId });
    await endPause();
    await house.work();
    await expect(bringBackImport(analyst, { importId: first.importId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await getImport(analyst, { importId: first.importId })).toMatchObject({ state: "undone", remaining: 0 });
    expect(await run("undone.jsonl", file)).toMatchObject({ created: 40 });
  });

  it("take pieces twice, refuse a file with a hole, and mean one import by one id", async () => {
    const importId = newId();
    const bytes = Buffer.from(jsonLines(stories(3, "pieces.example")));
    const request = { importId, fileName: "pieces.jsonl", byteLength: bytes.length };
    await Promise.all([startImport(analyst, request), startImport(analyst, request)]);
    await expect(finishUpload(analyst, { importId })).rejects.toMatchObject({ code: "CONFLICT" });
    await addPiece(analyst, { importId, position: 1, bytes: bytes.subarray(20) });
    await expect(finishUpload(analyst, { importId })).rejects.toMatchObject({ code: "CONFLICT" });
    await addPiece(analyst, { importId, position: 0, bytes: bytes.subarray(0, 20) });
    await addPiece(analyst, { importId, position: 0, bytes: bytes.subarray(0, 20) });
    expect((await getImport(analyst, { importId })).arrivedPieces).toEqual([0, 1]);
    await Promise.all([finishUpload(analyst, { importId }), finishUpload(analyst, { importId })]);
    await house.work();
    expect(await counts(importId)).toMatchObject({ state: "done", created: 3 });
    expect((await listImports(analyst)).filter(({ id }) => id === importId)).toHaveLength(1);
  });

  it("are not a viewer's to steer and not an outsider's to see", async () => {
    const outsider = await openOutsider(house, "others");
    const viewer = house.as("viewer");
    const importId = await uploadText(analyst, "ours.jsonl", jsonLines(stories(1, "ours.example")));
    for (const verb of [pauseImport, resumeImport, cancelImport, undoImport, bringBackImport, finishUpload]) {
      await expect(verb(viewer, { importId })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(verb(outsider, { importId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(getImport(outsider, { importId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(exportRefused(outsider, { importId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(startImport(outsider, { importId, fileName: "x", byteLength: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(addPiece(outsider, { importId, position: 0, bytes: new Uint8Array(1) })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(startImport(viewer, { importId: newId(), fileName: "x", byteLength: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await listImports(outsider)).toEqual([]);
    await house.work();
  });
});
