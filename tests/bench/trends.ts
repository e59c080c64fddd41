import { cpus, loadavg } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { openDatabase, type OpenDatabase } from "@/db/client";
import { newId } from "@/db/new-id";
import { bucketStarts } from "@/server/core/trends/buckets";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { addDays, dayNumber } from "@/server/core/trends/days";
import type { Scope } from "@/server/services/scope";
import { createTheme } from "@/server/services/themes/save-rule";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { countThemes, countTotals } from "@/server/services/trends/series-sql";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { seeded } from "@/tests/support/generated-coverage";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";

/*
 * What a chart of twelve themes over five years of days costs the server: the whole verb, as the Trends screen calls
 * it, against the plain GROUP BY over articles and matches in the same run.
 * Run with: npx tsx tests/bench/trends.ts [ARTICLES]...
 */
const sizes = process.argv.slice(2).map(Number).filter((size) => size > 0);
const SIZES = sizes.length > 0 ? sizes : [20_000, 200_000];
const ROUNDS = Number(process.env["ROUNDS"] ?? 60);
const FROM = "2020-01-01";
const TO = "2024-12-31";
const DAYS = dayNumber(TO) - dayNumber(FROM) + 1;
const OUTLETS = 40;
const LANGUAGES = ["en", "en", "en", "de", "fr", "uk", "ru"];
/** Parts of all articles that a theme matches, from an eighth to one in two hundred. */
const THEME_PARTS = [0.12, 0.1, 0.08, 0.06, 0.05, 0.05, 0.04, 0.03, 0.02, 0.02, 0.01, 0.005];
/** Part of the articles that repeats another one, within four days of it and in another outlet. */
const COPIES = 0.2;

interface Prepared {
  scope: Scope;
  outletIds: string[];
  versionIds: string[];
  articles: number;
  matches: number;
}

async function copyInto({ client }: OpenDatabase, statement: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), await client.unsafe(statement).writable());
}

async function fill(database: OpenDatabase, articles: number): Promise<Prepared> {
  const now = () => new Date("2025-02-10T12:00:00Z");
  const actor = { kind: "system", name: "bench" } as const;
  const workspace = await database.db.transaction((tx) => createWorkspace(tx, { name: "Bench", slug: `bench-${articles}`, actor, now }));
  const scope: Scope = { db: database.db, workspace, actor, now };
  const present = await activeThemes(database.db, workspace.id);
  for (let i = present.length; i < THEME_PARTS.length; i++) await createTheme(scope, { name: `Theme ${i}`, rule: `word${i}` });
  await database.client.unsafe("update rule_versions set backfill = 'complete', active_from = '2019-01-01' where workspace_id = $1", [workspace.id]);
  const themes = await activeThemes(database.db, workspace.id);
  const outletIds = Array.from({ length: OUTLETS }, () => newId());
  await database.client.unsafe("insert into outlets (id, workspace_id, key, name, country, group_name) select id, $1, 'outlet-' || n, 'Outlet ' || n, case when n % 3 = 0 then 'UA' end, 'Group ' || n % 4 from unnest($2::uuid[]) with ordinality as o(id, n)", [workspace.id, outletIds]);

  const random = seeded(17);
  const made: { id: string; day: string; outlet: number; story: string; themes: number[] }[] = [];
  for (let i = 0; i < articles; i++) {
    const original = i > 0 && random() < COPIES ? made[Math.floor(random() * i)]! : null;
    const id = newId();
    const later = original ? addDays(original.day, Math.floor(random() * 5)) : addDays(FROM, Math.floor(random() * DAYS));
    made.push({ id, day: later > TO ? TO : later, outlet: Math.floor(OUTLETS * random() ** 2), story: original?.story ?? id, themes: original?.themes ?? THEME_PARTS.flatMap((part, theme) => (random() < part ? [theme] : [])) });
  }
  await copyInto(
    database,
    "copy articles (id, workspace_id, outlet_id, origin, published_precision, published_day, current_revision, processed_revision, story_id, language) from stdin",
    made.map(({ id, day, outlet, story }) => `${[id, workspace.id, outletIds[outlet], "import", "day", day, 1, 1, story, LANGUAGES[outlet % LANGUAGES.length]].join("\t")}\n`),
  );
  await copyInto(database, "copy article_revisions (article_id, number, workspace_id, title, text, text_hash, words) from stdin", made.map(({ id }) => `${[id, 1, workspace.id, "A title", "A text of a few words.", "\\\\x00", 5].join("\t")}\n`));
  const evidence = JSON.stringify([{ field: "text", sentence: { start: 0, end: 23 }, spans: [{ start: 2, end: 6 }] }]);
  await copyInto(database, "copy matches (article_id, rule_version_id, workspace_id, theme_id, revision, evidence) from stdin", made.flatMap(({ id, themes: own }) => own.map((theme) => `${[id, themes[theme]!.versionId, workspace.id, themes[theme]!.id, 1, evidence].join("\t")}\n`)));
  await database.client.unsafe("vacuum analyze");
  return { scope, outletIds, versionIds: themes.map(({ versionId }) => versionId), articles, matches: made.reduce((sum, { themes: own }) => sum + own.length, 0) };
}

