import { inArray } from "drizzle-orm";
import { ruleVersions } from "@/db/schema";
import { printCsvRow } from "@/server/core/articles/export-cell";
import { printWorkbook } from "@/server/core/exports/print-workbook";
import { type CoverageFilter, seriesRequestShape } from "@/server/core/trends/coverage-filter";
import { localDay } from "@/server/core/trends/days";
import { describeFilter } from "@/server/core/trends/describe-filter";
import { METHOD_COLUMNS, type MethodOf, methodRows } from "@/server/core/trends/method-sheet";
import { SERIES_COLUMNS, seriesCells, seriesRows } from "@/server/core/trends/series-rows";
import { requireRole, type Scope } from "@/server/services/scope";
import { type CoverageSeries, coverageSeries } from "@/server/services/trends/coverage-series";
import { readFilterNames } from "@/server/services/trends/filter-names";
import type { z } from "zod";

export type ExportFormat = "csv" | "xlsx";

/** A file on its way out, made while it is read. */
export interface ExportedFile {
  fileName: string;
  parts: AsyncGenerator<Uint8Array | string>;
}

const WIDTHS: Record<(typeof SERIES_COLUMNS)[number], number> = { bucket: 12, theme: 36, count: 10, total: 10, share: 10, state: 12, note: 60, annotations: 60 };

/** The rows of a chart as a file: CSV, or a workbook with typed cells and a sheet that says what they rest on. Needs `viewer`. */
export async function exportSeries(scope: Scope, input: z.input<typeof seriesRequestShape>, format: ExportFormat): Promise<ExportedFile> {
  requireRole(scope, "viewer");
  const request = seriesRequestShape.parse(input);
  const series = await coverageSeries(scope, request);
  const fileName = `${scope.workspace.slug}-${series.unit}-per-${series.bucket}-${series.from}-to-${series.to}.${format}`;
  if (format === "csv") return { fileName, parts: printSeriesCsv(series) };
  const method = await describeMethod(scope, request.filter, series);
  const rows = [...seriesRows(series)].map(({ bucket, theme, count, total, share, state, note, annotations }) => [{ day: bucket }, theme, count, total, { share }, state, note, annotations]);
  const columns = SERIES_COLUMNS.map((header) => ({ header, widthChars: WIDTHS[header] }));
  return {
    fileName,
    parts: printWorkbook([{ name: "Series", columns, rows }, { name: "Method", columns: METHOD_COLUMNS, rows: methodRows(method) }], scope.now()),
  };
}

const ROWS_AT_ONCE = 500;

async function* printSeriesCsv(series: CoverageSeries): AsyncGenerator<string> {
  // A spreadsheet takes a file without the mark for one in its own country's code page.
  let text = `\ufeff${printCsvRow(SERIES_COLUMNS)}`;
  let waiting = 0;
  for (const row of seriesRows(series)) {
    text += printCsvRow(seriesCells(row));
    if (++waiting % ROWS_AT_ONCE === 0) {
      yield text;
      text = "";
    }
  }
  yield text;
}

/** Everything that a method sheet says about a series, with names in place of ids and the very text of the rules. */
export async function describeMethod(scope: Scope, filter: CoverageFilter, series: CoverageSeries): Promise<MethodOf> {
  const versionIds = series.lines.map(({ theme }) => theme.versionId);
  const [versions, names] = await Promise.all([
    versionIds.length > 0 ? scope.db.select({ id: ruleVersions.id, rule: ruleVersions.rule, activeFrom: ruleVersions.activeFrom }).from(ruleVersions).where(inArray(ruleVersions.id, versionIds)) : [],
    readFilterNames(scope),
  ]);
  const ruleOf = new Map(versions.map((version) => [version.id, version]));
  return {
    workspace: scope.workspace.name,
    filterWords: describeFilter(filter, names),
    rules: series.lines.map(({ theme, rejected, addedByHand }) => {
      const version = ruleOf.get(theme.versionId);
      return { themeId: theme.id, theme: theme.name, number: theme.versionNumber, rule: version?.rule ?? "", activeFrom: version?.activeFrom ? localDay(version.activeFrom, scope.workspace.timeZone) : null, rejected, addedByHand };
    }),
    series,
  };
}
