"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";

/** What the list shows; the address is its only home. */
export interface ArticlesUrl {
  filter: CoverageFilter;
  unit: Unit;
  dated: "dated" | "undated";
  /** Parts of the address that made no sense. */
  dropped: string[];
}

function readArticlesUrl(params: URLSearchParams, refused: readonly string[]): ArticlesUrl {
  const { filter, unit, dropped } = readFilterAddress(params, refused);
  return { filter, unit, dropped, dated: params.get("dated") === "undated" ? "undated" : "dated" };
}

export function printArticlesUrl({ filter, unit, dated }: Omit<ArticlesUrl, "dropped">): string {
  const params = printFilterUrl({ filter, unit });
  if (dated === "undated") params.set("dated", "undated");
  return params.toString();
}

/** `refused` is what the server dropped of the address that the page came with. */
export function useArticlesUrl(refused: readonly string[]) {
  const params = useSearchParams();
  const pathname = usePathname();
  const state = useMemo(() => readArticlesUrl(new URLSearchParams(params), refused), [params, refused]);
  const change = useCallback(
    (changes: Partial<Omit<ArticlesUrl, "dropped" | "filter">> & { filter?: CoverageFilter }) => {
      const query = printArticlesUrl({ ...state, ...changes, filter: { ...state.filter, ...changes.filter } });
      window.history.pushState(null, "", query ? `${pathname}?${query}` : pathname);
    },
    [pathname, state],
  );
  return { state, change };
}
