import { and, eq } from "drizzle-orm";
import { importPieces, importPlans, imports } from "@/db/schema";
import { type ColumnMapping, dropUnstorable, recordFields } from "@/server/core/articles/record-fields";
import { decideDates } from "@/server/core/imports/date-evidence";
import { type ImportPlan, importPlanShape } from "@/server/core/imports/import-plan";
import type { CheckedPlan, RecognisedFile } from "@/server/core/imports/recognised-file";
import type { Inspection } from "@/server/ingest/files/inspect-records";
import { hashText } from "@/server/services/articles/hash-text";
import { recordAudit } from "@/server/services/audit/record-audit";
import { openJudge } from "@/server/services/imports/judge-row";
import { readPieces } from "@/server/services/imports/read-pieces";
import type { RecordReader } from "@/server/services/imports/run-import";
import type { Scope } from "@/server/services/scope";

/** Looks a file's bytes through; the worker passes one that runs in a thread of its own. */
export type FileInspector = (source: AsyncIterable<Uint8Array>, choice: { headerRow: number | null; sheet: string | null }) => AsyncIterable<Inspection>;

/**
 * Looks an uploaded file through for review: what it is, and how it is likely meant (as a file of the same shape was
 * read before, else by guess); then, while a person looks at that, what would be refused of all rows. Imports nothing.
 * Cut off, it goes on with the step that it was at.
 */
export async function inspectImport(scope: Scope, importId: string, tools: { inspect: FileInspector; read: RecordReader }): Promise<void> {
  const { db } = scope;
  const own = and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id));
  const reading = and(own, eq(imports.state, "reading"));
  const [row] = await db.select({ fileName: imports.fileName, state: imports.state, plan: imports.plan, recognised: imports.recognised, checked: imports.checked }).from(imports).where(own);
  if (!row || (row.state !== "reading" && !(row.state === "ready" && row.checked === null))) return;
  let plan = row.plan === null ? null : importPlanShape.parse(row.plan);
  let recognised = row.recognised as RecognisedFile | null;
  if (row.state === "reading") {
    const isOtherTable = recognised !== null && plan !== null && (plan.headerRow !== recognised.headerRow || plan.sheet !== recognised.sheet);
    if (recognised === null || isOtherTable) {
      const looked = await lookThrough(scope, importId, tools.inspect, plan, async (bytesRead) => (await db.update(imports).set({ bytesRead }).where(reading).returning({ id: imports.id })).length > 0);
      if (looked === null) return;
      if ("unread" in looked) return endUnread(scope, importId, looked.unread);
      recognised = looked;
    }
    const made = await makePlan(scope, recognised, plan);
    recognised = { ...recognised, isRemembered: made.isRemembered };
    plan = made.plan;
    const [ready] = await db.update(imports).set({ recognised, plan, checked: null, bytesRead: 0, state: "ready" }).where(reading).returning({ id: imports.id });
    if (!ready) return;
  }
  const isWaiting = async () => (await db.select({ id: imports.id }).from(imports).where(and(own, eq(imports.state, "ready")))).length > 0;
  const checked = await checkPlan(scope, importId, tools.read, row.fileName, recognised!, plan!, isWaiting);
  if (checked) await db.update(imports).set({ checked }).where(and(own, eq(imports.state, "ready")));
}

/** Null when a person ended it meanwhile. */
async function lookThrough(scope: Scope, importId: string, inspect: FileInspector, given: ImportPlan | null, tell: (bytesRead: number) => Promise<boolean>): Promise<RecognisedFile | { unread: string } | null> {
  for await (const step of inspect(readPieces(scope, importId), { headerRow: given?.headerRow ?? null, sheet: given?.sheet ?? null })) {
    if (step.recognised) return step.recognised;
    if (step.problem) return { unread: step.problem.message };
    if (!(await tell(step.bytesRead))) return null;
  }
  return { unread: "The file could not be read." };
}

/** What the columns' names are remembered by. */
export const shapeOf = ({ format, columns }: Pick<RecognisedFile, "format" | "columns">): Buffer => hashText(format === "json" ? "json-lines" : format, ...columns);

async function makePlan(scope: Scope, recognised: RecognisedFile, given: ImportPlan | null): Promise<{ plan: ImportPlan; isRemembered: boolean }> {
  const place = { headerRow: recognised.headerRow, sheet: recognised.sheet };
  const fits = (mapping: ColumnMapping) => recordFields.every((field) => mapping[field] === undefined || recognised.columns.includes(mapping[field]));
  if (given && fits(given.mapping)) return { plan: { ...given, ...place }, isRemembered: recognised.isRemembered === true };
  const [known] = await scope.db
    .select({ plan: importPlans.plan })
    .from(importPlans)
    .where(and(eq(importPlans.workspaceId, scope.workspace.id), eq(importPlans.shape, shapeOf(recognised))));
  const remembered = known ? importPlanShape.safeParse(known.plan).data : undefined;
  const isRemembered = remembered !== undefined && fits(remembered.mapping);
  const mapping = isRemembered ? remembered.mapping : recognised.guessed;
  const evidence = recognised.dates[mapping.publishedAt ?? ""];
  const decided = evidence ? decideDates(evidence) : null;
  // The column's own evidence is better than a memory of another file; where it says nothing, the memory speaks.
  const dates = decided === null ? "as-written" : decided.isQuestion && isRemembered ? remembered.dates : decided.dates;
  return { plan: { mapping, dates, ...place, outlet: isRemembered ? remembered.outlet : "", language: isRemembered ? remembered.language : "" }, isRemembered };
}

/** Judges every row under the plan, without writing any; null when the plan says too little to judge by, or nobody waits for it any more. */
async function checkPlan(scope: Scope, importId: string, read: RecordReader, fileName: string, file: RecognisedFile, plan: ImportPlan, isWaiting: () => Promise<boolean>): Promise<CheckedPlan | null> {
  const { mapping } = plan;
  if (!mapping.url && !mapping.title && !mapping.text) return null;
  const options = { timeZone: scope.workspace.timeZone, now: scope.now(), plan };
  const judge = openJudge(options, file.format === "feed-list");
  const checked: CheckedPlan = { plan, rows: 0, refused: 0, reasons: [], undated: 0 };
  const reasons = new Map<string, CheckedPlan["reasons"][number]>();
  for await (const batch of read(readPieces(scope, importId), { fileName, skipRows: 0, plan, judge: options })) {
    if (!(await isWaiting())) return null;
    for (const row of batch.rows) {
      const judged = judge(row);
      checked.rows += 1;
      if ("article" in judged && judged.article.published.precision === "none") checked.undated += 1;
      if (!("refused" in judged)) continue;
      checked.refused += 1;
      const reason = reasons.get(judged.what);
      if (reason) reason.rows += 1;
      else reasons.set(judged.what, { what: judged.what, rows: 1, firstRow: row.rowNumber, example: dropUnstorable(judged.refused.slice(0, 400)) });
    }
  }
  checked.reasons = [...reasons.values()].sort((one, other) => other.rows - one.rows);
  return checked;
}

async function endUnread(scope: Scope, importId: string, error: string): Promise<void> {
  await scope.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(imports)
      .set({ state: "failed", error, finishedAt: scope.now() })
      .where(and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id), eq(imports.state, "reading")))
      .returning({ id: imports.id });
    if (!ended) return;
    await tx.delete(importPieces).where(eq(importPieces.importId, importId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "import.end", subjectId: importId, detail: { state: "failed", rows: 0 } });
  });
}
