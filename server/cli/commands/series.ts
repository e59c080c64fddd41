import { UsageError } from "@/server/cli/terminal";
import { withInstallation } from "@/server/cli/installation";
import { printCsvRow } from "@/server/core/articles/export-cell";
import { type Bucket } from "@/server/core/trends/buckets";
import { coverageFilterShape, type Unit } from "@/server/core/trends/coverage-filter";
import { SERIES_COLUMNS, seriesCells, seriesRows } from "@/server/core/trends/series-rows";
import { listThemes } from "@/server/services/themes/themes";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { listOutlets } from "@/server/services/trends/list-outlets";

export interface SeriesOptions {
  bucket?: Bucket;
  unit?: Unit;
  theme?: string[];
  outlet?: string[];
  from?: string;
  to?: string;
  workspace?: string;
}

/** `series`: the numbers of the chart as CSV, zero rows included, themes in the order of the chart. */
export async function seriesCommand(options: SeriesOptions): Promise<number> {
  return withInstallation(async (at) => {
    const scope = await at.scope(options.workspace);
    const themes = options.theme ? pick(await listThemes(scope), options.theme, "theme", (theme) => [theme.name]) : undefined;
    const outlets = options.outlet ? pick(await listOutlets(scope), options.outlet, "outlet", (outlet) => [outlet.name, outlet.domain ?? outlet.name]) : undefined;
    const filter = coverageFilterShape.parse({ from: options.from, to: options.to, themes, outlets });
    const series = await coverageSeries(scope, { filter, bucket: options.bucket, unit: options.unit ?? "articles" });
    if (options.bucket && series.bucket !== options.bucket) throw new UsageError(`The range from ${series.from} to ${series.to} is too long or too short for the interval ${options.bucket}; it allows ${series.legalBuckets.join(", ")}.`);
    process.stdout.write(printCsvRow(SERIES_COLUMNS));
    for (const row of seriesRows(series)) process.stdout.write(printCsvRow(seriesCells(row)));
    return 0;
  });
}

/** Ids of everything that one of the names means; a name that means nothing is a mistake, not an empty result. */
function pick<T extends { id: string }>(all: readonly T[], names: readonly string[], what: string, namesOf: (one: T) => string[]): string[] {
  return names.flatMap((name) => {
    const found = all.filter((one) => namesOf(one).some((own) => own.toLowerCase() === name.toLowerCase()));
    if (found.length === 0) throw new UsageError(`There is no ${what} called ${name}.`);
    return found.map(({ id }) => id);
  });
}
