import { describe, expect, it } from "vitest";
import { type DemoArticle, generateDemo } from "@/server/core/demo/generate-demo";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { STARTING_THEMES } from "@/server/core/themes/starting-themes";
import { addDays, weekday } from "@/server/core/trends/days";

const endDay = "2026-11-19";
const demo = generateDemo({ seed: 7, endDay });
const themes = STARTING_THEMES.map(({ name }) => name);

function compile(rules: readonly { key: string; source: string }[]) {
  return compileThemes(
    rules.map(({ key, source }) => {
      const parsed = parseRule(source);
      if (!parsed.ok) throw new Error(`${key}: ${parsed.errors.map(({ message }) => message).join(" ")}`);
      return { key, rule: parsed.rule };
    }),
  );
}

const ruleToday = (name: string) => demo.ruleEdits.findLast(({ themeName }) => themeName === name)?.toRule ?? STARTING_THEMES.find((theme) => theme.name === name)?.rule ?? "";
const matcher = compile(themes.map((key) => ({ key, source: ruleToday(key) })));
const themesOf = new Map(demo.articles.map((article) => [article.key, matcher.match({ title: article.title, text: article.text }).map(({ key }) => key)]));
const has = (article: DemoArticle, theme: string) => themesOf.get(article.key)?.includes(theme) ?? false;
const dayOf = ({ publishedAt }: DemoArticle) => (publishedAt.length === 10 ? publishedAt : new Date(publishedAt).toISOString().slice(0, 10));

function sharesBy(theme: string, bucketOf: (day: string) => string): number[] {
  const buckets = new Map<string, { count: number; total: number }>();
  for (const article of demo.articles) {
    const bucket = buckets.get(bucketOf(dayOf(article))) ?? { count: 0, total: 0 };
    bucket.total += 1;
    if (has(article, theme)) bucket.count += 1;
    buckets.set(bucketOf(dayOf(article)), bucket);
  }
  return [...buckets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { count, total }]) => count / total);
}

const month = (day: string) => day.slice(0, 7);
const week = (day: string) => addDays(day, 1 - weekday(day));
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the story that the rules find", () => {
  it.each(themes)("gives %s a share of a few per cent in most months", (theme) => {
    const shares = sharesBy(theme, month);
    expect(median(shares)).toBeGreaterThan(0.008);
    expect(median(shares)).toBeLessThan(0.08);
    expect(Math.max(...shares)).toBeLessThan(0.16);
  });

  it.each(["Asset transfers", "Ceasefire diplomacy"])("shows a burst of %s: its peak is three times the median and more", (theme) => {
    for (const shares of [sharesBy(theme, month), sharesBy(theme, week)]) expect(Math.max(...shares)).toBeGreaterThanOrEqual(3 * median(shares));
  });

  it("peaks in the summit week with many articles and few stories", () => {
    const inPeak = demo.articles.filter((article) => article.title.includes("Kestrel Bay") || article.text.includes("Kestrel Bay"));
    const peakWeek = week(dayOf(inPeak.find(({ title }) => title.startsWith("Leaders agree")) as DemoArticle));
    const found = demo.articles.filter((article) => week(dayOf(article)) === peakWeek && has(article, "Asset transfers"));
    const copies = found.filter(({ wireOf }) => wireOf !== undefined);
    expect(copies.length).toBeGreaterThanOrEqual(6);
    expect(found.length - copies.length).toBeGreaterThanOrEqual(8);
    expect(demo.annotations.some(({ day, themeName }) => themeName === "Asset transfers" && week(day) === peakWeek)).toBe(true);
  });

  it("lets rearmament rise over the two years", () => {
    const shares = sharesBy("Rearmament", month);
    expect(mean(shares.slice(-6))).toBeGreaterThan(2 * mean(shares.slice(0, 6)));
  });

  it("lets both sanctions camps speak, each louder in some months", () => {
    const camps = demo.articles.filter((article) => article.language === "en" && has(article, "Sanctions effectiveness"));
    const works = camps.filter(({ text }) => /Sanctions against Russia are working|Sanctions have (?:cut|reduced)/.test(text));
    const fails = camps.filter(({ text }) => /Sanctions have failed|Despite sanctions/.test(text));
    expect(works.length).toBeGreaterThan(25);
    expect(fails.length).toBeGreaterThan(25);
  });

  it("ends lively: the last days bring asset transfers and ceasefire diplomacy above their median", () => {
    for (const theme of ["Asset transfers", "Ceasefire diplomacy"]) {
      const shares = sharesBy(theme, week);
      expect(Math.max(...shares.slice(-2))).toBeGreaterThan(1.5 * median(shares));
    }
  });

  it("finds what was written about a theme and almost nothing else", () => {
    const general = demo.articles.filter(({ subject }) => !themes.includes(subject) && !subject.startsWith("not "));
    const wrong = general.filter(({ key }) => (themesOf.get(key)?.length ?? 0) > 0);
    expect(wrong.length / general.length).toBeLessThan(0.01);
    const about = demo.articles.filter(({ subject }) => themes.includes(subject));
    expect(about.filter((article) => has(article, article.subject)).length / about.length).toBeGreaterThan(0.9);
  });
});

describe("what the team left behind", () => {
  it("decides about matches, rejects the false friends and gives stances to sanctions", () => {
    const byKey = new Map(demo.articles.map((article) => [article.key, article]));
    for (const { articleKey, themeName } of demo.decisions) expect(has(byKey.get(articleKey) as DemoArticle, themeName), byKey.get(articleKey)?.title).toBe(true);
    expect(demo.decisions.filter(({ verdict }) => verdict === "not_relevant").length).toBeGreaterThanOrEqual(8);
    const stances = demo.decisions.filter(({ themeName, verdict }) => themeName === "Sanctions effectiveness" && verdict === "relevant").map(({ stance }) => stance);
    expect(new Set(stances)).toEqual(new Set(["supports", "opposes", "mixed"]));
    expect(new Set(demo.decisions.map(({ articleKey }) => articleKey)).size).toBe(demo.decisions.length);
  });

  it("edits a rule so that it gains and loses articles", () => {
    const changes = demo.ruleEdits.map(({ themeName, fromRule, toRule }) => {
      const both = compile([{ key: "from", source: fromRule }, { key: "to", source: toRule }]);
      const found = demo.articles.map(({ title, text }) => both.match({ title, text }).map(({ key }) => key).join());
      return { themeName, gained: found.filter((keys) => keys === "to").length, lost: found.filter((keys) => keys === "from").length };
    });
    for (const { gained } of changes) expect(gained).toBeGreaterThanOrEqual(10);
    expect(changes.find(({ themeName }) => themeName === "Rearmament")?.lost).toBeGreaterThanOrEqual(10);
  });
});
