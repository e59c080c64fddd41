import { describe, expect, it } from "vitest";
import { candidateQuery, lexemesOf, printTsquery } from "@/server/core/themes/candidate-query";
import { compileThemes, MOST_EVIDENCE_SPANS, prepareArticle } from "@/server/core/themes/match-themes";
import { findNearestMiss } from "@/server/core/themes/nearest-miss";
import { parseRule } from "@/server/core/themes/parse-rule";

function ruleOf(source: string) {
  const parsed = parseRule(source);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return parsed.rule;
}

function found(source: string, text: string, title = ""): string[] | null {
  const [match] = compileThemes([{ key: "k", rule: ruleOf(source) }]).match({ title, text });
  return match ? match.evidence.flatMap(({ field, spans }) => spans.map(({ start, end }) => (field === "title" ? title : text).slice(start, end))) : null;
}

describe("matching", () => {
  it.each([
    ["frozen", "Frozen, FROZEN.", "", ["Frozen", "FROZEN"]],
    ["cafe", "The Café closed.", "", ["Café"]],
    ["=NATO", "Nato and NATO", "", ["NATO"]],
    ['"frozen assets"', "frozen. Assets", "", ["frozen. Assets"]],
    ['"frozen assets"', "assets melt", "Frozen", null],
    ["long-term", "a long term, a long‑term", "", ["long term", "long‑term"]],
    ["asset*", "asset assets", "", ["asset", "assets"]],
    ["asset?", "asset assets", "", ["assets"]],
    ["a NEAR/2 b", "a x b x x b", "", ["a", "b"]],
    ["a NEAR/1 b", "a x b", "", null],
    ["a NEAR/5 b", "b", "a", null],
    ["b BEFORE/3 a", "a b", "", null],
    ['"x y" NEAR/5 y', "x y z", "", null],
    ["SENTENCE(a b)", "A here. B there. A and b.", "", ["A", "b"]],
    ["SENTENCE(a NOT b)", "A and b. Only a.", "", ["a"]],
    ["SENTENCE(a b)", "nothing", "A b", ["A", "b"]],
    ["SENTENCE(a NEAR/5 b)", "We saw a. B came.", "", null],
    ["PARAGRAPH(a b)", "One a. One b.\n\nNo.", "", ["a", "b"]],
    ["PARAGRAPH(a b)", "One a.\n\nOne b.", "", null],
    ["TITLE(war)", "war", "Peace", null],
    ["TITLE(war)", "war", "War", ["War"]],
    ["ATLEAST/2(a OR b)", "a then b", "", ["a", "b"]],
    ["ATLEAST/2(a OR \"a b\")", "a b", "", null],
    ["(a AND b) OR c", "a c", "", ["c"]],
    ["a NOT b", "a", "", ["a"]],
    ["制裁", "对俄罗斯制裁升级", "", ["制裁"]],
  ])("%s in “%s”", (rule, text, title, expected) => {
    expect(found(rule, text, title)).toEqual(expected);
  });

  it("groups evidence by sentence, the title first, and shows both sentences of a phrase that crosses", () => {
    const text = "No frozen. Assets here. The end.";
    const [match] = compileThemes([{ key: "k", rule: ruleOf('"frozen assets" OR end OR title') }]).match({ title: "A title", text });
    expect(match?.evidence).toEqual([
      { field: "title", sentence: { start: 0, end: 7 }, spans: [{ start: 2, end: 7 }] },
      { field: "text", sentence: { start: 0, end: 17 }, spans: [{ start: 3, end: 17 }] },
      { field: "text", sentence: { start: 24, end: 32 }, spans: [{ start: 28, end: 31 }] },
    ]);
  });

  it("keeps the order of the themes and serves many articles with one matcher", () => {
    const matcher = compileThemes([{ key: "1", rule: ruleOf("b") }, { key: "2", rule: ruleOf("a") }, { key: "3", rule: ruleOf("c") }]);
    const prepared = prepareArticle({ title: "", text: "a b" });
    expect(matcher.match(prepared).map(({ key }) => key)).toEqual(["1", "2"]);
    expect(matcher.match({ title: "", text: "" })).toEqual([]);
    expect(matcher.match(prepared).map(({ key }) => key)).toEqual(["1", "2"]);
  });

  it("keeps evidence bounded", () => {
    expect(found("a", "a ".repeat(5_000))).toHaveLength(MOST_EVIDENCE_SPANS);
  });
});

