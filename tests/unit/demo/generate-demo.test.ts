import { describe, expect, it } from "vitest";
import { type DemoArticle, type DemoCoverage, generateDemo } from "@/server/core/demo/generate-demo";
import { collectedPart } from "@/server/core/trends/coverage-series";
import { addDays, daysBetween, weekday } from "@/server/core/trends/days";
import { leastProcessorMs } from "@/tests/support/processor-time";

const endDay = "2026-11-19";
const demo = generateDemo({ seed: 7, endDay });
const byKey = new Map(demo.articles.map((article) => [article.key, article]));
const originals = demo.articles.filter(({ wireOf }) => wireOf === undefined);

const utcDay = (article: DemoArticle) => (article.publishedAt.length === 10 ? article.publishedAt : new Date(article.publishedAt).toISOString().slice(0, 10));

function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(Array.from({ length: Math.max(0, words.length - 4) }, (_, at) => words.slice(at, at + 5).join(" ")));
}

function jaccard(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const shingle of a) if (b.has(shingle)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/** The nearest pair of all, exactly, through the articles that each shingle stands in. */
function highestJaccard(articles: readonly DemoArticle[]): { value: number; pair: string[] } {
  const sets = articles.map(({ text }) => shinglesOf(text));
  const standsIn = new Map<string, number[]>();
  let highest = { value: 0, pair: [] as string[] };
  sets.forEach((set, at) => {
    const shared = new Map<number, number>();
    for (const shingle of set) {
      const earlier = standsIn.get(shingle) ?? [];
      for (const other of earlier) shared.set(other, (shared.get(other) ?? 0) + 1);
      standsIn.set(shingle, [...earlier, at]);
    }
    for (const [other, count] of shared) {
      const value = count / (set.size + (sets[other]?.size ?? 0) - count);
      if (value > highest.value) highest = { value, pair: [articles[other]?.text ?? "", articles[at]?.text ?? ""] };
    }
  });
  return highest;
}

describe("the demo's shape", () => {
  it("is the same for the same seed and another for another", () => {
    expect(generateDemo({ seed: 7, endDay })).toEqual(demo);
    expect(generateDemo({ seed: 8, endDay }).articles[0]?.text).not.toBe(demo.articles[0]?.text);
  });

  it.each([
    [1, "2026-11-22"],
    [3, "2028-02-28"],
    [4, "2025-01-01"],
  ])("has about 6,000 articles for seed %i and last day %s", (seed, lastDay) => {
    const other = generateDemo({ seed, endDay: lastDay });
    expect(other.articles.length).toBeGreaterThan(5500);
    expect(other.articles.length).toBeLessThan(6500);
    expect(other.decisions.length).toBeGreaterThanOrEqual(17);
    expect(other.articles.every((article) => utcDay(article) <= lastDay)).toBe(true);
  });

  it("takes little processor time", () => {
    expect(leastProcessorMs(() => generateDemo({ seed: 9, endDay }), 1_500)).toBeLessThan(1_500);
  });

  it("stands in time order, inside two years, in known outlets, at addresses that lead nowhere", () => {
    const keys = new Set(demo.outlets.map(({ key }) => key));
    const times = demo.articles.map(({ publishedAt }) => Date.parse(publishedAt));
    expect(demo.outlets).toHaveLength(10);
    expect(byKey.size).toBe(demo.articles.length);
    expect(new Set(demo.articles.map(({ url }) => url)).size).toBe(demo.articles.length);
    for (const article of demo.articles) {
      expect(keys.has(article.outletKey)).toBe(true);
      expect(new URL(article.url).hostname.endsWith(".example")).toBe(true);
      expect(daysBetween(utcDay(article), endDay)).toBeLessThanOrEqual(105 * 7);
    }
    const dated = demo.articles.flatMap(({ publishedAt }, at) => (publishedAt.length > 10 ? [times[at] ?? 0] : []));
    expect(dated).toEqual(dated.toSorted((a, b) => a - b));
    expect(new Set(demo.articles.map(({ language }) => language))).toEqual(new Set(["en", "de", "uk"]));
  });

  it("leaves no mark of the notation and keeps texts between 4 and 13 sentences", () => {
    for (const { title, text } of demo.articles) {
      expect(`${title} ${text}`).not.toMatch(/[[\]{}|]|undefined| {2}|\+\}/);
      expect(title.charAt(0)).not.toMatch(/\p{Ll}/u);
      const sentences = text.match(/[.!?][”“»]?(?=\s|$)/gu)?.length ?? 0;
      expect(sentences).toBeGreaterThanOrEqual(4);
      expect(sentences).toBeLessThanOrEqual(13);
    }
  });

  it("writes nothing after a given moment", () => {
    const notAfter = new Date("2026-11-19T09:00:00Z");
    const early = generateDemo({ seed: 7, endDay, notAfter });
    expect(early.articles.every(({ publishedAt }) => publishedAt.length === 10 || Date.parse(publishedAt) <= notAfter.getTime())).toBe(true);
    expect(early.articles.length).toBeGreaterThan(demo.articles.length - 15);
  });
});

