import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createStoryIndex, groupStories, readStoryDate, type GroupedArticle } from "@/server/core/stories/group-stories";
import { isCopy, measureCopy, prepareArticle } from "@/server/core/stories/verify-copy";
import { createRandom, generateText, rewriteText, shuffleList } from "@/tests/unit/stories/generate-text";
import { bridgeOtherReport, bridgeReport, clinicReport, harvestReport, siteFooter } from "@/tests/unit/stories/reports";

const article = (id: string, text: string, publishedAt: string | null = "2024-05-01", title = ""): GroupedArticle => ({ id, title, text, publishedAt });
const storyOf = (articles: GroupedArticle[]) => Object.fromEntries(groupStories(articles).map(({ id, story }) => [id, story]));

/** Chains of copies of copies, days apart, among unrelated reports with common footers. */
function makeCollection(seed: number): GroupedArticle[] {
  const random = createRandom(seed);
  const articles: GroupedArticle[] = [];
  const footers = [siteFooter, generateText(random, 30), ""];
  for (let s = 0; s < 30; s++) {
    let text = generateText(random, 70 + Math.floor(random() * 300));
    const copies = 1 + Math.floor(random() * 5);
    for (let c = 0; c < copies; c++) {
      const date = new Date(Date.UTC(2024, 4, 1 + Math.floor(random() * 12), Math.floor(random() * 24))).toISOString();
      articles.push(article(`${s}-${c}`, `${text} ${footers[Math.floor(random() * 3)]}`, random() < 0.5 ? date : date.slice(0, 10), generateText(random, 6)));
      text = rewriteText(random, text, random() * 0.1);
    }
  }
  return articles;
}

const partition = (stories: { id: string; story: string }[]) => stories.map(({ id, story }) => `${id}=${story}`).sort();

