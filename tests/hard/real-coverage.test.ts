import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { themes as themesTable } from "@/db/schema";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { canonicalUrl } from "@/server/core/articles/canonical-url";
import { storeArticles } from "@/server/services/articles/store-articles";
import { createTheme } from "@/server/services/themes/save-rule";
import { coverageSeries, type CoverageSeries } from "@/server/services/trends/coverage-series";
import { inferWorkspaceGaps } from "@/server/services/trends/infer-gaps";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

/*
 * Monthly numbers of whole corpora against a count of its own: words are cut by one regular expression, months are the
 * first seven letters of the date. Only which addresses are the same is taken from us. Skips where the corpora are not.
 */
const DATA = resolve(process.cwd(), "../shared/data");
const has = (corpus: string) => existsSync(`${DATA}/${corpus}/visible.jsonl.gz`);

interface Row {
  url: string;
  outlet: string;
  title: string;
  published_at: string;
  text: string;
}

const readCorpus = (corpus: string): Row[] =>
  gunzipSync(readFileSync(`${DATA}/${corpus}/visible.jsonl.gz`))
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { [key in keyof Row]: string | null })
    .flatMap(({ url, outlet, title, published_at, text }) => (url && /^https?:/.test(url) && published_at ? [{ url, outlet: outlet ?? "", title: title ?? "", published_at, text: text ?? "" }] : []));

