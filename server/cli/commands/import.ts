import { createReadStream, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { newId } from "@/db/new-id";
import { endProgress, print, sayProgress, UsageError } from "@/server/cli/terminal";
import { withInstallation } from "@/server/cli/installation";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import { isImportOver } from "@/server/core/imports/import-states";
import { readCallerDirectory } from "@/server/env";
import { getImport } from "@/server/services/imports/list-imports";
import { addPiece, finishUpload, startImport } from "@/server/services/imports/upload-import";
import { refreshStatistics } from "@/server/services/maintenance/refresh-statistics";
import type { Scope } from "@/server/services/scope";

/** `import FILE`: the same upload, import and processing as through the form; waits for all of it. */
export async function importCommand(file: string, options: { workspace?: string }): Promise<number> {
  const path = resolve(readCallerDirectory(), file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError(`There is no file ${file}.`);
  return withInstallation(async (at) => {
    const scope = await at.scope(options.workspace);
    const importId = newId();
    await startImport(scope, { importId, fileName: basename(path), byteLength: stat.size });
    await upload(scope, importId, path);
    await finishUpload(scope, { importId });
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
    if (end.error) process.stderr.write(`${end.error}\n`);
    return end.state === "done" ? 0 : 1;
  });
}

async function upload(scope: Scope, importId: string, path: string): Promise<void> {
  let position = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    await addPiece(scope, { importId, position: position++, bytes: bytes as Buffer });
  }
}
