import { cpus, loadavg } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { openDatabase, type OpenDatabase } from "@/db/client";
import { candidateQuery, printTsquery } from "@/server/core/themes/candidate-query";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import type { Rule } from "@/server/core/themes/rule";
import type { Scope } from "@/server/services/scope";
import { backfillVersion } from "@/server/services/themes/backfill-version";
import { compareVersions } from "@/server/services/themes/compare-versions";
import { previewRule } from "@/server/services/themes/preview-rule";
import { createTheme, saveRule } from "@/server/services/themes/save-rule";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { fillWithCoverage, seeded, wordOfRank } from "@/tests/support/generated-coverage";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";

/*
 * A back-fill over many articles, against one core that selects the same candidates, runs the engine over their texts
 * and copies the same rows; both in turn, so that they meet the same moments of the machine. Then previews.
 * Run with: npx tsx tests/bench/backfill.bench.ts [ARTICLES]
 */
const articleCount = Number(process.argv[2] ?? 200_000);
const rounds = Number(process.env["ROUNDS"] ?? 3);

/** Words that stand in about 5 %, 2 % and 0.3 % of the articles. */
const [frequent, middling, rare] = [[500, 20], [1_000, 60], [5_000, 400]].map(([rank, spread]) => (at: number) => wordOfRank(rank! + at * spread!)) as [(at: number) => string, (at: number) => string, (at: number) => string];

const RULES = {
  "ten alternatives": Array.from({ length: 10 }, (_, at) => (at < 3 ? frequent(at) : at < 6 ? middling(at) : rare(at))).join(" OR "),
  "near and sentence": `(${frequent(0)} OR ${frequent(1)}) NEAR/8 (${middling(0)} OR ${middling(1)} OR ${frequent(2)}) OR SENTENCE(${middling(2)} AND ${frequent(3)})`,
  "one rare word": rare(1),
};

function parsed(source: string): Rule {
  const result = parseRule(source);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.rule;
}

