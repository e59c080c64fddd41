import { createReadStream, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { newId } from "@/db/new-id";
import { type OpenInstallation, withInstallation } from "@/server/cli/installation";
import { endProgress, print, say, sayProgress, UsageError } from "@/server/cli/terminal";
import { Refusal } from "@/server/core/access/refusal";
import { recordFields, type RecordField } from "@/server/core/articles/record-fields";
import { type DateReading, HEAD_ROWS } from "@/server/core/imports/date-readings";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import type { ImportPlan } from "@/server/core/imports/import-plan";
import { isImportOver } from "@/server/core/imports/import-states";
import { readCallerDirectory } from "@/server/env";
import { getImport, type OpenedImport } from "@/server/services/imports/list-imports";
import { beginImport, replanImport } from "@/server/services/imports/plan-import";
import { cancelImport } from "@/server/services/imports/steer-import";
import { addPiece, finishUpload, startImport } from "@/server/services/imports/upload-import";
import { refreshStatistics } from "@/server/services/maintenance/refresh-statistics";
import type { Scope } from "@/server/services/scope";

/** What is said on the command line stands above what is guessed. */
export interface ImportWords {
  workspace: string | undefined;
  /** `title=Headline`; an empty column takes the field away. */
  columns: readonly string[];
  dates: DateReading | undefined;
  headerRow: string | undefined;
  sheet: string | undefined;
  outlet: string | undefined;
}

/** `import FILE`: the same upload, look through the file, import and processing as through the form; waits for all of it. */
export async function importCommand(file: string, words: ImportWords): Promise<number> {
  const path = resolve(readCallerDirectory(), file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError(`There is no file ${file}.`);
  const columns = readColumns(words.columns);
  const headerRow = readHeaderRow(words.headerRow);
  return withInstallation(async (at) => {
    const scope = await at.scope(words.workspace);
    const importId = newId();
    await startImport(scope, { importId, fileName: basename(path), byteLength: stat.size });
    await upload(scope, importId, path);
    await finishUpload(scope, { importId, review: true });
    let opened = await lookThrough(at, scope, importId);
    if (opened.review && (headerRow !== undefined || words.sheet !== undefined)) {
      const { plan } = opened.review;
      await replanImport(scope, { importId, plan: { ...plan, headerRow: headerRow ?? null, sheet: words.sheet ?? plan.sheet } });
      opened = await lookThrough(at, scope, importId);
    }
    const problem = opened.review ? await begin(scope, importId, changePlan(opened.review.plan, columns, words)) : "";
    await at.workUntil(async () => {
      const state = await getImport(scope, { importId });
      sayProgress(
        isImportOver(state.state) ? `Finding themes and stories: ${state.unprocessed} articles to go` : `Row ${state.rowsRead}, ${Math.floor((state.bytesRead / state.byteLength) * 100)} % of the file`,
      );
      return isImportOver(state.state) && (state.state !== "done" || state.unprocessed === 0);
    });
    await refreshStatistics(at.db);
    endProgress();
    const end = await getImport(scope, { importId });
    print(`created ${end.created}, already there ${end.existing}, refused ${end.refused}, rows ${end.rowsRead}`);
    for (const row of end.refusedRows.slice(0, 20)) process.stderr.write(`row ${row.rowNumber} refused: ${row.reason}\n`);
    if (end.refused > 20) process.stderr.write(`... and ${end.refused - 20} more rows refused; the import's page has them as CSV.\n`);
    if (end.error || problem) process.stderr.write(`${end.error || problem}\n`);
    return end.state === "done" ? 0 : 1;
  });
}

async function lookThrough(at: OpenInstallation, scope: Scope, importId: string): Promise<OpenedImport> {
  await at.workUntil(async () => {
    const { state, bytesRead, byteLength } = await getImport(scope, { importId });
    sayProgress(`Looking the file through, ${Math.floor((bytesRead / byteLength) * 100)} %`);
    return state !== "reading";
  });
  return getImport(scope, { importId });
}

/** Answers why it cannot begin; then nothing of it is left to wait for. */
async function begin(scope: Scope, importId: string, plan: ImportPlan): Promise<string> {
  try {
    say(Object.entries(plan.mapping).map(([field, column]) => `${field}: ${column}`).join(", ") + (plan.dates === "as-written" ? "" : `; dates ${plan.dates}`));
    await beginImport(scope, { importId, plan });
    return "";
  } catch (reason) {
    if (!(reason instanceof Refusal)) throw reason;
    await cancelImport(scope, { importId });
    return `${reason.message} Name columns with --column FIELD=COLUMN.`;
  }
}

function changePlan(plan: ImportPlan, columns: ReadonlyMap<RecordField, string>, { dates, outlet }: ImportWords): ImportPlan {
  const mapping = { ...plan.mapping };
  for (const [field, column] of columns) {
    // A column that is given to one field is taken from another that it was guessed for.
    for (const other of recordFields) if (mapping[other] === column) delete mapping[other];
    if (column === "") delete mapping[field];
    else mapping[field] = column;
  }
  return { ...plan, mapping, dates: dates ?? plan.dates, outlet: outlet ?? plan.outlet };
}

function readColumns(words: readonly string[]): Map<RecordField, string> {
  return new Map(
    words.map((word) => {
      const [, name = "", column = ""] = /^(\w+)=(.*)$/s.exec(word) ?? [];
      const field = recordFields.find((one) => one === name);
      if (field === undefined) throw new UsageError(`--column takes FIELD=COLUMN, where FIELD is one of ${recordFields.join(", ")}.`);
      return [field, column.trim()] as const;
    }),
  );
}

function readHeaderRow(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const row = Number(word);
  if (!Number.isInteger(row) || row < 0 || row > HEAD_ROWS) throw new UsageError(`--header-row is a number from 0 (no row names the columns) to ${HEAD_ROWS}.`);
  return row;
}

async function upload(scope: Scope, importId: string, path: string): Promise<void> {
  let position = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    await addPiece(scope, { importId, position: position++, bytes: bytes as Buffer });
  }
}
