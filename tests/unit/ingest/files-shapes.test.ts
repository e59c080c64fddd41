import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Inspection, inspectRecords, type InspectOptions } from "@/server/ingest/files/inspect-records";
import { readRecords, type ReadRecordsOptions } from "@/server/ingest/files/read-records";
import type { RecordRow } from "@/server/ingest/files/record-batch";

async function* stream(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
}

async function readAll(content: string | Uint8Array, plan: ReadRecordsOptions["plan"] = null): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  for await (const batch of readRecords(stream(content), { fileName: "file", plan })) rows.push(...batch.rows);
  return rows;
}

async function inspect(content: string | Uint8Array, choice: InspectOptions["choice"] = null): Promise<NonNullable<Inspection["recognised"]>> {
  let last: Inspection | null = null;
  for await (const step of inspectRecords(stream(content), { choice })) last = step;
  if (!last?.recognised) throw new Error(last?.problem?.message ?? "nothing");
  return last.recognised;
}

const recordsOf = (rows: RecordRow[]) => rows.map((row) => (row.ok ? row.record : row.reason));

describe("names of columns", () => {
  it.each([
    ["in the first line", "Titel;Datum;Adresse\nA;2024-12-05;https://a.example/1\n", 1],
    ["in the third line, under a heading", "Presseauswertung 2024;;\n;;\nTitel;Datum;Adresse\nA;2024-12-05;https://a.example/1\n", 3],
    ["in the third line, of other widths", "Export of our archive\nmade on 5 December\nTitel,Datum,Adresse\nA,2024-12-05,https://a.example/1\n", 3],
    ["that nobody knows, under a heading", "Export\n\nfoo;bar;baz\n1;2;3\n4;5;6\n7;8;9\n", 2],
  ])("are found %s", async (_name, text, headerRow) => {
    expect((await inspect(text)).headerRow).toBe(headerRow);
  });

  it("can be looked for elsewhere, or be said to be missing", async () => {
    const text = "one;two\nTitel;Datum\nA;2024-12-05\n";
    expect(await inspect(text)).toMatchObject({ headerRow: 2, columns: ["Titel", "Datum"], rows: 1 });
    expect(await inspect(text, { headerRow: 1, sheet: null })).toMatchObject({ headerRow: 1, columns: ["one", "two"], rows: 2 });
    expect(await inspect(text, { headerRow: 0, sheet: null })).toMatchObject({ headerRow: 0, columns: ["Column 1", "Column 2"], rows: 3 });
    expect(recordsOf(await readAll(text, { mapping: { title: "Column 1" }, headerRow: 0 }))).toEqual([{ title: "one" }, { title: "Titel" }, { title: "A" }]);
  });

  it("that come twice or are missing can be told apart", async () => {
    const { columns } = await inspect("title,,title,Title \nA,b,c,d\n");
    expect(columns).toEqual(["title", "Column 2", "title (2)", "Title"]);
    expect(recordsOf(await readAll("title,,title\nA,b,c\n", { mapping: { title: "title (2)", author: "Column 2" } }))).toEqual([{ title: "c", author: "b" }]);
  });

  it("may be long and in any script", async () => {
    const long = `Веб-адрес ${"очень ".repeat(80)}`;
    const { columns } = await inspect(`${long};Überschrift\nhttps://a.example/1;T\n`);
    expect(columns[0]!.length).toBeLessThanOrEqual(300);
    expect(recordsOf(await readAll(`${long};Überschrift\nhttps://a.example/1;T\n`, { mapping: { url: columns[0]!, title: "Überschrift" } }))).toEqual([{ url: "https://a.example/1", title: "T" }]);
  });
});

describe("refused rows", () => {
  it("carry what stood in them, also where no field is read from", async () => {
    const rows = await readAll('title,date,note\nA,2024-12-05,kept\nB,x,y,z\n,,only\n"open,1,2\nC,2024-12-05,\n');
    expect(rows.map((row) => (row.ok ? (row.rest ?? null) : (row.source ?? null)))).toEqual([{ note: "kept" }, { cells: { title: "B", date: "x", note: "y", "Column 4": "z" } }, { cells: { note: "only" } }, { text: '"open,1,2' }, null]);
    const [json] = await readAll('{"title":"A","more":{"name":"x"},"n":3}\n');
    expect(json).toMatchObject({ ok: true, rest: { more: "x", n: "3" } });
  });
});

describe("feeds and lists as files", () => {
  const rss = `<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Feed of the Ledger</title><link>https://ledger.example/</link><language>en</language>
    <item><title>First</title><link>https://ledger.example/1</link><pubDate>Thu, 05 Dec 2024 10:00:00 +0200</pubDate><description>&lt;p&gt;Body &amp;amp; more&lt;/p&gt;</description></item>
    <item><title>No link</title></item></channel></rss>`;

  it.each([["plain", Buffer.from(rss)], ["packed", gzipSync(rss)]])("RSS, %s, gives its entries", async (_name, bytes) => {
    const [first, second] = recordsOf(await readAll(bytes));
    expect(first).toEqual({ url: "https://ledger.example/1", title: "First", language: "en", publishedAt: "2024-12-05T10:00:00+02:00", text: "Body & more" });
    expect(second).toEqual({ title: "No link", outlet: "Feed of the Ledger", language: "en" });
    expect(await inspect(bytes)).toMatchObject({ format: "feed", rows: 2, isPacked: _name === "packed" });
  });

  it("Atom, RDF and JSON Feed are told by what they are", async () => {
    const atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>A</title><link href="https://a.example/1"/><updated>2024-12-05T00:00:00Z</updated></entry></feed>';
    const json = JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "F", items: [{ id: "1", url: "https://a.example/1", title: "A", content_html: "<p>B</p>" }] });
    expect(recordsOf(await readAll(atom))).toMatchObject([{ url: "https://a.example/1", title: "A" }]);
    expect(recordsOf(await readAll(json))).toMatchObject([{ url: "https://a.example/1", title: "A", text: "B" }]);
  });

  it("OPML is a list of feeds, also when it is not well formed", async () => {
    const opml = '<opml version="1.0"><body><outline text="News & more"><outline text="One" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/></outline><outline xmlUrl="https://b.example/feed">';
    expect(await inspect(opml)).toMatchObject({ format: "feed-list", rows: 2, columns: ["Feed", "Title", "Site", "Folder"] });
    expect(await readAll(opml)).toMatchObject([{ ok: true, record: { url: "https://a.example/feed", title: "One" }, rest: { Site: "https://a.example/", Folder: "News & more" } }, { record: { url: "https://b.example/feed" } }]);
  });

  it("a list refuses the feeds that have no address of their own, in their place", async () => {
    const opml = '<opml><body><outline text="Odd" xmlUrl="mailto:a@b.example"/><outline text="One" xmlUrl="https://a.example/feed"/><outline text="Half" xmlUrl="/feed.xml"/><outline text="None" type="rss"/></body></opml>';
    expect(await inspect(opml)).toMatchObject({ format: "feed-list", rows: 4, unreadable: 3 });
    expect(await readAll(opml)).toMatchObject([
      { rowNumber: 1, ok: false, reason: expect.stringContaining("“mailto:a@b.example” is not a web address"), source: { cells: { Feed: "mailto:a@b.example", Title: "Odd" } } },
      { rowNumber: 2, ok: true, record: { url: "https://a.example/feed" } },
      { rowNumber: 3, ok: false, reason: expect.stringContaining("“/feed.xml” is not a web address") },
      { rowNumber: 4, ok: false, reason: "Feed: The list gives no address for it." },
    ]);
  });
});
