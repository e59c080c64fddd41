import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addArticle } from "@/server/services/articles/add-article";
import { getArticle } from "@/server/services/articles/get-article";
import { listArticles } from "@/server/services/articles/list-articles";
import { deleteArticles, restoreArticles } from "@/server/services/articles/trash-articles";
import { decide } from "@/server/services/review/decide";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { newId } from "@/db/new-id";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const draft = (over: Partial<Record<"url" | "title" | "outlet" | "author" | "language" | "publishedAt" | "text", string>> = {}) => ({
  requestId: newId(),
  draft: { url: "", title: "Ministers weigh loan", outlet: "Evening Ledger", author: "", language: "", publishedAt: "2025-03-04", text: "The ministers met.\nThey discussed the transfer of frozen Russian assets to Ukraine.", ...over },
});

describe("an article, from the form to the chart", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"));
  });
  afterAll(() => house.close());

  it("is found by its theme, counted, listed and opened with its sentence", async () => {
    const analyst = house.as("analyst");
    const added = await addArticle(analyst, draft());
    expect(added.outcome).toBe("created");
    await addArticle(analyst, draft({ title: "Rain", text: "It rained on the coast.", publishedAt: "2025-03-05" }));
    await house.work();

    const series = await coverageSeries(house.as("viewer"), { filter: { from: "2025-03-01", to: "2025-03-31" }, bucket: "week", unit: "articles" });
    const line = series.lines.find(({ theme }) => theme.name === "Asset transfers")!;
    const at = series.buckets.findIndex(({ start }) => start === "2025-03-03");
    expect(line.points[at]).toEqual({ count: 1, total: 2, share: 0.5 });
    expect(series.buckets.map(({ state }) => state)).toEqual(["gap", "complete", "gap", "unfinished", "unfinished", "unfinished"]);
    expect(series.method).toMatchObject({ articles: 2, processed: 2, undated: 0, denominator: 2 });

    const list = await listArticles(house.as("viewer"), { filter: { themes: [line.theme.id] }, within: { from: "2025-03-03", to: "2025-03-09" } });
    expect(list.total).toBe(1);
    expect(list.articles[0]!.matches[0]!.sentences[0]!.text).toContain("transfer of frozen Russian assets");

    const opened = await getArticle(house.as("viewer"), { articleId: added.articleId });
    const theme = opened.themes.find(({ name }) => name === "Asset transfers")!;
    const evidence = theme.match!.evidence[0]!;
    expect(opened.text.slice(evidence.sentence.start, evidence.sentence.end)).toBe("They discussed the transfer of frozen Russian assets to Ukraine.");
  });

  it("stays one article when it is sent again, and follows into the trash and back", async () => {
    const analyst = house.as("analyst");
    const twice = draft({ url: "https://ledger.example/a/1?utm_source=x", title: "Truce talks begin", text: "Peace talks began in the capital on Monday.", publishedAt: "2025-03-11" });
    const first = await addArticle(analyst, twice);
    expect(await addArticle(analyst, twice)).toMatchObject({ articleId: first.articleId });
    expect(await addArticle(analyst, draft({ ...twice.draft, url: "http://www.ledger.example/a/1" }))).toMatchObject({ outcome: "existing", articleId: first.articleId, revised: false });
    await house.work();
    const count = async () => {
      const series = await coverageSeries(analyst, { filter: { from: "2025-03-11", to: "2025-03-11" }, bucket: "day", unit: "stories" });
      return series.lines.find(({ theme }) => theme.name === "Ceasefire diplomacy")!.points[0]!.count;
    };
    expect(await count()).toBe(1);
    await deleteArticles(analyst, { articleIds: [first.articleId] });
    expect(await count()).toBe(0);
    await restoreArticles(analyst, { articleIds: [first.articleId] });
    expect(await count()).toBe(1);
  });

  it("keeps the raw line when a match is rejected, and says so beside it", async () => {
    const analyst = house.as("analyst");
    const request = { filter: { from: "2025-03-01", to: "2025-03-09" }, bucket: "day" as const, unit: "articles" as const };
    const before = (await coverageSeries(analyst, request)).lines.find(({ theme }) => theme.name === "Asset transfers")!;
    const [article] = (await listArticles(analyst, { filter: { themes: [before.theme.id] } })).articles;
    await decide(analyst, { requestId: newId(), articleId: article!.id, themeId: before.theme.id, verdict: "not_relevant" });
    const after = (await coverageSeries(analyst, request)).lines.find(({ theme }) => theme.name === "Asset transfers")!;
    expect(after.points).toEqual(before.points);
    expect(after.rejected).toBe(1);
    const cleaned = (await coverageSeries(analyst, { ...request, filter: { ...request.filter, matches: "unrejected" } })).lines.find(({ theme }) => theme.name === "Asset transfers")!;
    expect(cleaned.points.reduce((sum, { count }) => sum + count, 0)).toBe(0);
    const rejected = await listArticles(analyst, { filter: { ...request.filter, themes: [before.theme.id], matches: "rejected" } });
    expect([rejected.total, rejected.articles.map(({ id }) => id)]).toEqual([1, [article!.id]]);
    const alsoSo = { ...request.filter, themes: [before.theme.id], allThemes: [before.theme.id] };
    expect((await listArticles(analyst, { filter: { ...alsoSo, matches: "rejected" } })).total).toBe(1);
    expect((await listArticles(analyst, { filter: { ...alsoSo, matches: "unrejected" } })).total).toBe(0);
  });

  it("refuses a viewer who adds", async () => {
    await expect(addArticle(house.as("viewer"), draft())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
