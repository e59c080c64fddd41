import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Sql } from "postgres";
import { openDatabase } from "@/db/client";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import { runImport } from "@/server/services/imports/run-import";
import { WORKER_ENV, WORKER_FLAGS } from "@/server/start/memory-flags";
import { addPiece, finishUpload, startImport } from "@/server/services/imports/upload-import";
import type { Scope } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { handleJob } from "@/server/worker/handle-job";
import { finishJob, takeJob } from "@/server/services/jobs/take-job";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";
import { createRandom, generateText } from "@/tests/unit/stories/generate-text";

/**
 * From an uploaded file to committed articles, against a bare COPY of the same rows into the same indexed tables:
 * `npx tsx tests/bench/import.ts [ROWS] [--process]`. Every round imports into a new database and then copies what the
 * import wrote (articles, revisions, addresses, outcomes of rows) into another one, so that both meet the same moment
 * of the machine; it runs in a process with the worker's own memory limits. `--process` also times the processing of the first 5,000 articles.
 */
const rowCount = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 20_000);
const rounds = Number(process.env["ROUNDS"] ?? 3);
const TABLES = ["articles", "article_revisions", "addresses", "import_rows"] as const;

/** The file's bytes; what they are made of is not kept, since whoever imports a file does not have it in memory. */
function makeFile(): Buffer {
  const random = createRandom(11);
  const lines = Array.from({ length: rowCount }, (_, i) => {
    const day = new Date(Date.UTC(2022, 0, 1) + Math.floor((i / rowCount) * 700) * 86_400_000).toISOString().slice(0, 10);
    return JSON.stringify({ url: `https://outlet-${i % 40}.example/${day}/story-${i}?utm_source=feed`, title: generateText(random, 9), published_at: day, text: generateText(random, 30 + Math.floor(random() * 60)) });
  });
  return Buffer.from(`${lines.join("\n")}\n`);
}

const file = makeFile();

async function importFile(url: string): Promise<{ seconds: number; scope: Scope; close: () => Promise<void> }> {
  const database = openDatabase(url, { max: 4, statementTimeoutMs: 0 });
  const now = () => new Date("2024-01-01T00:00:00Z");
  const actor = { kind: "system", name: "bench" } as const;
  const workspace = await database.db.transaction((tx) => createWorkspace(tx, { name: "Bench", slug: "bench", actor, now }));
  const scope: Scope = { db: database.db, workspace, actor, now };
  const importId = randomUUID();
  await startImport(scope, { importId, fileName: "bench.jsonl", byteLength: file.length });
  for (let position = 0; position * PIECE_BYTES < file.length; position += 1) await addPiece(scope, { importId, position, bytes: file.subarray(position * PIECE_BYTES, (position + 1) * PIECE_BYTES) });
  await finishUpload(scope, { importId });
  const started = performance.now();
  await runImport(scope, importId, openOutsideWorld([], "Themeline bench").readRecords, async () => true);
  const seconds = (performance.now() - started) / 1_000;
  const [counted] = await database.client<{ rows: number }[]>`select count(*)::int as rows from articles`;
  if (counted!.rows !== rowCount) throw new Error(`${counted!.rows} articles from ${rowCount} rows.`);
  return { seconds, scope, close: database.close };
}

async function dump(client: Sql, table: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await pipeline(await client`copy ${client(table)} to stdout (format binary)`.readable(), new Writable({ write: (chunk: Buffer, _, done) => (chunks.push(Buffer.from(chunk)), done()) }));
  return Buffer.concat(chunks);
}

async function copyRows(fromUrl: string, toUrl: string): Promise<number> {
  const source = openDatabase(fromUrl, { max: 1, statementTimeoutMs: 0 });
  const target = openDatabase(toUrl, { max: 1, statementTimeoutMs: 0 });
  // Rows that the copied ones refer to.
  for (const table of ["workspaces", "outlets", "imports"]) await pipeline(Readable.from([await dump(source.client, table)]), await target.client`copy ${target.client(table)} from stdin (format binary)`.writable());
  const dumps = [];
  for (const table of TABLES) dumps.push({ table, bytes: await dump(source.client, table) });
  const started = performance.now();
  for (const { table, bytes } of dumps) await pipeline(Readable.from(slices(bytes)), await target.client`copy ${target.client(table)} from stdin (format binary)`.writable());
  const seconds = (performance.now() - started) / 1_000;
  await source.close();
  await target.close();
  return seconds;
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function processSome(scope: Scope): Promise<number> {
  const tools = openOutsideWorld([], "Themeline bench");
  let articles = 0;
  const started = performance.now();
  while (articles < Math.min(5_000, rowCount)) {
    const job = await takeJob(scope.db, "bench");
    if (!job) break;
    await handleJob(scope.db, tools, job, async () => true);
    await finishJob(scope.db, job.id, "bench");
    articles += (job.payload as { articleIds?: string[] }).articleIds?.length ?? 0;
  }
  return articles / ((performance.now() - started) / 1_000);
}

async function runRounds(): Promise<void> {
  const cluster = await startThrowawayCluster();
  try {
    const results = [];
    for (let round = 1; round <= rounds; round += 1) {
      await createFromTemplate(cluster.adminUrl, `bench_import_${round}`);
      await createFromTemplate(cluster.adminUrl, `bench_copy_${round}`);
      const imported = await importFile(cluster.buildUrl(`bench_import_${round}`));
      const copySeconds = await copyRows(cluster.buildUrl(`bench_import_${round}`), cluster.buildUrl(`bench_copy_${round}`));
      const processed = process.argv.includes("--process") ? { "processed/s": Math.round(await processSome(imported.scope)) } : {};
      await imported.close();
      results.push({ rows: rowCount, "import s": +imported.seconds.toFixed(2), "import rows/s": Math.round(rowCount / imported.seconds), "copy s": +copySeconds.toFixed(2), "copy rows/s": Math.round(rowCount / copySeconds), "import / copy": +(copySeconds / imported.seconds).toFixed(2), ...processed });
    }
    const [processor] = cpus();
    console.log(`${processor?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
    console.table(results);
  } finally {
    await cluster.stop();
  }
}

const isLimited = WORKER_FLAGS.every((flag) => process.execArgv.includes(flag));
if (isLimited) await runRounds();
else process.exitCode = spawnSync(process.execPath, [...WORKER_FLAGS, ...process.execArgv, ...process.argv.slice(1)], { stdio: "inherit", env: { ...process.env, ...WORKER_ENV } }).status ?? 1;
