import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { imports } from "@/db/schema";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import { WORKER_ENV, WORKER_FLAGS } from "@/server/start/memory-flags";
import { finishJob, takeJob } from "@/server/services/jobs/take-job";
import { addPiece, finishUpload, startImport } from "@/server/services/imports/upload-import";
import type { Scope } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { handleJob } from "@/server/worker/handle-job";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";
import { createRandom, generateText } from "@/tests/unit/stories/generate-text";

/**
 * How much memory an import takes and whether its progress is true: `npx tsx tests/bench/import-memory.ts [ROWS...]`.
 * A file of so many rows (500 bytes each) is uploaded in pieces and taken in by a worker process of its own, started as the program starts it, whose
 * resident memory is sampled; meanwhile the import's own counts are read from outside: they must only grow and always
 * add up. The worker then processes 20 batches, as it would. Ends with an error when a count was not true.
 */
const SAMPLE_MS = 25;
const PROCESSED_BATCHES = 20;

interface Answer {
  peakMb: number;
  peakWhileProcessingMb: number;
  seconds: number;
}

async function work(url: string): Promise<void> {
  const database = openDatabase(url, { max: 4, name: "bench-worker" });
  const tools = openOutsideWorld([], "Themeline bench");
  const peaks = [0, 0];
  let stage = 0;
  const sampler = setInterval(() => (peaks[stage] = Math.max(peaks[stage]!, process.memoryUsage.rss())), SAMPLE_MS);
  const started = performance.now();
  let seconds = 0;
  for (let batches = 0; batches < PROCESSED_BATCHES; ) {
    const job = await takeJob(database.db, "bench");
    if (!job) break;
    await handleJob(database.db, tools, job, async () => true);
    await finishJob(database.db, job.id, "bench");
    if (job.kind === "run-import") {
      seconds = (performance.now() - started) / 1_000;
      stage = 1;
    } else if (job.kind === "process-articles") batches += 1;
  }
  clearInterval(sampler);
  await database.close();
  process.send!({ peakMb: peaks[0]! / 1e6, peakWhileProcessingMb: peaks[1]! / 1e6, seconds } satisfies Answer);
}

function* generatePieces(rowCount: number): Generator<Buffer> {
  const random = createRandom(11);
  let held: Buffer[] = [];
  let bytes = 0;
  for (let i = 0; i < rowCount; i += 1) {
    const day = new Date(Date.UTC(2022, 0, 1) + Math.floor((i / rowCount) * 700) * 86_400_000).toISOString().slice(0, 10);
    const line = Buffer.from(`${JSON.stringify({ url: `https://outlet-${i % 40}.example/${day}/story-${i}`, title: generateText(random, 9), published_at: day, text: generateText(random, 30 + Math.floor(random() * 40)) })}\n`);
    held.push(line);
    bytes += line.length;
    if (bytes < PIECE_BYTES) continue;
    const piece = Buffer.concat(held);
    yield piece.subarray(0, PIECE_BYTES);
    held = [piece.subarray(PIECE_BYTES)];
    bytes = held[0]!.length;
  }
  yield Buffer.concat(held);
}

async function measure(url: string, rowCount: number) {
  const database = openDatabase(url, { max: 2, statementTimeoutMs: 0 });
  const actor = { kind: "system", name: "bench" } as const;
  const now = () => new Date("2024-01-01T00:00:00Z");
  const workspace = await database.db.transaction((tx) => createWorkspace(tx, { name: "Bench", slug: "bench", actor, now }));
  const scope: Scope = { db: database.db, workspace, actor, now };
  const importId = randomUUID();
  let byteLength = 0;
  for (const piece of generatePieces(rowCount)) byteLength += piece.length;
  await startImport(scope, { importId, fileName: "bench.jsonl", byteLength });
  let position = 0;
  for (const bytes of generatePieces(rowCount)) await addPiece(scope, { importId, position: position++, bytes });
  await finishUpload(scope, { importId });

  const child = fork(fileURLToPath(import.meta.url), ["--worker", url], { execArgv: [...WORKER_FLAGS, ...process.execArgv], env: { ...process.env, ...WORKER_ENV } });
  let isOver = false;
  const answered = new Promise<Answer>((resolve, reject) => {
    child.once("message", (answer: Answer) => resolve(answer));
    child.once("exit", (code) => reject(new Error(`The worker ended with ${code} before it answered.`)));
  }).finally(() => (isOver = true));
  let last = { rowsRead: 0, bytesRead: 0 };
  let readings = 0;
  while (!isOver) {
    const [row] = await database.db.select().from(imports).where(eq(imports.id, importId));
    const { rowsRead, bytesRead, created, existing, refused } = row!;
    if (created + existing + refused !== rowsRead) throw new Error(`${created} + ${existing} + ${refused} is not ${rowsRead}.`);
    if (rowsRead < last.rowsRead || bytesRead < last.bytesRead || bytesRead > byteLength) throw new Error("Progress went back, or past the end.");
    if (rowsRead > last.rowsRead) readings += 1;
    last = { rowsRead, bytesRead };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const answer = await answered;
  if (last.rowsRead !== rowCount) throw new Error(`${last.rowsRead} of ${rowCount} rows were taken in.`);
  await database.close();
  return { rows: rowCount, MB: Math.round(byteLength / 1e6), "import s": +answer.seconds.toFixed(1), "peak MB": Math.round(answer.peakMb), "peak MB while processing": Math.round(answer.peakWhileProcessingMb), "readings of progress": readings };
}

const at = process.argv.indexOf("--worker");
if (at > 0) await work(process.argv[at + 1]!);
else {
  const sizes = process.argv.slice(2).map(Number).filter((n) => n > 0);
  const cluster = await startThrowawayCluster();
  try {
    const results = [];
    for (const rowCount of sizes.length > 0 ? sizes : [50_000, 200_000]) {
      await createFromTemplate(cluster.adminUrl, `bench_memory_${rowCount}`);
      results.push(await measure(cluster.buildUrl(`bench_memory_${rowCount}`), rowCount));
    }
    console.log(`${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
    console.table(results);
  } finally {
    await cluster.stop();
  }
}