describe("grouping a list", () => {
  it("joins copies, keeps other reports apart and calls a story by its lead", () => {
    expect(storyOf([
      article("reprint", `NPA - ${bridgeReport} ${siteFooter}`, "2024-05-02T08:00:00+02:00"),
      article("other", bridgeOtherReport, "2024-05-01"),
      article("original", bridgeReport, "2024-05-01T21:00:00Z"),
      article("harvest", `${harvestReport} ${siteFooter}`, "2024-05-02"),
      article("empty", "", "2024-05-01", "Same title"),
      article("empty too", "", "2024-05-01", "Same title"),
    ])).toEqual({ reprint: "original", other: "other", original: "original", harvest: "harvest", empty: "empty", "empty too": "empty too" });
  });

  it("answers in the order of the list, with the best score", () => {
    const grouped = groupStories([article("b", bridgeReport, "2024-05-02"), article("a", bridgeReport, "2024-05-01"), article("c", harvestReport)]);
    expect(grouped).toEqual([
      { id: "b", story: "a", lead: "a", score: 1 },
      { id: "a", story: "a", lead: "a", score: 1 },
      { id: "c", story: "c", lead: "c", score: null },
    ]);
  });

  it("does not join what lies further apart than the window, unless a copy lies between", () => {
    const far = [article("a", bridgeReport, "2024-05-01"), article("c", bridgeReport, "2024-05-12")];
    expect(storyOf(far)).toEqual({ a: "a", c: "c" });
    expect(storyOf([...far, article("b", bridgeReport, "2024-05-06")])).toEqual({ a: "a", b: "a", c: "a" });
  });

  it("a digest does not make one story of what it prints", () => {
    const stories = storyOf([article("bridge", bridgeReport), article("harvest", harvestReport), article("clinic", clinicReport), article("digest", `${harvestReport} ${bridgeReport} ${clinicReport} ${bridgeOtherReport}`, "2024-05-02")]);
    expect(new Set([stories.bridge, stories.harvest, stories.clinic]).size).toBe(3);
  });

  it("is the same whatever the order of the list and of arrival", () => {
    const articles = makeCollection(21);
    const random = createRandom(22);
    const expected = partition(groupStories(articles));
    expect(new Set(expected.map((line) => line.split("=")[1])).size).toBeLessThan(articles.length);
    for (let round = 0; round < 4; round++) {
      const shuffled = shuffleList(random, articles);
      expect(partition(groupStories(shuffled))).toEqual(expected);
      const index = createStoryIndex();
      for (const { id, publishedAt, ...rest } of shuffled) index.add({ articleId: id, ...readStoryDate(publishedAt) }, rest);
      expect(partition(articles.map(({ id }) => ({ id, story: index.storyOf(id)!.story })))).toEqual(expected);
    }
  });

  it("finds what comparing every pair finds", () => {
    const articles = makeCollection(31).map((a) => ({ ...a, publishedAt: "2024-05-01" }));
    const story = storyOf(articles);
    const prepared = articles.map((a) => ({ id: a.id, comparable: prepareArticle(a) }));
    for (const a of prepared) {
      for (const b of prepared) {
        if (isCopy(measureCopy(a.comparable, b.comparable))) expect([a.id, b.id, story[a.id]]).toEqual([a.id, b.id, story[b.id]]);
        if (story[a.id] === story[b.id]) expect(a.id.split("-")[0]).toBe(b.id.split("-")[0]);
      }
    }
  });

  it("finds a copy behind hundreds of articles with one footer, and a report reprinted hundreds of times", () => {
    const random = createRandom(41);
    const crowd = Array.from({ length: 400 }, (_, i) => article(`crowd-${i}`, `${generateText(random, 150)} ${siteFooter}`, "2024-05-02", `Report ${i}`));
    const reprints = Array.from({ length: 300 }, (_, i) => article(`reprint-${i}`, `${harvestReport} ${siteFooter}`, "2024-05-03", `Harvest ${i}`));
    const story = storyOf([article("first", `${bridgeReport} ${siteFooter}`), ...crowd, ...reprints, article("last", `${bridgeReport} ${siteFooter}`, "2024-05-04")]);
    expect(story.last).toBe("first");
    expect(new Set(crowd.map(({ id }) => story[id])).size).toBe(400);
    expect(new Set(reprints.map(({ id }) => story[id])).size).toBe(1);
  });

  it("refuses one article twice", () => {
    expect(() => groupStories([article("a", bridgeReport), article("a", harvestReport)])).toThrow(/Article a /);
  });
});

describe("dates", () => {
  it.each([
    ["2024-05-01", { day: 19_844, publishedAtMs: null, dated: true }],
    ["2024-05-01T00:30:00+05:45", { day: 19_843, publishedAtMs: Date.UTC(2024, 3, 30, 18, 45), dated: true }],
    ["last week", { day: 5, publishedAtMs: null, dated: false }],
    [null, { day: 5, publishedAtMs: null, dated: false }],
  ])("%s", (text, date) => expect(readStoryDate(text, 5)).toEqual(date));
});

const shared = resolve(process.cwd(), "../shared/data");
const readSet = (file: string) => gunzipSync(readFileSync(resolve(shared, file))).toString("utf8").trim().split("\n").map((line) => JSON.parse(line) as Record<string, string>);

describe.skipIf(!existsSync(resolve(shared, "neardup")))("on reports that nobody here wrote (skipped without ../shared/data)", () => {
  it("finds the known copies of the FNC bodies", () => {
    const story = storyOf(readSet("labelled_fnc1/train_bodies.jsonl.gz").map(({ id, text }) => article(id!, text!)));
    const pairs = readSet("neardup/fnc1_exact_jaccard5_pairs.jsonl.gz").filter(({ a, b }) => a!.startsWith("train-") && b!.startsWith("train-"));
    const found = pairs.filter(({ a, b }) => story[a!.slice(6)] === story[b!.slice(6)]);
    expect(found.length / pairs.length).toBeGreaterThanOrEqual(0.98);
  });
});