describe("candidates", () => {
  it("narrow a rule to what must be there", () => {
    const query = candidateQuery(ruleOf("(frozen NEAR/5 asset*) NOT yacht OR \"п'ять x\" OR SENTENCE(a?c d)"));
    expect(query && printTsquery(query)).toBe("(('frozen' & 'asset':*) | ('п''ять' & 'x') | ('a':* & 'd'))");
    expect(candidateQuery(ruleOf("?bc"))).toBeNull();
  });

  it("hold distinct folded words and give up beyond what a tsvector can hold", () => {
    expect(lexemesOf({ title: "Frozen", text: "frozen Café" })).toEqual(["frozen", "cafe"]);
    const long = "x".repeat(3_000);
    expect(lexemesOf({ title: "", text: long })?.[0]).toHaveLength(400);
    expect(lexemesOf({ title: "", text: Array.from({ length: 200_000 }, (_, index) => `word${index}`).join(" ") })).toBeNull();
  });
});

describe("the nearest miss", () => {
  const text = "The frozen funds remain. Years later, after many talks that led nowhere at all, the assets moved. NATO waits.";
  it.each([
    ["frozen NEAR/3 assets", "14 words apart"],
    ["peace", "peace does not occur"],
    ["frozen AND truce", "truce does not occur"],
    ["frozen NOT talks", "excluded by talks"],
    ["=nato", "other capitals"],
    ["SENTENCE(frozen assets)", "not together in one sentence"],
    ["SENTENCE(frozen truce)", "In the closest sentence: truce does not occur"],
    ["ATLEAST/3(assets)", "occurs 2 times; the rule asks for 3"],
    ['"assets frozen"', "not side by side"],
    ["assets BEFORE/20 frozen", "other order"],
    ["TITLE(frozen)", "frozen"],
  ])("of %s", (source, expected) => {
    const miss = findNearestMiss(ruleOf(source), { title: "Assets", text });
    expect(miss?.message).toContain(expected);
    expect(miss?.closeness).toBeLessThan(1);
  });

  it("is nothing when the rule holds", () => {
    expect(findNearestMiss(ruleOf("frozen OR peace"), { title: "", text })).toBeNull();
  });
});

describe("words that satisfy many patterns at once", () => {
  const patterns = Array.from({ length: 250 }, (_, n) => [..."aaaaaaaa"].map((letter, at) => ((n >> at) & 1 ? "?" : letter)).join("")).filter((pattern) => pattern.includes("a"));
  const rules = [...patterns, ...patterns.map((pattern) => `=${pattern.replace("a", "A")}`)];
  // Few words and many of each, and words that nearly all differ, so that rows are filled in both ways.
  const words = Array.from({ length: 3_000 }, (_, n) => [..."aaaaaaaa"].map((letter, at) => ((n * (n < 1_500 ? 1 : 7)) >> at) & 1 ? "bB"[n % 2] : n % 3 === 0 ? "A" : letter).join(""));

  it("stand where each pattern by itself would find them", () => {
    const article = prepareArticle({ title: words.slice(0, 40).join(" "), text: `${"aaaaaaaa ".repeat(900)}${words.join(" ")}` });
    const whole = compileThemes(rules.map((source) => ({ key: source, rule: ruleOf(source) }))).match(article);
    const each = rules.flatMap((source) => compileThemes([{ key: source, rule: ruleOf(source) }]).match(article));
    expect(whole.length).toBeGreaterThan(200);
    expect(whole).toEqual(each);
  });
});
