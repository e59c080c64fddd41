import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { newId } from "@/db/new-id";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import { addPiece, finishUpload, startImport } from "@/server/services/imports/upload-import";
import type { Scope } from "@/server/services/scope";
import { generateTexts } from "@/tests/support/generated-coverage";

const PHRASES = ["The ministers discussed the transfer of frozen Russian assets to Ukraine.", "Peace talks began in the capital, and a ceasefire was discussed.", "It rained on the coast for most of the week.", "The council voted on a new tram line."];

/**
 * A file of articles as CSV: every tenth row repeats the address of an earlier one, every eighth is a near copy of
 * another outlet's report, half speak of a theme, and every hundredth has no title and no text and is refused.
 */
export function printCoverageFile(rows: number, seed = 5): { bytes: Buffer; distinct: number; refused: number } {
  const texts = generateTexts(rows, { seed, words: 60 });
  const lines = ["url,title,outlet,published,text"];
  const seen = new Set<number>();
  let refused = 0;
  for (let n = 0; n < rows; n++) {
    const isRefused = n % 100 === 99;
    const source = n % 10 === 9 ? n - 4 : n;
    const { title, text } = texts[source % 8 === 7 ? source - 3 : source]!;
    const day = new Date(Date.UTC(2025, 0, 1 + Math.floor(source / 8) % 60)).toISOString().slice(0, 10);
    if (isRefused) refused += 1;
    else seen.add(source);
    const cells = isRefused ? ["", "", "", "not a day", ""] : [`https://outlet-${source % 20}.example/${seed}/${source}`, title, `Outlet ${source % 20}`, day, `${PHRASES[source % PHRASES.length]} ${text}`];
    lines.push(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  }
  return { bytes: Buffer.from(`${lines.join("\r\n")}\r\n`), distinct: seen.size, refused };
}

/** Uploads a file as the form does and leaves its import waiting; answers the import's id. */
export async function uploadFile(scope: Scope, bytes: Buffer): Promise<string> {
  const importId = newId();
  await startImport(scope, { importId, fileName: "coverage.csv", byteLength: bytes.byteLength });
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) await addPiece(scope, { importId, position: at / PIECE_BYTES, bytes: bytes.subarray(at, at + PIECE_BYTES) });
  await finishUpload(scope, { importId });
  return importId;
}

export interface RunningWorker {
  child: ChildProcess;
  output(): string;
  /** Sends a signal and waits for the end; answers the exit code, null after a kill. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
}

/** The worker's own program in a process of its own, up when this resolves. */
export async function startWorker(databaseUrl: string): Promise<RunningWorker> {
  const root = join(import.meta.dirname, "..", "..");
  const child = spawn(process.execPath, ["--import", createRequire(import.meta.url).resolve("tsx"), join(root, "server", "worker", "main.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "", TZ: "UTC", DATABASE_URL: databaseUrl },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const worker = {
    child,
    output: () => output,
    async end(signal: "SIGKILL" | "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
  await waitFor(() => {
    if (child.exitCode !== null) throw new Error(`The worker ended with ${child.exitCode}:\n${output}`);
    return output.includes("the worker is up");
  }, 120_000, "a worker", () => output);
  return worker;
}

/** Polls until `isSo`; answers how many milliseconds it took and throws after `limitMs`, with what `explain` says of how things stand. */
export async function waitFor(isSo: () => boolean | Promise<boolean>, limitMs: number, what = "what was waited for", explain: () => string | Promise<string> = () => ""): Promise<number> {
  const startedMs = Date.now();
  for (; !(await isSo()); await sleep(50)) if (Date.now() - startedMs > limitMs) throw new Error(`After ${limitMs} ms: ${what} did not come.\n${await explain()}`);
  return Date.now() - startedMs;
}

/** How far an import and the processing of its articles have come: grows with every committed step. */
export async function readProgress(db: Database, importId: string): Promise<{ rows: number; processed: number; isOver: boolean }> {
  const [row] = await db.execute<{ rows: number; processed: number; over: boolean }>(sql`
    select i.rows_read as rows, (select count(*)::int from articles a where a.import_id = i.id and a.processed_revision is not null) as processed,
      i.state = 'done' and not exists (select 1 from jobs j where j.workspace_id = i.workspace_id and j.failed_at is null and j.kind in ('run-import', 'process-articles')) as over
    from imports i where i.id = ${importId}`);
  return { rows: row!.rows, processed: row!.processed, isOver: row!.over };
}

/** What a check of derived data answers when nothing would change. */
export const NOTHING_CHANGES = { unprocessed: 0, matchesMissing: 0, matchesExtra: 0, evidenceChanged: 0, storiesChanged: 0, leadsChanged: 0, importsMiscounted: 0, identitiesAstray: 0, countsWrong: 0 };

