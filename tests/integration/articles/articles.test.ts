import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import type { Scope } from "@/server/services/scope";
import { addArticle } from "@/server/services/articles/add-article";
import { correctArticle } from "@/server/services/articles/correct-article";
import { getArticle } from "@/server/services/articles/get-article";
import { listArticles } from "@/server/services/articles/list-articles";
import { deleteArticles, listTrash, restoreArticles } from "@/server/services/articles/trash-articles";
import { decide } from "@/server/services/review/decide";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { articleRequest, openOutsider } from "@/tests/support/article-requests";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

describe("articles", () => {
  let house: TestHouse;
  let analyst: Scope;
  let outsider: Scope;
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"));
    analyst = house.as("analyst");
    outsider = await openOutsider(house, "others");
  });
  afterAll(() => house.close());

  const corrected = async (articleId: string, over: Record<string, string>, basedOnRevision?: number) => {
    const article = await getArticle(analyst, { articleId });
    const draft = { title: article.title, text: article.text, outlet: article.outlet.name, author: article.author, language: article.language, publishedAt: article.published.day ?? "", ...over };
    return correctArticle(analyst, { articleId, basedOnRevision: basedOnRevision ?? article.currentRevision, draft });
  };
  const countOn = async (day: string, theme = "Asset transfers") => {
    const series = await coverageSeries(analyst, { filter: { from: day, to: day }, bucket: "day", unit: "articles" });
    return { total: series.lines[0]!.points[0]!.total, matched: series.lines.find((line) => line.theme.name === theme)!.points[0]!.count };
  };

  it("keep one article per address, with a revision for each text and the first day", async () => {
    const url = "https://ledger.example/2025/loan";
    const first = await addArticle(analyst, articleRequest({ url, title: "Loan weighed", publishedAt: "2025-02-03" }));
    const changed = await addArticle(analyst, articleRequest({ url: `${url}?utm_campaign=x#top`, title: "Loan agreed", publishedAt: "2025-02-02" }));
    expect(changed).toMatchObject({ articleId: first.articleId, outcome: "existing", revised: true });
    const again = await addArticle(analyst, articleRequest({ url, title: "Loan weighed", publishedAt: "2025-02-09" }));
    expect(again).toMatchObject({ articleId: first.articleId, revised: false });
    const opened = await getArticle(analyst, { articleId: first.articleId });
    expect(opened).toMatchObject({ title: "Loan agreed", currentRevision: 2, published: { precision: "day", day: "2025-02-02" } });
    expect((await getArticle(analyst, { articleId: first.articleId, revision: 1 })).title).toBe("Loan weighed");
    await expect(getArticle(analyst, { articleId: first.articleId, revision: 3 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("follow a correction in every number, and keep the old text and the judgement made on it", async () => {
    const { articleId } = await addArticle(analyst, articleRequest({ title: "To be corrected", publishedAt: "2025-01-10", text: "They discussed the transfer of frozen Russian assets to Ukraine." }));
    await house.work();
    expect(await countOn("2025-01-10")).toEqual({ total: 1, matched: 1 });
    const theme = (await getArticle(analyst, { articleId })).themes.find(({ name }) => name === "Asset transfers")!;
    const judgement = { requestId: newId(), articleId, themeId: theme.id, verdict: "relevant", note: "read twice" } as const;
    expect(await decide(analyst, judgement)).toEqual(await decide(analyst, judgement));

    await corrected(articleId, { text: "They talked about the weather.", publishedAt: "2025-01-11" });
    await house.work();
    expect(await countOn("2025-01-10")).toEqual({ total: 0, matched: 0 });
    expect(await countOn("2025-01-11")).toEqual({ total: 1, matched: 0 });
    const after = await getArticle(analyst, { articleId });
    expect(after).toMatchObject({ currentRevision: 2, processed: true });
    expect(after.themes.find(({ id }) => id === theme.id)).toMatchObject({ match: null, decisions: [{ verdict: "relevant", note: "read twice", revision: 1, decidedBy: "The analyst" }] });
    expect(after.history.map(({ verb }) => verb)).toEqual(["article.correct", "match.decide", "article.add"]);
  });

  it("make no revision when only the author is corrected", async () => {
    const { articleId } = await addArticle(analyst, articleRequest({ title: "Whose is it" }));
    expect(await corrected(articleId, { author: "K. Müller" })).toEqual({ revision: 1 });
    expect((await getArticle(analyst, { articleId })).author).toBe("K. Müller");
  });

  it("tell the second of two people who correct at once", async () => {
    const { articleId } = await addArticle(analyst, articleRequest({ title: "Corrected twice" }));
    await corrected(articleId, { title: "First correction" });
    await expect(corrected(articleId, { title: "Second correction" }, 1)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await getArticle(analyst, { articleId })).title).toBe("First correction");
  });

  it("go to the trash and come back with everything", async () => {
    const { articleId } = await addArticle(analyst, articleRequest({ title: "Thrown away", publishedAt: "2025-01-20" }));
    await house.work();
    expect(await countOn("2025-01-20")).toEqual({ total: 1, matched: 1 });
    expect(await deleteArticles(analyst, { articleIds: [articleId] })).toEqual({ articles: 1 });
    expect(await deleteArticles(analyst, { articleIds: [articleId] })).toEqual({ articles: 0 });
    expect(await countOn("2025-01-20")).toEqual({ total: 0, matched: 0 });
    expect((await listArticles(analyst, { filter: { from: "2025-01-20", to: "2025-01-20" } })).total).toBe(0);
    expect((await listTrash(house.as("viewer"))).articles.map(({ id, deletedBy }) => ({ id, deletedBy }))).toContainEqual({ id: articleId, deletedBy: "The analyst" });
    expect(await restoreArticles(analyst, { articleIds: [articleId] })).toEqual({ articles: 1 });
    expect(await countOn("2025-01-20")).toEqual({ total: 1, matched: 1 });
  });

  it("say so when an address leads into the trash", async () => {
    const request = () => articleRequest({ url: "https://ledger.example/trashed", title: "In the trash" });
    const { articleId } = await addArticle(analyst, request());
    await deleteArticles(analyst, { articleIds: [articleId] });
    expect(await addArticle(analyst, request())).toMatchObject({ articleId, outcome: "existing", inTrash: true });
  });

  it("are added once however often the same request arrives, at once too", async () => {
    const request = articleRequest({ title: "Clicked twice" });
    const answers = await Promise.all([addArticle(analyst, request), addArticle(analyst, request), addArticle(analyst, request)]);
    expect(new Set(answers.map(({ articleId }) => articleId)).size).toBe(1);
    expect((await listArticles(analyst, { filter: {} })).articles.filter(({ title }) => title === "Clicked twice")).toHaveLength(1);
  });

  it.each([
    ["a right-to-left text", "שלום עולם", "الوزراء ناقشوا القرض."],
    ["emoji beyond the first plane", "Loan 🏦🇺🇦 agreed", "👩‍👩‍👧 said: “yes”. 𝕋he end."],
    ["combining marks", "Cafe\u0301 loan", "Й is one letter."],
  ])("keep %s", async (_, title, text) => {
    const { articleId } = await addArticle(analyst, articleRequest({ title, text }));
    await house.work();
    expect(await getArticle(analyst, { articleId })).toMatchObject({ title: title.normalize("NFC"), text: text.normalize("NFC"), processed: true });
  });

  it("drop what no text means: NUL bytes and halves of characters", async () => {
    const { articleId } = await addArticle(analyst, articleRequest({ title: "A\u0000B \ud800C", text: "x\udc00y\u0000" }));
    expect(await getArticle(analyst, { articleId })).toMatchObject({ title: "AB C", text: "xy" });
  });

  it("take a megabyte and a text without a headline", async () => {
    const long = "The transfer of frozen Russian assets was discussed again. ".repeat(18_000);
    const { articleId } = await addArticle(analyst, articleRequest({ title: "", text: long }));
    await house.work();
    const opened = await getArticle(analyst, { articleId });
    expect(opened.text.length).toBeGreaterThan(1_000_000);
    expect(opened.headline).toMatch(/^The transfer of frozen Russian assets/);
    expect(opened.processed).toBe(true);
  });

  it.each([
    ["title", { title: "x".repeat(10_000) }],
    ["title", { title: "", text: " " }],
    ["url", { url: "javascript:alert(1)" }],
    ["outlet", { outlet: "" }],
    ["publishedAt", { publishedAt: "2025-02-31" }],
    ["publishedAt", { publishedAt: "05/12/2024" }],
    ["publishedAt", { publishedAt: "2031-01-01" }],
    ["publishedAt", { publishedAt: "1987-10-19" }],
    ["text", { text: "x".repeat(2_000_001) }],
  ])("refuse at the field %s", async (field, over) => {
    await expect(addArticle(analyst, articleRequest(over))).rejects.toMatchObject({ code: "INVALID", field });
  });

  it("take an unlikely date that a person confirmed", async () => {
    const { articleId } = await addArticle(analyst, { ...articleRequest({ title: "Black Monday", publishedAt: "1987-10-19" }), confirmDate: true });
    expect((await getArticle(analyst, { articleId })).published.day).toBe("1987-10-19");
  });

  it("without a date stand in a list of their own", async () => {
    const { articleId } = await addArticle(analyst, articleRequest({ title: "Undated", publishedAt: "" }));
    expect((await listArticles(analyst, { filter: {}, dated: "undated" })).articles.map(({ id }) => id)).toEqual([articleId]);
  });

  it("are listed page by page without a gap or a repeat", async () => {
    for (let i = 0; i < 60; i += 1) await addArticle(analyst, articleRequest({ title: `Page ${i}`, text: `Page ${i}.`, outlet: "The Pager", publishedAt: i % 3 === 0 ? "2024-05-01" : "2024-05-02" }));
    const { outletId } = (await listArticles(analyst, { filter: { from: "2024-05-01", to: "2024-05-02" } })).articles[0]!;
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listArticles(analyst, { filter: { outlets: [outletId] }, cursor });
      expect(page.total).toBe(60);
      seen.push(...page.articles.map(({ id }) => id));
      ({ cursor } = page);
    } while (cursor);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it("are not a viewer's to change and not an outsider's to see", async () => {
    const viewer = house.as("viewer");
    const { articleId } = await addArticle(analyst, articleRequest({ title: "Ours" }));
    const article = await getArticle(viewer, { articleId });
    const draft = { title: "Theirs", text: "", outlet: "x", author: "", language: "", publishedAt: "" };
    const { id: themeId } = article.themes[0]!;
    for (const [scope, code] of [[viewer, "FORBIDDEN"], [outsider, "NOT_FOUND"]] as const) {
      await expect(correctArticle(scope, { articleId, basedOnRevision: 1, draft })).rejects.toMatchObject({ code });
      await expect(deleteArticles(scope, { articleIds: [articleId] })).rejects.toMatchObject({ code });
      await expect(restoreArticles(scope, { articleIds: [articleId] })).rejects.toMatchObject({ code });
      await expect(decide(scope, { requestId: newId(), articleId, themeId, verdict: "relevant" })).rejects.toMatchObject({ code });
    }
    await expect(addArticle(viewer, articleRequest())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(getArticle(outsider, { articleId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listArticles(outsider, { filter: {} })).total).toBe(0);
    expect((await listTrash(outsider)).total).toBe(0);
    expect((await getArticle(viewer, { articleId })).title).toBe("Ours");
  });
});