const percentile = (values: number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!;

async function time(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  for (let i = 0; i < 5; i++) await work();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times;
}

const FILTERS: [name: string, filter: (prepared: Prepared) => CoverageFilter][] = [
  ["none", () => ({})],
  ["days of two years", () => ({ from: "2022-03-10", to: "2024-03-09" })],
  ["three outlets", ({ outletIds }) => ({ outlets: outletIds.slice(0, 3) })],
  ["one language", () => ({ languages: ["en"] })],
  ["ten outlets and two languages", ({ outletIds }) => ({ outlets: outletIds.slice(0, 10), languages: ["en", "de"] })],
  ["a group and a country", () => ({ outletGroups: ["Group 1", "Group 2"], countries: ["UA"] })],
];

/** The numbers of the chart straight from the articles and matches. */
async function countPlainly({ scope, versionIds }: Prepared, filter: CoverageFilter, unit: Unit): Promise<{ totals: number[]; themes: Map<string, number[]> }> {
  const range = { from: FROM, to: TO, ...filter };
  const starts = bucketStarts(range.from, range.to, "day", 1);
  const context = { workspaceId: scope.workspace.id, versionIds };
  const [totals, themes] = await Promise.all([countTotals(scope.db, { filter: range, unit, starts }, context), countThemes(scope.db, { filter: range, unit, starts }, context)]);
  return { totals, themes };
}

async function measure(prepared: Prepared): Promise<{ rows: string[]; unfiltered: number; isKept: boolean }> {
  const rows: string[] = [];
  let unfiltered = 0;
  let isKept = true;
  for (const unit of ["articles", "stories"] as const) {
    for (const [name, make] of FILTERS) {
      const filter = { from: FROM, to: TO, ...make(prepared) };
      const series = await coverageSeries(prepared.scope, { filter, bucket: "day", unit });
      const plain = await countPlainly(prepared, make(prepared), unit);
      const same = series.buckets.every(({ total }, i) => total === plain.totals[i]) && series.lines.every(({ theme, points }) => points.every(({ count }, i) => count === plain.themes.get(theme.versionId)![i]));
      if (!same) throw new Error(`${name}, ${unit}: the chart differs from the plain count.`);
      const ours = await time(ROUNDS, () => coverageSeries(prepared.scope, { filter, bucket: "day", unit }));
      const theirs = await time(Math.max(5, Math.round(ROUNDS / 6)), () => countPlainly(prepared, make(prepared), unit));
      const p95 = percentile(ours, 0.95);
      const faster = percentile(theirs, 0.5) / percentile(ours, 0.5);
      const isUnfiltered = name === "none";
      if (unit === "articles") {
        if (isUnfiltered) unfiltered = percentile(ours, 0.5);
        isKept &&= p95 <= (isUnfiltered || name.startsWith("days") ? 10 : 60) && (prepared.articles < 200_000 || !isUnfiltered || faster >= 20);
      }
      rows.push(`| ${prepared.articles.toLocaleString("en")} | ${unit} | ${name} | ${percentile(ours, 0.5).toFixed(1)} | ${p95.toFixed(1)} | ${percentile(theirs, 0.5).toFixed(0)} | ${faster.toFixed(1)} |`);
    }
  }
  return { rows, unfiltered, isKept };
}

const cluster = await startThrowawayCluster();
let isKept = true;
try {
  console.log(`Twelve themes, ${DAYS.toLocaleString("en")} days, ${OUTLETS} outlets, ${COPIES * 100} % copies; ${cpus().length} cores of ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; ${ROUNDS} rounds, milliseconds`);
  const unfiltered: number[] = [];
  const table: string[] = [];
  for (const size of SIZES) {
    const name = `bench_${size}`;
    await createFromTemplate(cluster.adminUrl, name);
    const database = openDatabase(cluster.buildUrl(name), { statementTimeoutMs: 0 });
    const prepared = await fill(database, size);
    const started = performance.now();
    const folded = await foldCounts(database.db);
    console.log(`${size.toLocaleString("en")} articles with ${prepared.matches.toLocaleString("en")} matches: ${folded.toLocaleString("en")} changes folded in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
    await database.db.execute(sql`vacuum analyze`);
    const result = await measure(prepared);
    table.push(...result.rows);
    unfiltered.push(result.unfiltered);
    isKept &&= result.isKept;
    await database.close();
  }
  console.log(`\n| articles | unit | filter | chart, median | chart, p95 | plain GROUP BY, median | times faster |\n|---|---|---|---|---|---|---|\n${table.join("\n")}`);
  if (unfiltered.length > 1) {
    const growth = unfiltered.at(-1)! / unfiltered[0]!;
    isKept &&= growth <= 1.5;
    console.log(`\nUnfiltered, ${SIZES.at(-1)!.toLocaleString("en")} against ${SIZES[0]!.toLocaleString("en")} articles: ${growth.toFixed(2)} times (at most 1.5). Load at the end: ${loadavg()[0]!.toFixed(1)}`);
  }
} finally {
  await cluster.stop();
}
if (!isKept) process.exitCode = 1;
