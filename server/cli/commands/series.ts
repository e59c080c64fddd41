import { UsageError } from "@/server/cli/terminal";
import { withInstallation } from "@/server/cli/installation";
import { printCsvRow } from "@/server/core/articles/export-cell";
import { type Bucket } from "@/server/core/trends/buckets";
import { type CoverageFilter, coverageFilterShape, type Unit } from "@/server/core/trends/coverage-filter";
import { SERIES_COLUMNS, seriesCells, seriesRows } from "@/server/core/trends/series-rows";
import type { Scope } from "@/server/services/scope";
import { listThemes } from "@/server/services/themes/themes";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { listOutlets } from "@/server/services/trends/list-outlets";

export interface SeriesOptions {
  bucket?: Bucket;
  unit?: Unit;
  theme?: string[];
  /** Themes that every article must have as well, and themes that none may have. */
  alsoTheme?: string[];
  withoutTheme?: string[];
  outlet?: string[];
  group?: string[];
  country?: string[];
  language?: string[];
  origin?: string[];
  words?: string;
  unrejected?: boolean;
  from?: string;
  to?: string;
  workspace?: string;
}

/** `series`: the numbers of the chart as CSV, zero rows included, themes in the order of the chart. */
export async function seriesCommand(options: SeriesOptions): Promise<number> {
  return withInstallation(async (at) => {
    const scope = await at.scope(options.workspace);
    const filter = await readFilter(scope, options);
    const series = await coverageSeries(scope, { filter, bucket: options.bucket, unit: options.unit ?? "articles" });
    if (options.bucket && series.bucket !== options.bucket) throw new UsageError(`The range from ${series.from} to ${series.to} is too long or too short for the interval ${options.bucket}; it allows ${series.legalBuckets.join(", ")}.`);
    process.stdout.write(printCsvRow(SERIES_COLUMNS));
    for (const row of seriesRows(series)) process.stdout.write(printCsvRow(seriesCells(row)));
    return 0;
  });
}

/** The filter that the options mean, with ids in place of names. */
async function readFilter(scope: Scope, options: SeriesOptions): Promise<CoverageFilter> {
  const all = options.theme || options.alsoTheme || options.withoutTheme ? await listThemes(scope) : [];
  const themes = (names: string[] | undefined) => names && pick(all, names, "theme", (theme) => [theme.name]);
  const filter = coverageFilterShape.safeParse({
    from: options.from,
    to: options.to,
    themes: themes(options.theme),
    allThemes: themes(options.alsoTheme),
    noThemes: themes(options.withoutTheme),
    outlets: options.outlet && pick(await listOutlets(scope), options.outlet, "outlet", (outlet) => [outlet.name, outlet.domain ?? outlet.name]),
    outletGroups: options.group,
    countries: options.country?.map((code) => code.toUpperCase()),
    languages: options.language,
    origins: options.origin,
    q: options.words,
    matches: options.unrejected ? "unrejected" : undefined,
  });
  if (filter.success) return filter.data;
  const [problem] = filter.error.issues;
  throw new UsageError(`${String(problem!.path[0])}: ${problem!.message}`);
}

/** Ids of everything that one of the names means; a name that means nothing is a mistake, not an empty result. */
function pick<T extends { id: string }>(all: readonly T[], names: readonly string[], what: string, namesOf: (one: T) => string[]): string[] {
  return names.flatMap((name) => {
    const found = all.filter((one) => namesOf(one).some((own) => own.toLowerCase() === name.toLowerCase()));
    if (found.length === 0) throw new UsageError(`There is no ${what} called ${name}.`);
    return found.map(({ id }) => id);
  });
}
