import { existsSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { foldWord } from "@/server/core/text/fold-word";
import { tokenise } from "@/server/core/text/tokenise";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import type { ArticleText } from "@/server/core/themes/prepare-article";
import { WORST_RULES, WORST_TEXTS } from "@/tests/support/worst-rules";

/*
 * Articles per second for many themes at once, on one core, and the price of the worst rules.
 * Run with: npx tsx tests/bench/matching.ts
 */

const ARTICLES = 10_000;
const corpus = resolve(process.cwd(), "../shared/data/labelled_reuters21578/train.jsonl.gz");

/** A small generator of its own, so that every run measures the same. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function generatedArticles(): ArticleText[] {
  const random = seeded(7);
  const words = Array.from({ length: 20_000 }, (_, rank) => `w${rank.toString(36)}`);
  const draw = () => words[Math.min(words.length - 1, Math.floor(Math.exp(random() * Math.log(words.length))) - 1)] as string;
  const sentence = () => `W${Array.from({ length: 18 }, draw).join(" ")}.`;
  return Array.from({ length: ARTICLES }, () => ({ title: Array.from({ length: 7 }, draw).join(" "), text: Array.from({ length: 7 }, sentence).join(" ") }));
}

function loadArticles(): { articles: ArticleText[]; source: string } {
  if (!existsSync(corpus)) return { articles: generatedArticles(), source: "generated text (the Reuters articles are not here)" };
  const lines = gunzipSync(readFileSync(corpus)).toString("utf8").split("\n").filter(Boolean).slice(0, ARTICLES);
  const articles = lines.map((line) => JSON.parse(line) as { title?: string; text?: string }).map(({ title, text }) => ({ title: title ?? "", text: text ?? "" }));
  return { articles, source: "Reuters articles" };
}

/** Words that stand in 0.1 to 5 % of the articles. */
function middlingWords(articles: readonly ArticleText[]): string[] {
  const documents = new Map<string, number>();
  for (const { title, text } of articles) for (const word of new Set(tokenise(`${title}\n${text}`).words)) documents.set(word, (documents.get(word) ?? 0) + 1);
  return [...documents].filter(([word, count]) => /^[a-z]{2,}$/u.test(word) && count >= articles.length * 0.001 && count <= articles.length * 0.05).map(([word]) => word).sort();
}

const SHAPES: Record<string, (terms: readonly string[]) => string> = {
  "ten alternatives": (terms) => terms.join(" OR "),
  "five and five": (terms) => `(${terms.slice(0, 5).join(" OR ")}) AND (${terms.slice(5).join(" OR ")})`,
  "near and sentence": (terms) => `(${terms.slice(0, 3).join(" OR ")}) NEAR/8 (${terms.slice(3, 6).join(" OR ")}) OR SENTENCE((${terms.slice(6, 8).join(" OR ")}) AND (${terms[8]} OR ${terms[9]}))`,
};

interface Theme {
  key: string;
  terms: string[];
  source: string;
}

function drawThemes(count: number, words: readonly string[], shape: string): Theme[] {
  const random = seeded(11);
  return Array.from({ length: count }, (_, index) => {
    const terms = Array.from({ length: 10 }, () => words[Math.floor(random() * words.length)] as string);
    return { key: `theme ${index}`, terms, source: (SHAPES[shape] as (terms: readonly string[]) => string)(terms) };
  });
}

function compile(themes: readonly Theme[]) {
  return compileThemes(
    themes.map(({ key, source }) => {
      const parsed = parseRule(source);
      if (!parsed.ok) throw new Error(`${source}: ${parsed.errors[0]?.message}`);
      return { key, rule: parsed.rule };
    }),
  );
}

/** Processor time of this process, so that other work on the machine does not count. */
function timeMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function best(runs: number, run: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => timeMs(run)));
}

/** A matcher that has not met the text before, nor any of its words: what it remembers would flatter it. */
function bestFresh(runs: number, theme: Theme, article: ArticleText): number {
  const times = Array.from({ length: runs }, () => {
    const matcher = compile([theme]);
    return timeMs(() => void matcher.match(article));
  });
  return Math.min(...times);
}

function measureEngine(themes: readonly Theme[], articles: readonly ArticleText[]): { perSecond: number; matches: number } {
  const matcher = compile(themes);
  let matches = 0;
  for (const article of articles.slice(0, 1_000)) matcher.match(article);
  const ms = best(3, () => {
    matches = 0;
    for (const article of articles) matches += matcher.match(article).length;
  });
  return { perSecond: Math.round((articles.length / ms) * 1000), matches };
}

/** One regular expression per term over title and text, which is how it is first written everywhere. */
function measureNaive(themes: readonly Theme[], articles: readonly ArticleText[]): { perSecond: number; matches: number } {
  const compiled = themes.map((theme) => theme.terms.map((term) => new RegExp(`(?<![\\p{L}\\p{N}])${foldWord(term)}(?![\\p{L}\\p{N}])`, "giu")));
  let matches = 0;
  const ms = timeMs(() => {
    for (const { title, text } of articles) {
      const whole = `${title}\n${text}`;
      for (const terms of compiled) {
        let found = 0;
        for (const term of terms) for (const _ of whole.matchAll(term)) found += 1;
        if (found > 0) matches += 1;
      }
    }
  });
  return { perSecond: Math.round((articles.length / ms) * 1000), matches };
}

const { articles, source } = loadArticles();
const words = middlingWords(articles);
const processor = cpus()[0]?.model ?? "unknown processor";
console.log(`Processor time. Matching ${articles.length.toLocaleString("en")} ${source}, one core of ${processor}, Node ${process.version}; terms drawn from ${words.length} words`);
console.log("\n| shape of a theme | themes | articles per second | matches | cost against 10 themes |\n|---|---|---|---|---|");
for (const shape of Object.keys(SHAPES)) {
  let atTen = 0;
  for (const count of [10, 100, 1_000]) {
    const { perSecond, matches } = measureEngine(drawThemes(count, words, shape), articles);
    if (count === 10) atTen = perSecond;
    console.log(`| ${shape} | ${count} | ${perSecond.toLocaleString("en")} | ${matches.toLocaleString("en")} | ${(atTen / perSecond).toFixed(2)} |`);
  }
}

const hundred = drawThemes(100, words, "ten alternatives");
const few = articles.slice(0, 300);
const naive = measureNaive(hundred, few);
const ours = measureEngine(hundred, few);
console.log(`\n| 100 themes of ten alternatives, ${few.length} articles | articles per second | matches |\n|---|---|---|`);
console.log(`| one regular expression per term | ${naive.perSecond.toLocaleString("en")} | ${naive.matches} |`);
console.log(`| this engine | ${ours.perSecond.toLocaleString("en")} (${(ours.perSecond / naive.perSecond).toFixed(0)} times) | ${ours.matches} |`);

console.log("\n| worst rules, texts of 1 MB, cutting into words included | milliseconds of processor time, slowest text | which |\n|---|---|---|");
const texts = Object.entries(WORST_TEXTS).map(([name, make]) => ({ name, text: make() }));
for (const [name, rule] of Object.entries(WORST_RULES)) {
  const theme = { key: "worst", terms: [], source: rule };
  const times = texts.map((one) => ({ name: one.name, ms: bestFresh(4, theme, { title: "", text: one.text }) }));
  const slowest = times.reduce((most, one) => (one.ms > most.ms ? one : most));
  console.log(`| ${name} | ${slowest.ms.toFixed(0)} | ${slowest.name} |`);
}
console.log(`\nHeap in use at the end: ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`);
