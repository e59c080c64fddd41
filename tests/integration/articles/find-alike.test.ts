import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { articles } from "@/db/schema";
import { addArticle } from "@/server/services/articles/add-article";
import { deleteArticles } from "@/server/services/articles/trash-articles";
import type { Scope } from "@/server/services/scope";
import { findAlike } from "@/server/services/stories/find-alike";
import { articleRequest, openOutsider } from "@/tests/support/article-requests";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";
import { createRandom, generateText, rewriteText } from "@/tests/unit/stories/generate-text";

describe("what a draft repeats", () => {
  const random = createRandom(11);
  const report = generateText(random, 300);
  const url = "https://ledger.example/2025/loan";
  let house: TestHouse;
  let analyst: Scope;
  let outsider: Scope;
  let known: string;
  let trashed: string;
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"));
    analyst = house.as("analyst");
    outsider = await openOutsider(house, "others");
    ({ articleId: known } = await addArticle(analyst, articleRequest({ url, title: "Loan weighed by ministers at dawn", text: report, publishedAt: "2025-01-04" })));
    ({ articleId: trashed } = await addArticle(analyst, articleRequest({ url: "https://ledger.example/gone", title: "Gone", text: generateText(random, 200) })));
    await addArticle(analyst, articleRequest({ title: "Unlike", text: generateText(random, 300) }));
    await addArticle(analyst, articleRequest({ title: "Undated and short", publishedAt: "", text: "Nobody knows when this was printed." }));
    await house.work();
    await deleteArticles(analyst, { articleIds: [trashed] });
  });
  afterAll(() => house.close());

  it("is the article that its address leads to, however the address is written, also from the trash", async () => {
    expect(await findAlike(analyst, { draft: { url: `${url}?utm_source=mail#top` } })).toEqual([
      { articleId: known, kind: "address", title: "Loan weighed by ministers at dawn", outlet: "Evening Ledger", publishedDay: "2025-01-04", score: null, inTrash: false },
    ]);
    expect(await findAlike(analyst, { draft: { url: "https://ledger.example/gone" } })).toMatchObject([{ articleId: trashed, kind: "address", inTrash: true }]);
    expect(await findAlike(analyst, { draft: { url: "half an addr" } })).toEqual([]);
  });

  it("is the same text, of any date and length, dated or not", async () => {
    expect(await findAlike(analyst, { draft: { text: ` ${report}\n` } })).toMatchObject([{ articleId: known, kind: "text", score: 1 }]);
    expect(await findAlike(analyst, { draft: { text: "Nobody knows when this was printed." } })).toMatchObject([{ kind: "text", title: "Undated and short", publishedDay: null }]);
    expect(await findAlike(analyst, { draft: { text: "Nobody knows when this was spoken." } })).toEqual([]);
  });

  it("is a near-copy, with how alike it is, and no other text", async () => {
    const [copy, ...rest] = await findAlike(analyst, { draft: { title: "Another headline", text: rewriteText(random, report, 0.03), publishedAt: "2025-03-04" } });
    expect(copy).toMatchObject({ articleId: known, kind: "copy" });
    expect(copy!.score).toBeGreaterThan(0.4);
    expect(copy!.score).toBeLessThan(1);
    expect(rest).toEqual([]);
    expect(await findAlike(analyst, { draft: { text: generateText(random, 300) } })).toEqual([]);
  });

  it("is a near-copy of an article without a date, which joins no story by itself", async () => {
    const text = generateText(random, 250);
    const { articleId: undated } = await addArticle(analyst, articleRequest({ title: "Undated and long", publishedAt: "", text }));
    await house.work();
    const draft = { title: "Dated", text: rewriteText(random, text, 0.03) };
    for (const publishedAt of ["2025-03-04", ""]) expect(await findAlike(analyst, { draft: { ...draft, publishedAt } })).toMatchObject([{ articleId: undated, kind: "copy", publishedDay: null }]);
    const { articleId: dated } = await addArticle(analyst, articleRequest({ ...draft, publishedAt: "2025-03-04" }));
    await house.work();
    const placed = await house.db.select({ id: articles.id, storyId: articles.storyId }).from(articles).where(inArray(articles.id, [undated, dated]));
    expect(placed.map(({ id, storyId }) => id === storyId)).toEqual([true, true]);
  });

  it("is the same headline while there is no text, unless it says too little", async () => {
    expect(await findAlike(analyst, { draft: { title: "LOAN weighed by ministers at dawn" } })).toMatchObject([{ articleId: known, kind: "title" }]);
    expect(await findAlike(analyst, { draft: { title: "Unlike" } })).toEqual([]);
    expect(await findAlike(analyst, { draft: { title: "Loan weighed by ministers at dawn", text: "A text of its own under the same headline." } })).toEqual([]);
  });

  it("is nothing of another workspace, and not for a viewer to ask", async () => {
    expect(await findAlike(outsider, { draft: { url, title: "Loan weighed by ministers at dawn", text: report } })).toEqual([]);
    await expect(findAlike(house.as("viewer"), { draft: { url } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