const escapeCopy = (value: string) => value.replace(/[\\\n\r\t]/gu, (letter) => ({ "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[letter]!);

/** The work itself and nothing around it. */
async function copyMatches({ client }: OpenDatabase, scope: Scope, themeId: string, versionId: string, rule: Rule): Promise<{ seconds: number; rows: number }> {
  await client.unsafe("drop table if exists copied");
  await client.unsafe("create table copied (like matches including all)");
  const started = performance.now();
  const matcher = compileThemes([{ key: "rule", rule }]);
  let rows = 0;
  const texts = client.unsafe(
    `select a.id, r.title, r.text from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision where a.workspace_id = $1 and a.lexemes @@ $2::tsquery`,
    [scope.workspace.id, printTsquery(candidateQuery(rule)!)],
  );
  async function* lines() {
    for await (const batch of texts.cursor(2_000)) {
      for (const { id, title, text } of batch as unknown as { id: string; title: string; text: string }[]) {
        const [match] = matcher.match({ title, text });
        if (!match) continue;
        rows += 1;
        yield `${id}\t${versionId}\t${scope.workspace.id}\t${themeId}\t1\t${escapeCopy(JSON.stringify(match.evidence))}\n`;
      }
    }
  }
  await pipeline(Readable.from(lines()), await client`copy copied (article_id, rule_version_id, workspace_id, theme_id, revision, evidence) from stdin`.writable());
  return { seconds: (performance.now() - started) / 1_000, rows };
}

async function backfill({ client, db }: OpenDatabase, scope: Scope, versionId: string): Promise<{ seconds: number; rows: number }> {
  await client.unsafe("delete from matches where rule_version_id = $1", [versionId]);
  await client.unsafe("vacuum matches");
  await client.unsafe("update rule_versions set backfill = 'running', backfill_cursor = null, backfill_done = 0 where id = $1", [versionId]);
  const started = performance.now();
  await backfillVersion(db, scope.workspace.id, versionId, async () => true);
  const seconds = (performance.now() - started) / 1_000;
  const [count] = await client.unsafe<{ rows: number }[]>("select count(*)::int as rows from matches where rule_version_id = $1", [versionId]);
  return { seconds, rows: count!.rows };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const percentile = (values: number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!;

async function measureBackfills(database: OpenDatabase, scope: Scope): Promise<boolean> {
  console.log("\n| rule | matches | one core alone, s | back-fill, s | ratio (at most 1.5) |\n|---|---|---|---|---|");
  let isKept = true;
  for (const [name, source] of Object.entries(RULES)) {
    const { themeId, versionId } = await createTheme(scope, { name, rule: source });
    const alone: number[] = [];
    const ours: number[] = [];
    let rows = 0;
    for (let round = 0; round < rounds; round += 1) {
      const copied = await copyMatches(database, scope, themeId, versionId, parsed(source));
      const filled = await backfill(database, scope, versionId);
      if (copied.rows !== filled.rows) throw new Error(`${filled.rows} matches where ${copied.rows} were copied.`);
      alone.push(copied.seconds);
      ours.push(filled.seconds);
      rows = filled.rows;
    }
    const ratio = median(ours) / median(alone);
    isKept &&= ratio <= 1.5;
    console.log(`| ${name} | ${rows.toLocaleString("en")} | ${median(alone).toFixed(2)} | ${median(ours).toFixed(2)} | ${ratio.toFixed(2)} |`);
  }
  return isKept;
}

/** Edits as people make them: a word more, a word less, an exclusion, another reach, a rule from nothing. */
function drawEdit(random: () => number): string {
  const base = RULES["ten alternatives"];
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  const word = () => pick([frequent, middling, rare].map((draw) => draw(Math.floor(random() * 30))));
  return pick([
    `${base} OR ${word()}`,
    `${base} OR ${word()} NEAR/5 ${word()}`,
    base.split(" OR ").slice(0, 4 + Math.floor(random() * 6)).join(" OR "),
    `(${base}) NOT ${word()}`,
    `SENTENCE((${base}) AND ${word()})`,
    RULES["near and sentence"],
    Array.from({ length: 10 }, word).join(" OR "),
    `(${word()} OR ${word()}) NEAR/10 (${word()} OR ${word()})`,
    `${word().slice(0, 2)}* AND ${word()}`,
  ]);
}

async function measurePreviews(scope: Scope): Promise<boolean> {
  const { themeId, versionId } = await createTheme(scope, { name: "Previewed", rule: RULES["ten alternatives"] });
  await backfillVersion(scope.db, scope.workspace.id, versionId, async () => true);
  await scope.db.execute(sql`analyze matches`);
  const random = seeded(5);
  const times: number[] = [];
  const waits: number[] = [];
  let exact = 0;
  for (let at = 0; at < 120; at += 1) {
    const isNew = at % 4 === 3;
    const rule = drawEdit(random);
    const beats = watchTurns();
    const started = performance.now();
    const preview = await previewRule(scope, isNew ? { rule } : { rule, themeId });
    times.push(performance.now() - started);
    waits.push(beats());
    if (preview.ok && preview.matches.exact && (preview.gained?.exact ?? true)) exact += 1;
  }
  await saveRule(scope, { themeId, rule: RULES["near and sentence"], reason: "Compare", basedOnVersion: 1 });
  const started = performance.now();
  const comparison = await compareVersions(scope, { themeId, from: 1, to: 2 });
  const comparedMs = performance.now() - started;
  console.log(`\n| previews over ${articleCount.toLocaleString("en")} articles | milliseconds |\n|---|---|`);
  console.log(`| median | ${median(times).toFixed(0)} |\n| p95 (under 500) | ${percentile(times, 0.95).toFixed(0)} |\n| slowest | ${Math.max(...times).toFixed(0)} |`);
  console.log(`| longest wait of other requests, p95 | ${percentile(waits, 0.95).toFixed(0)} |`);
  console.log(`\n${exact} of ${times.length} previews were exact, the others estimated with an interval. Two versions compared in ${comparedMs.toFixed(0)} ms, ${comparison.read.toLocaleString("en")} of ${comparison.of.toLocaleString("en")} candidates read.`);
  return percentile(times, 0.95) < 500;
}

/** Starts watching the event loop; the answer is the longest time in milliseconds that it did not turn. */
function watchTurns(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return () => {
    clearInterval(timer);
    return Math.max(longest, performance.now() - last - 5);
  };
}

const cluster = await startThrowawayCluster();
let isKept = false;
try {
  await createFromTemplate(cluster.adminUrl, "bench");
  const database = openDatabase(cluster.buildUrl("bench"), { max: 4, statementTimeoutMs: 0 });
  const now = () => new Date("2025-04-01T12:00:00Z");
  const actor = { kind: "system", name: "bench" } as const;
  const workspace = await database.db.transaction((tx) => createWorkspace(tx, { name: "Bench", slug: "bench", actor, now }));
  const scope: Scope = { db: database.db, workspace, actor, now };
  await fillWithCoverage(database.client, workspace.id, { count: articleCount });
  console.log(`${articleCount.toLocaleString("en")} articles of 220 words, ${cpus().length} cores of ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; median of ${rounds} rounds`);
  const isFast = await measureBackfills(database, scope);
  isKept = (await measurePreviews(scope)) && isFast;
  console.log(`\nLoad at the end: ${loadavg()[0]!.toFixed(1)}`);
  await database.close();
} finally {
  await cluster.stop();
}
if (!isKept) process.exitCode = 1;