describe("texts and their copies", () => {
  it("never brings two articles of their own near each other", () => {
    expect(highestJaccard(originals)).toMatchObject({ value: expect.toSatisfy((value: number) => value < 0.3) });
  });

  it("keeps every reprint near its source, later, in another outlet, and not word for word", () => {
    const reprints = demo.articles.filter(({ wireOf }) => wireOf !== undefined);
    expect(reprints.length).toBeGreaterThan(200);
    for (const copy of reprints) {
      const source = byKey.get(copy.wireOf ?? "");
      expect(source?.outletKey).toBe("meridian-wire");
      expect(copy.outletKey).not.toBe("meridian-wire");
      expect(Date.parse(copy.publishedAt)).toBeGreaterThan(Date.parse(source?.publishedAt ?? ""));
      expect(jaccard(shinglesOf(copy.text), shinglesOf(source?.text ?? ""))).toBeGreaterThan(0.6);
      expect(copy.text).not.toBe(source?.text);
    }
  });

  it("repeats no headline and no sentence within a screenful", () => {
    const lastSeen = new Map<string, number>();
    originals.forEach(({ title, text }, at) => {
      for (const line of [title, ...text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).filter((sentence) => sentence.length > 60)]) {
        const before = lastSeen.get(line);
        if (before !== undefined) expect(at - before, line).toBeGreaterThan(40);
        lastSeen.set(line, at);
      }
    });
  });
});

describe("the rhythm and what is missing", () => {
  it("is fuller on weekdays than on weekends and quieter at Christmas", () => {
    const perWeekday = Array.from({ length: 8 }, () => 0);
    for (const article of demo.articles) perWeekday[weekday(utcDay(article))] = (perWeekday[weekday(utcDay(article))] ?? 0) + 1;
    const [, monday = 0, , , , , saturday = 0, sunday = 0] = perWeekday;
    expect(saturday).toBeLessThan(monday * 0.75);
    expect(sunday).toBeLessThan(saturday);
    const isHoliday = (article: DemoArticle) => utcDay(article).slice(5) >= "12-24" || utcDay(article).slice(5) === "01-01";
    const holidays = demo.articles.filter(isHoliday).length / 18;
    expect(holidays).toBeLessThan((demo.articles.length / 732) * 0.75);
  });

  it("has no article of an outlet inside its gap, in the outlet's days and in UTC", () => {
    for (const { outletKey, fromDay, toDay } of demo.gaps) {
      const inside = demo.articles.filter((article) => article.outletKey === outletKey && [utcDay(article), article.publishedAt.slice(0, 10)].some((day) => day >= fromDay && day <= toDay));
      expect(inside).toEqual([]);
    }
  });

  it("makes one week a gap, one partly collected, and one outlet silent for five weeks", () => {
    const long = demo.gaps.find(({ fromDay, toDay }) => daysBetween(fromDay, toDay) > 30);
    expect(long).toMatchObject({ outletKey: "aldermoor-post" });
    const parts = weeksOf(demo).map((monday) => partOf(demo, monday));
    expect(parts.filter((part) => part < 0.5)).toHaveLength(1);
    expect(parts.filter((part) => part >= 0.5 && part < 0.85)).toHaveLength(1);
    expect(parts.filter((part) => part === 1).length).toBeGreaterThan(90);
  });
});

function weeksOf({ articles }: DemoCoverage): string[] {
  const first = utcDay(articles[0] as DemoArticle);
  const monday = addDays(first, 1 - weekday(first));
  return Array.from({ length: 104 }, (_, week) => addDays(monday, 7 * week));
}

function partOf({ outlets, gaps }: DemoCoverage, monday: string): number {
  const perDay = new Map(outlets.map(({ key, perWeek }) => [key, perWeek / 7]));
  const usual = { perDay, ofAll: [...perDay.values()].reduce((sum, articles) => sum + articles, 0) };
  return collectedPart(monday, addDays(monday, 6), null, usual, gaps.map(({ outletKey, fromDay, toDay, reason }) => ({ outletId: outletKey, outletName: outletKey, fromDay, toDay, reason }))).collected;
}
