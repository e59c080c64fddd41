import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { feeds, importPieces, imports } from "@/db/schema";
import type { ImportPlan } from "@/server/core/imports/import-plan";
import { listArticles } from "@/server/services/articles/list-articles";
import { exportRefused } from "@/server/services/imports/export-refused";
import { getImport } from "@/server/services/imports/list-imports";
import { beginImport, previewImport, replanImport } from "@/server/services/imports/plan-import";
import { cancelImport, undoImport } from "@/server/services/imports/steer-import";
import type { Scope } from "@/server/services/scope";
import { openOutsider, uploadText } from "@/tests/support/article-requests";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

describe("an import that is reviewed before it begins", () => {
  let house: TestHouse;
  let analyst: Scope;
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"));
    analyst = house.as("analyst");
  });
  afterAll(() => house.close());

  const look = async (name: string, content: string | Uint8Array) => {
    const importId = await uploadText(analyst, name, content, true);
    await house.work();
    const opened = await getImport(analyst, { importId });
    return { importId, opened, review: opened.review! };
  };
  const begin = async (importId: string, plan: ImportPlan) => {
    await beginImport(analyst, { importId, plan });
    await house.work();
    return getImport(analyst, { importId });
  };
  const preview = (importId: string, plan: ImportPlan) => previewImport(analyst, { importId, plan });

  it("is looked through, mapped otherwise, previewed and only then taken in; its shape is remembered", async () => {
    const file = (mark: string) => `Presseauswertung;;;\nSchlagwort;Meldung;Vom;Fundstelle\nx;${mark} A;05/12/2024;https://${mark}.example/1\ny;${mark} B;13/12/2024;https://${mark}.example/2\nz;${mark} C;32/12/2024;https://${mark}.example/3\n`;
    const { importId, opened, review } = await look("lang.csv", file("first"));
    expect(opened).toMatchObject({ state: "ready", rowsRead: 0, rows: 3, kind: "csv" });
    expect(review.recognised).toMatchObject({ headerRow: 2, delimiter: ";", columns: ["Schlagwort", "Meldung", "Vom", "Fundstelle"], rows: 3, isRemembered: false });
    expect(review).toMatchObject({ plan: { mapping: { url: "Fundstelle" }, dates: "as-written", headerRow: 2 }, checked: { refused: 0 } });
    await expect(beginImport(analyst, { importId, plan: { ...review.plan, mapping: {} } })).rejects.toMatchObject({ code: "INVALID" });

    const mapped: ImportPlan = { ...review.plan, dates: "as-written", mapping: { title: "Meldung", publishedAt: "Vom", url: "Fundstelle" } };
    const { rows, dates } = await preview(importId, mapped);
    expect(dates).toMatchObject({ dates: "day-first", isQuestion: false });
    expect(rows.map(({ outcome }) => outcome)).toEqual(["refused", "new", "refused"]);
    const plan: ImportPlan = { ...mapped, dates: "day-first" };
    expect((await preview(importId, plan)).rows).toMatchObject([
      { rowNumber: 1, line: 3, outcome: "new", title: "first A", outlet: "first.example", published: "2024-12-05" },
      { outcome: "new", published: "2024-12-13" },
      { outcome: "refused", reason: expect.stringMatching(/^Date: /), title: "first C" },
    ]);
    await replanImport(analyst, { importId, plan });
    await house.work();
    expect((await getImport(analyst, { importId })).review!.checked).toMatchObject({ plan, rows: 3, refused: 1, reasons: [{ what: "Date", rows: 1, firstRow: 3 }] });
    expect((await listArticles(analyst, { filter: {} })).articles).toEqual([]);

    await Promise.all([beginImport(analyst, { importId, plan }), beginImport(analyst, { importId, plan })]);
    await house.work();
    await beginImport(analyst, { importId, plan });
    expect(await getImport(analyst, { importId })).toMatchObject({ state: "done", created: 2, refused: 1, rowsRead: 3, refusedRows: [{ rowNumber: 3, title: "first C" }] });
    const refused = await exportRefused(analyst, { importId });
    let text = "";
    for await (const part of refused.rows) text += part;
    expect(text).toMatch(/^\ufeffrow,reason,Schlagwort,Meldung,Vom,Fundstelle,beyond the columns\r\n3,.*,z,first C,32\/12\/2024,https:\/\/first.example\/3,\r\n$/);

    const again = await look("next-week.csv", file("second"));
    expect(again.review).toMatchObject({ recognised: { isRemembered: true }, plan: { mapping: mapped.mapping, dates: "day-first" }, checked: { refused: 1 } });
    expect(await begin(again.importId, again.review.plan)).toMatchObject({ created: 2 });
  });

  it("marks what is there already, and repeats within the file", async () => {
    const { importId, review } = await look("known.csv", "title,url,date\nA,https://first.example/1?utm_source=x,2024-12-05\nNew,https://known.example/1,2024-12-05\nNew again,https://known.example/1,2024-12-06\n");
    expect((await preview(importId, review.plan)).rows.map(({ outcome }) => outcome)).toEqual(["existing", "new", "existing"]);
    expect(await begin(importId, review.plan)).toMatchObject({ created: 1, existing: 2 });
  });

  it("asks how dates are meant where no evidence says it, and obeys", async () => {
    const { importId, review } = await look("unclear.csv", "title,outlet,date\nU1,Ledger,05/12/2023\nU2,Ledger,04/11/2023\n");
    const { dates } = await preview(importId, review.plan);
    expect(dates).toMatchObject({ isQuestion: true, reason: expect.stringContaining("05/12/2023") });
    expect(review.checked).toMatchObject({ refused: 2 });
    await begin(importId, { ...review.plan, dates: "month-first" });
    const { articles } = await listArticles(analyst, { filter: { from: "2023-05-12", to: "2023-05-12" } });
    expect(articles.map(({ title }) => title)).toEqual(["U1"]);
  });

  it("reads another row as the names of the columns when told to", async () => {
    const { importId, review } = await look("rows.csv", "title,outlet\nHeadline,Source\nR,Ledger\n");
    await replanImport(analyst, { importId, plan: { ...review.plan, headerRow: 2 } });
    await house.work();
    const { review: anew } = await getImport(analyst, { importId });
    expect(anew).toMatchObject({ recognised: { columns: ["Headline", "Source"], rows: 1 }, plan: { mapping: { title: "Headline", outlet: "Source" }, headerRow: 2 }, checked: { rows: 1, refused: 0 } });
    await expect(beginImport(analyst, { importId, plan: review.plan })).rejects.toMatchObject({ code: "INVALID" });
    expect(await begin(importId, anew!.plan)).toMatchObject({ created: 1, rowsRead: 1 });
  });

  it("adds the feeds of a list, tells each one's outcome, and takes them off again", async () => {
    const opml = '<opml><body><outline text="News"><outline text="One" xmlUrl="https://one.example/feed" htmlUrl="https://one.example/"/></outline><outline text="Odd" xmlUrl="javascript:alert(1)"/><outline text="Again" xmlUrl="https://one.example/feed"/><outline text="Two" xmlUrl="https://two.example/feed"/></body></opml>';
    const { importId, opened, review } = await look("feeds.opml", opml);
    expect(opened).toMatchObject({ state: "ready", kind: "feed-list" });
    const shown = (await preview(importId, review.plan)).rows;
    expect(shown.filter(({ outcome }) => outcome === "new")).toHaveLength(2);
    const end = await begin(importId, review.plan);
    expect(end).toMatchObject({ state: "done", created: 2, refused: 1, remaining: 2 });
    expect(end.created + end.existing + end.refused).toBe(end.rowsRead);
    expect(end.rowsRead).toBe(opened.rows);
    const live = async () => (await house.db.select({ url: feeds.url, folder: feeds.folder, removedAt: feeds.removedAt }).from(feeds).where(eq(feeds.workspaceId, house.workspace.id))).filter(({ removedAt }) => removedAt === null);
    expect((await live()).map(({ url, folder }) => [url, folder])).toEqual(expect.arrayContaining([["https://one.example/feed", "News"], ["https://two.example/feed", null]]));
    await undoImport(analyst, { importId });
    await house.database.client`update jobs set run_at = now() where kind = 'undo-import'`;
    await house.work({ readFeed: async () => ({ kind: "failed", reason: "not asked", retryAfterMs: null }) });
    expect(await live()).toEqual([]);
    expect(await getImport(analyst, { importId })).toMatchObject({ state: "undone", remaining: 0 });
  });

  it("says at once what is no file of articles, and forgets its bytes", async () => {
    for (const [name, content, said] of [
      ["picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /not text/],
      ["header.csv", "title,url\n", /no rows under them/],
      ["page.html", "<!doctype html><html><body>x</body></html>", /web page/],
      ["wide.csv", `${Array.from({ length: 300 }, (_, i) => `c${i}`).join(",")}\n${"1,".repeat(299)}1\n`, /more than 200/],
    ] as const) {
      const { importId, opened } = await look(name, content);
      expect(opened, name).toMatchObject({ state: "failed", error: expect.stringMatching(said), rowsRead: 0 });
      expect(await house.db.select({ position: importPieces.position }).from(importPieces).where(eq(importPieces.importId, importId)), name).toEqual([]);
    }
  });

  it("holds signs that no database keeps", async () => {
    const { importId, opened, review } = await look("signs.csv", "ti\u0000tle,outlet,da\u0000te\nA\u0000B,Ledger,05/\u000012/2024\n\u0000,\u0000,x\n");
    expect(opened).toMatchObject({ state: "ready", rows: 2 });
    expect(review.recognised.columns).toEqual(["title", "outlet", "date"]);
    expect((await preview(importId, review.plan)).rows).toHaveLength(2);
    const end = await begin(importId, review.plan);
    expect(end).toMatchObject({ state: "done", rowsRead: 2 });
    await expect(replanImport(analyst, { importId, plan: { mapping: { title: "\ud800" } } })).rejects.toThrow();
  });

  it("can be cancelled while it is looked through, and lets no plan through afterwards", async () => {
    const importId = await uploadText(analyst, "cancelled.csv", "title,outlet\nX,Ledger\n", true);
    await cancelImport(analyst, { importId });
    await house.work();
    expect(await getImport(analyst, { importId })).toMatchObject({ state: "cancelled", review: null });
    await expect(beginImport(analyst, { importId, plan: { mapping: { title: "title" } } })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(replanImport(analyst, { importId, plan: { mapping: { title: "title" } } })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is not a viewer's to begin and not an outsider's to see", async () => {
    const outsider = await openOutsider(house, "others");
    const { importId, review } = await look("ours.csv", "title,outlet\nOurs,Ledger\n");
    for (const verb of [beginImport, replanImport]) {
      await expect(verb(house.as("viewer"), { importId, plan: review.plan })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(verb(outsider, { importId, plan: review.plan })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(previewImport(outsider, { importId, plan: review.plan })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [row] = await house.db.select({ state: imports.state }).from(imports).where(eq(imports.id, importId));
    expect(row!.state).toBe("ready");
  });
});
