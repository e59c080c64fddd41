import type { Bucket } from "@/server/core/trends/buckets";
import type { CoverageFilter, Measure, Unit } from "@/server/core/trends/coverage-filter";

/** The state of a coverage screen, as its address carries it. */
export interface FilterUrl {
  filter: CoverageFilter;
  /** Absent: the interval that suits the range. */
  bucket?: Bucket;
  unit: Unit;
  measure: Measure;
  /** Pale lines of the period before. */
  compare?: "previous";
  /** Lines as moving means; off unless said. */
  smooth?: "mean";
}

export interface ParsedFilterUrl extends FilterUrl {
  /** Parts that made no sense and were left out, as they stood in the address. */
  dropped: string[];
}

/** Names in the address and the fields of the filter that they fill: those that stand once, and those that may stand often. */
export const SINGLE = { from: "from", to: "to", q: "q", matches: "matches" } as const;
export const MANY = { theme: "themes", also: "allThemes", without: "noThemes", outlet: "outlets", group: "outletGroups", country: "countries", feed: "feeds", lang: "languages", origin: "origins" } as const;

/** Writes the state as an address does, in one canonical order; defaults are left out. */
export function printFilterUrl(state: Partial<FilterUrl>): URLSearchParams {
  const params = new URLSearchParams();
  const filter = state.filter ?? {};
  for (const [name, field] of Object.entries(SINGLE)) if (filter[field]) params.set(name, filter[field]);
  for (const [name, field] of Object.entries(MANY)) for (const value of filter[field] ?? []) params.append(name, value);
  if (params.get("matches") === "all") params.delete("matches");
  if (state.bucket) params.set("bucket", state.bucket);
  if (state.unit && state.unit !== "articles") params.set("unit", state.unit);
  if (state.measure && state.measure !== "share") params.set("measure", state.measure);
  if (state.compare) params.set("compare", state.compare);
  if (state.smooth) params.set("smooth", state.smooth);
  return params;
}

/**
 * Reads a state back out of an address that was judged before, without judging it again: `dropped` are the parts that
 * made no sense then. A page reads its own addresses so, and the server, which judges each, the ones that people bring.
 */
export function readFilterAddress(params: URLSearchParams, dropped: readonly string[]): ParsedFilterUrl {
  const refused = new Set(dropped);
  const one = (name: string): string | undefined => {
    const value = params.get(name);
    return value && !refused.has(`${name}=${value}`) ? value.trim() : undefined;
  };
  const filter: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(SINGLE)) if (one(name)) filter[field] = one(name);
  for (const [name, field] of Object.entries(MANY)) {
    const values = [...new Set(params.getAll(name).filter((value) => value !== "" && !refused.has(`${name}=${value}`)))];
    const isTooMany = refused.has(`${name}=…`) && !params.getAll(name).includes("…");
    if (values.length > 0 && !isTooMany) filter[field] = values;
  }
  return {
    filter: filter as CoverageFilter,
    bucket: one("bucket") as Bucket | undefined,
    unit: (one("unit") ?? "articles") as Unit,
    measure: (one("measure") ?? "share") as Measure,
    compare: one("compare") as "previous" | undefined,
    smooth: one("smooth") as "mean" | undefined,
    dropped: dropped.filter((part) => isIn(params, part)),
  };
}

function isIn(params: URLSearchParams, part: string): boolean {
  const [name, value] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
  return value === "…" ? params.has(name) : params.getAll(name).includes(value);
}
