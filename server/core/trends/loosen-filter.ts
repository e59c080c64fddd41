import type { CoverageFilter } from "@/server/core/trends/coverage-filter";

/** Every restriction taken back. */
export const NO_FILTER: { [field in keyof Required<CoverageFilter>]: undefined } = { from: undefined, to: undefined, themes: undefined, allThemes: undefined, noThemes: undefined, outlets: undefined, outletGroups: undefined, countries: undefined, feeds: undefined, languages: undefined, origins: undefined, q: undefined, matches: undefined };

/** The same coverage without its themes and its text query: what a share is a share of. */
export function denominatorFilter(filter: CoverageFilter): CoverageFilter {
  const { themes: _themes, allThemes: _allThemes, noThemes: _noThemes, q: _q, matches: _matches, ...rest } = filter;
  return rest;
}
