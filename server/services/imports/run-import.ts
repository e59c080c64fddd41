import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { importPieces, imports } from "@/db/schema";
import type { NormalArticle } from "@/server/core/articles/article-draft";
import { judgeRecord, type JudgeRecordOptions } from "@/server/core/imports/judge-record";
import { cleanText } from "@/server/core/text/clean-text";
import type { RecordBatch, RecordRow } from "@/server/ingest/files/record-batch";
import { storeArticles, type StoreOutcome } from "@/server/services/articles/store-articles";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";
import { enqueueGapInference } from "@/server/services/trends/infer-gaps";

/** Reads a file's bytes as batches of records; the worker passes one that runs in a thread of its own. */
export type RecordReader = (source: AsyncIterable<Uint8Array>, options: { fileName: string; skipRows: number; judge: JudgeRecordOptions }) => AsyncIterable<RecordBatch>;

type Ending = "done" | "stopped" | "interrupted";

/**
 * Takes a whole file in, a batch per transaction: articles, the outcome of every row and the import's counts are
 * committed together, so that created + existing + refused = rows read at every moment and a run that was cut off
 * goes on at the next row. `goOn` is asked between batches. A file that cannot be read ends as `failed` with a reason.
 */
export async function runImport(scope: Scope, importId: string, read: RecordReader, goOn: () => Promise<boolean>): Promise<Ending> {
  const { db } = scope;
  const [row] = await db
    .update(imports)
    .set({ state: "running" })
    .where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id), sql`${imports.state} in ('waiting', 'running')`))
    .returning();
  if (!row) return "stopped";
  const judge: JudgeRecordOptions = { timeZone: scope.workspace.timeZone, now: scope.now(), plan: null };
  const batches = read(readPieces(scope, importId), { fileName: row.fileName, skipRows: row.rowsRead, judge });
  for await (const batch of readAhead(judgeBatches(batches, judge))) {
    const isRunning = await db.transaction((tx) => takeBatch(tx, scope, importId, batch));
    if (!isRunning) return "stopped";
    if (batch.problem) {
      await endImport(scope, importId, "failed", batch.problem);
      return "done";
    }
    // The last batch of a file may be empty: what ends the import is not worth another run.
    if (batch.rows.length > 0 && !(await goOn())) return "interrupted";
  }
  await endImport(scope, importId, "done", "");
  return "done";
}

async function* readPieces(scope: Scope, importId: string): AsyncGenerator<Uint8Array> {
  for (let position = -1; ; ) {
    const [piece] = await scope.db.select().from(importPieces).where(and(eq(importPieces.importId, importId), gt(importPieces.position, position))).orderBy(asc(importPieces.position)).limit(1);
    if (!piece) return;
    yield piece.bytes;
    position = piece.position;
  }
}

interface JudgedBatch {
  rows: JudgedRow[];
  bytesRead: number;
  problem: string | null;
}

async function* judgeBatches(batches: AsyncIterable<RecordBatch>, judge: JudgeRecordOptions): AsyncGenerator<JudgedBatch> {
  for await (const { rows, bytesRead, problem } of batches) yield { rows: rows.map((row) => judgeRow(row, judge)), bytesRead, problem: problem?.message ?? null };
}

/** Makes the next value while the caller is busy with this one: reading the file and the database's work overlap. */
async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    for (let next = source.next(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      next.catch(() => {});
      yield value;
    }
  } finally {
    await source.return(undefined);
  }
}

/** False when a person paused or cancelled the import, or when another worker is ahead of this one. */
async function takeBatch(tx: Transaction, scope: Scope, importId: string, batch: JudgedBatch): Promise<boolean> {
  const [state] = await tx.select({ state: imports.state, rowsRead: imports.rowsRead }).from(imports).where(eq(imports.id, importId)).for("update");
  if (state?.state !== "running") return false;
  const first = batch.rows[0];
  if (first && first.row.rowNumber !== state.rowsRead + 1) return false;

  const accepted = batch.rows.flatMap((row) => (row.article ? [row.article] : []));
  const outcomes = await storeArticles(tx, { workspaceId: scope.workspace.id, actor: scope.actor, now: scope.now, origin: "import", importId }, accepted);
  let next = 0;
  const rows = batch.rows.map((row) => outcomeRow(row, row.article ? outcomes[next++]! : null));
  await tx.execute(sql`
    insert into import_rows (import_id, row_number, outcome, reason, article_id, record)
    select ${importId}::uuid, r.row, r.outcome::row_outcome, r.reason, r.article, r.record
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(row int, outcome text, reason text, article uuid, record jsonb)`);

  const tally = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  await tx
    .update(imports)
    .set({
      rowsRead: sql`${imports.rowsRead} + ${rows.length}`,
      bytesRead: batch.bytesRead,
      created: sql`${imports.created} + ${tally("created")}`,
      existing: sql`${imports.existing} + ${tally("existing")}`,
      refused: sql`${imports.refused} + ${tally("refused")}`,
    })
    .where(eq(imports.id, importId));
  await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "import.rows", subjectId: importId, detail: { rows: rows.length, created: tally("created") } });
  return true;
}

interface JudgedRow {
  row: RecordRow;
  article: NormalArticle | null;
  reason: string;
}

/** The reader's own judgement, or ours where it only reads. */
function judgeRow(row: RecordRow, judge: JudgeRecordOptions): JudgedRow {
  if (!row.ok) return { row, article: null, reason: row.reason };
  const judged = row.judged ?? judgeRecord(row.record, judge);
  return judged.ok ? { row, article: judged.article, reason: "" } : { row, article: null, reason: judged.reason };
}

const KEPT_CHARACTERS = 2_000;

interface OutcomeRow {
  row: number;
  outcome: "created" | "existing" | "refused";
  reason: string;
  article: string | null;
  record: Record<string, string> | null;
}

function outcomeRow({ row, reason }: JudgedRow, outcome: StoreOutcome | null): OutcomeRow {
  if (!outcome) {
    const record = row.ok ? Object.fromEntries(Object.entries(row.record).map(([field, value]) => [field, cleanText(value.slice(0, KEPT_CHARACTERS))])) : null;
    return { row: row.rowNumber, outcome: "refused", reason: cleanText(row.line ? `Line ${row.line}: ${reason}` : reason), article: null, record };
  }
  const said = outcome.kind === "created" ? "" : outcome.inTrash ? "already there, in the trash" : outcome.revised ? "already there; the changed text is a new revision" : "";
  return { row: row.rowNumber, outcome: outcome.kind, reason: said, article: outcome.articleId, record: null };
}

async function endImport(scope: Scope, importId: string, state: "done" | "failed", error: string): Promise<void> {
  await scope.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(imports)
      .set({ state, error, finishedAt: scope.now() })
      .where(and(eq(imports.id, importId), eq(imports.state, "running")))
      .returning({ rows: imports.rowsRead, created: imports.created, existing: imports.existing, refused: imports.refused });
    if (!ended) return;
    await tx.delete(importPieces).where(eq(importPieces.importId, importId));
    await enqueueGapInference(tx, scope.workspace.id);
    // Comes after the processing jobs of this import, which are in the queue already.
    await enqueueJob(tx, { kind: "refresh-statistics", workspaceId: scope.workspace.id, payload: {}, key: "refresh-statistics" });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "import.end", subjectId: importId, detail: { state, ...ended } });
  });
}