/** Words of Latin letters and digits, without case and marks, and without a final 's. */
const plainWords = (text: string) => text.normalize("NFKD").replace(/\p{M}|\u00ad|\u200b/gu, "").toLowerCase().replace(/[’‘ʼ`´]/g, "'").replace(/'s(?![\p{L}\p{N}])/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];

interface PlainRule {
  name: string;
  rule: string;
  holds: (words: readonly string[], all: ReadonlySet<string>) => boolean;
}

const follows = (words: readonly string[], first: string, second: string) => words.some((word, at) => word === first && words[at + 1] === second);

const RULES: PlainRule[] = [
  { name: "One word", rule: "sanctions", holds: (_, all) => all.has("sanctions") },
  { name: "A beginning", rule: "missil*", holds: (words) => words.some((word) => word.startsWith("missil")) },
  { name: "A phrase", rule: '"prime minister"', holds: (words) => follows(words, "prime", "minister") },
  { name: "Either or", rule: "ukraine OR gas", holds: (_, all) => all.has("ukraine") || all.has("gas") },
  { name: "With and without", rule: "(russia OR russian) AND war AND NOT nato", holds: (_, all) => (all.has("russia") || all.has("russian")) && all.has("war") && !all.has("nato") },
];

type Monthly = Map<string, number>;

/** What became of each address: dated by its first publication, with the latest text that was new. */
function countIndependently(rows: readonly Row[]): { totals: Monthly; themes: Monthly[]; articles: number } {
  const byAddress = new Map<string, { date: string; seen: Set<string>; title: string; text: string }>();
  for (const row of rows) {
    const address = canonicalUrl(row.url)!.key;
    const known = byAddress.get(address);
    if (!known) byAddress.set(address, { date: row.published_at, seen: new Set([`${row.title}\n${row.text}`]), title: row.title, text: row.text });
    else {
      const text = row.text || known.text;
      if (!known.seen.has(`${row.title}\n${text}`)) Object.assign(known, { title: row.title, text });
      known.seen.add(`${row.title}\n${text}`);
      if (row.published_at < known.date) known.date = row.published_at;
    }
  }
  const totals: Monthly = new Map();
  const themes: Monthly[] = RULES.map(() => new Map());
  for (const { date, title, text } of byAddress.values()) {
    const month = `${date.slice(0, 7)}-01`;
    totals.set(month, (totals.get(month) ?? 0) + 1);
    const parts = [plainWords(title), plainWords(text)];
    const all = new Set(parts.flat());
    RULES.forEach(({ holds, name }, i) => {
      // A phrase does not run from the title into the text; the other rules look at both together.
      const isHeld = name === "A phrase" ? parts.some((words) => holds(words, all)) : holds(parts.flat(), all);
      if (isHeld) themes[i]!.set(month, (themes[i]!.get(month) ?? 0) + 1);
    });
  }
  return { totals, themes, articles: byAddress.size };
}

let house: TestHouse;
afterEach(() => house?.close());

async function importRows(rows: readonly Row[], now: string): Promise<void> {
  house = await openTestHouse(() => new Date(now));
  await house.db.update(themesTable).set({ archivedAt: house.now() }).where(eq(themesTable.workspaceId, house.workspace.id));
  for (const { name, rule } of RULES) await createTheme(house.as("analyst"), { name, rule });
  const actor = house.as("analyst").actor;
  for (let at = 0; at < rows.length; at += 2_000) {
    const articles = rows.slice(at, at + 2_000).map((row) => {
      const normal = normaliseDraft({ url: row.url, outlet: row.outlet, title: row.title, text: row.text, publishedAt: row.published_at }, { timeZone: "UTC", now: house.now(), allowOld: true, allowBare: true });
      if (!normal.ok) throw new Error(`${row.url}: ${normal.problems[0]!.message}`);
      return normal.article;
    });
    await house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor, now: house.now, origin: "import" }, articles));
  }
  await house.work();
}

const monthly = (): Promise<CoverageSeries> => coverageSeries(house.as("viewer"), { filter: {}, bucket: "month", unit: "articles" });

/** Compares every month of every rule; answers how many numbers were compared and which differ. */
async function compare(rows: readonly Row[]): Promise<{ compared: number; different: string[]; articles: number }> {
  const independent = countIndependently(rows);
  const series = await monthly();
  const different: string[] = [];
  let compared = 0;
  const check = (what: string, month: string, ours: number, theirs: number) => {
    compared += 1;
    if (ours !== theirs) different.push(`${what} ${month}: ${ours}, counted by hand ${theirs}`);
  };
  series.buckets.forEach(({ start, total }, i) => {
    check("all", start, total, independent.totals.get(start) ?? 0);
    series.lines.forEach(({ theme, points }) => check(theme.name, start, points[i]!.count, independent.themes[RULES.findIndex(({ name }) => name === theme.name)]!.get(start) ?? 0));
  });
  const [stored] = await house.db.execute<{ articles: number }>(sql`select count(*)::int as articles from articles`);
  expect(stored!.articles).toBe(independent.articles);
  process.stdout.write(`${compared} monthly numbers of ${independent.articles.toLocaleString("en")} articles compared, ${different.length} differ. ${series.lines.map(({ theme, points }) => `${theme.name} ${points.reduce((sum, { count }) => sum + count, 0)}`).join(", ")}\n`);
  return { compared, different, articles: independent.articles };
}

describe.skipIf(!has("corpus_ruwa"))("nine outlets of 2022", () => {
  it("give the months that an independent count gives", async () => {
    const rows = readCorpus("corpus_ruwa");
    await importRows(rows, "2023-06-01T12:00:00Z");
    expect((await compare(rows)).different).toEqual([]);
  });
});

describe.skipIf(!has("corpus_bbc_homepage"))("a front page whose headlines change", () => {
  it("gives the months that an independent count gives", async () => {
    const rows = readCorpus("corpus_bbc_homepage");
    await importRows(rows, "2024-06-01T12:00:00Z");
    expect((await compare(rows)).different).toEqual([]);
  });
});

describe.skipIf(!has("corpus_fwd_headlines"))("headlines with weeks missing", () => {
  it("give the months that an independent count gives, and the weeks as a gap", async () => {
    const rows = readCorpus("corpus_fwd_headlines");
    await importRows(rows, "2023-06-01T12:00:00Z");
    expect((await compare(rows)).different).toEqual([]);
    await inferWorkspaceGaps({ ...house.asSystem() });
    const weeks = await coverageSeries(house.as("viewer"), { filter: {}, bucket: "week", unit: "articles" });
    process.stdout.write(`${weeks.buckets.map(({ start, total, state }) => `${start} ${total} ${state}`).join("; ")}\n`);
    const silent = weeks.buckets.filter(({ total }) => total === 0);
    expect(silent.length).toBeGreaterThanOrEqual(11);
    for (const { start, state } of silent) expect(state, start).toBe("gap");
    for (const { start, state, total } of weeks.buckets) if (total > 400) expect(state, start).not.toBe("gap");
    // Beyond the last article nobody collected, whatever the range says.
    const beyond = await coverageSeries(house.as("viewer"), { filter: { from: "2022-05-01", to: "2022-08-31" }, bucket: "month", unit: "articles" });
    expect(beyond.buckets.map(({ state }) => state)).toEqual(["gap", "gap", "gap", "gap"]);
  });
});

describe.skipIf(!has("corpus_top_news_urls"))("outlets whose feeds end at different dates", () => {
  it("lose articles and keep their shares, and the chart says what is missing", async () => {
    const rows = readCorpus("corpus_top_news_urls").filter(({ published_at }) => published_at >= "2022-06-01").filter((_, i) => i % 12 === 0);
    await importRows(rows, "2026-09-01T12:00:00Z");
    expect((await compare(rows)).different).toEqual([]);
    await inferWorkspaceGaps({ ...house.asSystem() });
    const series = await coverageSeries(house.as("viewer"), { filter: { from: "2022-07-01", to: "2026-07-31" }, bucket: "month", unit: "articles" });
    const whole = series.buckets.filter(({ state }) => state === "complete").length;
    const reduced = series.buckets.filter(({ state }) => state === "partial" || state === "gap");
    process.stdout.write(`${series.buckets.map(({ start, total, state, collected }) => `${start.slice(0, 7)} ${total} ${state}${collected === undefined ? "" : ` ${Math.round(collected * 100)} %`}`).join("; ")}\n`);
    expect(whole).toBeGreaterThan(3);
    expect(reduced.length).toBeGreaterThan(3);
    expect(reduced.every(({ reasons }) => reasons.length > 0)).toBe(true);
    const last = rows.reduce((latest, { published_at }) => (published_at > latest ? published_at : latest), "").slice(0, 7);
    for (const { start, state, total } of series.buckets) if (start.slice(0, 7) > last) expect([start, state, total]).toEqual([start, "gap", 0]);
  });
});
