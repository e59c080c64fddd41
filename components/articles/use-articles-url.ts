"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useTransition } from "react";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { parseFilterUrl, printFilterUrl } from "@/server/core/trends/filter-url";

/** What the list shows; the address is its only home. */
export interface ArticlesUrl {
  filter: CoverageFilter;
  unit: Unit;
  dated: "dated" | "undated";
  /** Parts of the address that made no sense. */
  dropped: string[];
}

export function parseArticlesUrl(params: URLSearchParams): ArticlesUrl {
  const { filter, unit, dropped } = parseFilterUrl(params);
  return { filter, unit, dropped, dated: params.get("dated") === "undated" ? "undated" : "dated" };
}

export function printArticlesUrl({ filter, unit, dated }: Omit<ArticlesUrl, "dropped">): string {
  const params = printFilterUrl({ filter, unit });
  if (dated === "undated") params.set("dated", "undated");
  return params.toString();
}

export function useArticlesUrl() {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const state = useMemo(() => parseArticlesUrl(new URLSearchParams(params)), [params]);
  const change = useCallback(
    (changes: Partial<Omit<ArticlesUrl, "dropped" | "filter">> & { filter?: CoverageFilter }) => {
      const query = printArticlesUrl({ ...state, ...changes, filter: { ...state.filter, ...changes.filter } });
      startTransition(() => router.push(query ? `${pathname}?${query}` : pathname, { scroll: false }));
    },
    [pathname, router, state],
  );
  return { state, isPending, change };
}
