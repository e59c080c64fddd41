import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { listArticles } from "@/server/services/articles/list-articles";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { holdsBesideTheChart, holdsForTheChart, type LawPlace, openLawPlace, tryLaw } from "@/tests/support/filter-laws";
import type { TestHouse } from "@/tests/support/workspace";

/* A few drawn filters each; tests/hard/filter-laws.test.ts draws many. */
describe("the first law: count = list = chart, under the same filter", () => {
  let place: LawPlace;
  let house: TestHouse;

  beforeAll(async () => {
    place = await openLawPlace();
    house = place.house;
  });
  afterAll(() => house.close());

  it("has copies, undated articles and judgements to be tested on", async () => {
    const stories = await house.database.client`select count(*)::int as count from stories`;
    expect(stories[0]!.count).toBeGreaterThan(10);
    expect((await listArticles(house.as("viewer"), { filter: {}, dated: "undated" })).total).toBeGreaterThan(3);
  });

  it("holds for random filters, intervals and units", () => tryLaw(place, holdsForTheChart, { numRuns: 12, seed: 4_711 }));

  it("holds beside the chart too: outlets, pairs, the period before and the stories behind peaks", () => tryLaw(place, holdsBesideTheChart, { numRuns: 8, seed: 1_848 }));

  it("pages through a list without a gap and without a repeat", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listArticles(house.as("viewer"), { filter: {}, cursor });
      seen.push(...page.articles.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await listArticles(house.as("viewer"), { filter: {} })).total);
  });

  it("finds words in articles that have too many for the index", async () => {
    const viewer = house.as("viewer");
    const found = (q: string) => listArticles(viewer, { filter: { q } }).then(({ total }) => total);
    const searches = ["frozen", "peace talks", "alli*", "nothing-has-this"];
    const before = await Promise.all(searches.map(found));
    expect(before.filter((total) => total > 20)).toHaveLength(3);
    const taken = await house.db.execute(sql`update articles set lexemes = null where uuid_hash(id) % 3 = 1 returning id`);
    expect(taken.length).toBeGreaterThan(20);
    expect(await Promise.all(searches.map(found))).toEqual(before);
    for (const q of searches) {
      const series = await coverageSeries(viewer, { filter: { q }, unit: "articles" });
      const listed = await listArticles(viewer, { filter: { q, themes: [place.themeIds[0]!], from: series.from, to: series.to } });
      expect(listed.total).toBe(series.lines[0]!.points.reduce((sum, { count }) => sum + count, 0));
    }
  });
});
