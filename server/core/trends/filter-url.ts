import { z } from "zod";
import { bucketShape } from "@/server/core/trends/bucket-shape";
import { type CoverageFilter, coverageFilterShape, measureShape, unitShape } from "@/server/core/trends/coverage-filter";
import { MANY, type ParsedFilterUrl, SINGLE } from "@/server/core/trends/filter-address";

const compareShape = z.literal("previous");
const smoothShape = z.literal("mean");

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
  return { filter: filter as CoverageFilter, bucket: read(params, "bucket", bucketShape, dropped), unit: read(params, "unit", unitShape, dropped) ?? "articles", measure: read(params, "measure", measureShape, dropped) ?? "share", compare: read(params, "compare", compareShape, dropped), smooth: read(params, "smooth", smoothShape, dropped), dropped };
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
