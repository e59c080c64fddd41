import { z } from "zod";
import { bucketShape } from "@/server/core/trends/bucket-shape";
import type { Bucket } from "@/server/core/trends/buckets";
import { type CoverageFilter, coverageFilterShape, type Measure, measureShape, type Unit, unitShape } from "@/server/core/trends/coverage-filter";

/** The state of a coverage screen, as its address carries it. */
export interface FilterUrl {
  filter: CoverageFilter;
  /** Absent: the interval that suits the range. */
  bucket?: Bucket;
  unit: Unit;
  measure: Measure;
  /** Pale lines of the period before. */
  compare?: "previous";
}

export interface ParsedFilterUrl extends FilterUrl {
  /** Parts that made no sense and were left out, as they stood in the address. */
  dropped: string[];
}

const compareShape = z.literal("previous");
const SINGLE = { from: "from", to: "to", q: "q", matches: "matches" } as const;
const MANY = { theme: "themes", also: "allThemes", without: "noThemes", outlet: "outlets", group: "outletGroups", country: "countries", feed: "feeds", lang: "languages", origin: "origins" } as const;

/** The query of a page as Next hands it to a server component, in the form that `parseFilterUrl` reads. */
export const queryOf = (params: Record<string, string | string[] | undefined>): URLSearchParams =>
  new URLSearchParams(Object.entries(params).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one])));

/** Reads a screen's state out of its address. Never throws: what makes no sense is dropped and named. */
export function parseFilterUrl(params: URLSearchParams): ParsedFilterUrl {
  const dropped: string[] = [];
  const filter: Record<string, unknown> = {};
  const accept = (field: keyof CoverageFilter, value: unknown, said: string) => {
    const parsed = coverageFilterShape.shape[field].safeParse(value);
    if (parsed.success && parsed.data !== undefined) filter[field] = parsed.data;
    else dropped.push(said);
  };
  for (const [name, field] of Object.entries(SINGLE)) {
    const value = params.get(name);
    if (value) accept(field, value, `${name}=${value}`);
  }
  for (const [name, field] of Object.entries(MANY)) {
    const element = elementShape(field);
    const values = [...new Set(params.getAll(name).filter(Boolean))];
    const good = values.filter((value) => element.safeParse(value).success);
    for (const value of values) if (!good.includes(value)) dropped.push(`${name}=${value}`);
    if (good.length > 0) accept(field, good, `${name}=…`);
  }
  const { from, to } = filter as CoverageFilter;
  if (from && to && from > to) {
    delete filter.to;
    dropped.push(`to=${to}`);
  }
  return { filter: filter as CoverageFilter, bucket: read(params, "bucket", bucketShape, dropped), unit: read(params, "unit", unitShape, dropped) ?? "articles", measure: read(params, "measure", measureShape, dropped) ?? "share", compare: read(params, "compare", compareShape, dropped), dropped };
}

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
  return params;
}

function elementShape(field: (typeof MANY)[keyof typeof MANY]): z.ZodType {
  const array = coverageFilterShape.shape[field];
  return array.unwrap().element;
}

function read<T>(params: URLSearchParams, name: string, shape: z.ZodType<T>, dropped: string[]): T | undefined {
  const value = params.get(name);
  if (!value) return undefined;
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  dropped.push(`${name}=${value}`);
  return undefined;
}

/** The names that the parts of a filter have in an address, and whether a name may stand there several times. */
export const FILTER_PARAMETERS: readonly { name: string; field: keyof CoverageFilter; isRepeated: boolean }[] = [
  ...Object.entries(SINGLE).map(([name, field]) => ({ name, field, isRepeated: false })),
  ...Object.entries(MANY).map(([name, field]) => ({ name, field, isRepeated: true })),
];
