import { z } from "zod";
import { printFilterUrl } from "@/server/core/trends/filter-address";
import { parseFilterUrl } from "@/server/core/trends/filter-url";

/** The form of address in which queries are stored now. A later form reads the earlier ones; it never writes them. */
export const QUERY_VERSION = 1;

export const viewKindShape = z.enum(["trends", "articles"]);
export type ViewKind = z.infer<typeof viewKindShape>;

export const visibilityShape = z.enum(["private", "workspace"]);
export type Visibility = z.infer<typeof visibilityShape>;

/** A screen's state as its address carries it, without the question mark. */
export const queryShape = z.string().max(20_000, "This filter is too long to be kept.");

export const nameShape = z.string().trim().min(1, "Give it a name.").max(120, "Keep the name to 120 characters.");

export const newViewShape = z.strictObject({ requestId: z.uuid(), kind: viewKindShape, name: nameShape, query: queryShape, visibility: visibilityShape });
export const viewIdShape = z.strictObject({ viewId: z.uuid() });
/** What is absent stays as it is. */
export const viewChangeShape = z.strictObject({ viewId: z.uuid(), name: nameShape.optional(), query: queryShape.optional(), visibility: visibilityShape.optional() });

/**
 * A query in the one canonical order, without what makes no sense, so that two ways to the same screen are one view.
 * Lists of articles carry one thing that charts do not: whether the articles without a date are meant.
 */
export function normaliseQuery(kind: ViewKind, query: string): string {
  const params = new URLSearchParams(query);
  const { dropped: _dropped, ...state } = parseFilterUrl(params);
  const printed = printFilterUrl(kind === "articles" ? { filter: state.filter, unit: state.unit } : state);
  if (kind === "articles" && params.get("dated") === "undated") printed.set("dated", "undated");
  return printed.toString();
}
