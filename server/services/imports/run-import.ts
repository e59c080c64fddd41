import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { importPieces, imports } from "@/db/schema";
import { type ImportPlan, importPlanShape } from "@/server/core/imports/import-plan";
import type { JudgeRecordOptions } from "@/server/core/imports/judge-record";
import type { RecognisedFile, TableShape } from "@/server/core/imports/recognised-file";
import { cleanText } from "@/server/core/text/clean-text";
import type { RecordBatch } from "@/server/ingest/files/record-batch";
import { type PreparedBatch, prepareBatch } from "@/server/services/articles/prepare-batch";
import { storeArticles, type StoreOutcome } from "@/server/services/articles/store-articles";
import { recordAudit } from "@/server/services/audit/record-audit";
import { storeFeeds } from "@/server/services/feeds/add-feed";
import { type JudgedRow, openJudge } from "@/server/services/imports/judge-row";
import { readPieces } from "@/server/services/imports/read-pieces";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";
import { enqueueGapInference } from "@/server/services/trends/infer-gaps";

/** Reads a file's bytes as batches of records; the worker passes one that runs in a thread of its own. */
export type RecordReader = (source: AsyncIterable<Uint8Array>, options: { fileName: string; skipRows: number; plan: ImportPlan | null; judge: JudgeRecordOptions }) => AsyncIterable<RecordBatch>;

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
  const plan = row.plan === null ? null : importPlanShape.parse(row.plan);
  const judge: JudgeRecordOptions = { timeZone: scope.workspace.timeZone, now: scope.now(), plan };
  const batches = read(readPieces(scope, importId), { fileName: row.fileName, skipRows: row.rowsRead, plan, judge });
  for await (const batch of readAhead(judgeBatches(batches, judge, plan))) {
    if (batch.shape && row.recognised === null) await rememberShape(scope, importId, batch.shape);
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

/** An import that nobody reviewed keeps the names of its columns, by which refused rows are told. */
async function rememberShape(scope: Scope, importId: string, shape: TableShape): Promise<void> {
  const recognised: RecognisedFile = { ...shape, isPacked: false, rows: 0, unreadable: 0, samples: [], dates: {}, problem: null };
  const plan: ImportPlan = { mapping: shape.guessed, dates: "as-written", headerRow: shape.headerRow, sheet: shape.sheet, outlet: "", language: "" };
  await scope.db.update(imports).set({ recognised, plan }).where(eq(imports.id, importId));
}

interface JudgedBatch {
  rows: JudgedRow[];
  /** The rows that are articles, made ready while the rows before them are stored. */
  articles: PreparedBatch;
  bytesRead: number;
  shape: TableShape | null;
  /** The columns by field, by which refused rows are kept. */
  mapping: ImportPlan["mapping"];
  problem: string | null;
}

async function* judgeBatches(batches: AsyncIterable<RecordBatch>, options: JudgeRecordOptions, plan: ImportPlan | null): AsyncGenerator<JudgedBatch> {
  let judge = openJudge(options, false);
  let mapping = plan?.mapping ?? {};
  for await (const { rows, bytesRead, shape = null, problem } of batches) {
    if (shape) {
      judge = openJudge(options, shape.format === "feed-list");
      mapping = plan?.mapping ?? shape.guessed;
    }
    const judged = rows.map(judge);
    const articles = prepareBatch(judged.flatMap((row) => ("article" in row ? [row.article] : [])));
    yield { rows: judged, articles, bytesRead, shape, mapping, problem: problem?.message ?? null };
  }
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

  const outcomes = await storeRows(tx, scope, importId, batch);
  const rows = batch.rows.map((row, at) => outcomeRow(row, outcomes[at]!, batch.mapping));
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

/** What became of a row that was not refused: an article, or a feed. */
type StoredRow = StoreOutcome | { kind: "created" | "existing"; feedId: string };

/** Outcomes in the order of the rows; null for refused ones. */
async function storeRows(tx: Transaction, scope: Scope, importId: string, { rows, articles }: JudgedBatch): Promise<(StoredRow | null)[]> {
  const feeds = rows.flatMap((row) => ("feed" in row ? [row.feed] : []));
  const stored = await storeArticles(tx, { workspaceId: scope.workspace.id, actor: scope.actor, now: scope.now, origin: "import", importId }, articles);
  const added = feeds.length > 0 ? await storeFeeds(tx, scope, feeds) : [];
  let article = 0;
  let feed = 0;
  return rows.map((row) => {
    if ("article" in row) return stored[article++]!;
    if (!("feed" in row)) return null;
    const { feedId, outcome } = added[feed++]!;
    return { kind: outcome === "added" ? "created" : "existing", feedId };
  });
}

/** Cells are kept as they stood; only what no article could be is cut. */
const KEPT_CHARACTERS = 100_000;

interface OutcomeRow {
  row: number;
  outcome: "created" | "existing" | "refused";
  reason: string;
  article: string | null;
  record: Record<string, string> | null;
}

function outcomeRow(judged: JudgedRow, outcome: StoredRow | null, mapping: ImportPlan["mapping"]): OutcomeRow {
  const { row } = judged;
  if ("refused" in judged) return { row: row.rowNumber, outcome: "refused", reason: cleanText(row.line ? `Line ${row.line}: ${judged.refused}` : judged.refused), article: null, record: keepRow(row, mapping) };
  if (outcome === null) throw new Error("A row that was not refused has an outcome.");
  if ("feedId" in outcome) return { row: row.rowNumber, outcome: outcome.kind, reason: "", article: null, record: { feed: outcome.feedId } };
  const said = outcome.kind === "created" ? "" : outcome.inTrash ? "already there, in the trash" : outcome.revised ? "already there; the changed text is a new revision" : "";
  return { row: row.rowNumber, outcome: outcome.kind, reason: said, article: outcome.articleId, record: null };
}

/** A refused row by the names of its columns; one that has no cells stands whole under the empty name. */
function keepRow(row: JudgedRow["row"], mapping: ImportPlan["mapping"]): Record<string, string> {
  const cells = row.ok
    ? { ...row.rest, ...Object.fromEntries(Object.entries(row.record).map(([field, value]) => [mapping[field as keyof typeof mapping] ?? field, value])) }
    : { ...row.source?.cells, ...(row.source?.text === undefined ? {} : { "": row.source.text }) };
  return Object.fromEntries(Object.entries(cells).map(([column, value]) => [cleanText(column), cleanText((value ?? "").slice(0, KEPT_CHARACTERS))]));
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
