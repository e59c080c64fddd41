"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type FilterUrl, printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";

/** A point of the chart that stands open beside it. */
export interface OpenedPoint {
  themeId: string;
  start: string;
}

/**
 * The screen's state and its only home, the address. Opening a point adds to the history; Back closes it. The server
 * judged the address that the page came with: `dropped` is what made no sense. Changes need no page from the server,
 * only the numbers that they ask for.
 */
export function useTrendsUrl(dropped: readonly string[]) {
  const params = useSearchParams();
  const pathname = usePathname();
  const state = useMemo(() => readFilterAddress(new URLSearchParams(params), dropped), [params, dropped]);
  const point = useMemo((): OpenedPoint | null => {
    const [themeId, start] = params.get("point")?.split("@") ?? [];
    return themeId && start ? { themeId, start } : null;
  }, [params]);

  const go = useCallback(
    (next: Partial<FilterUrl>, opened: OpenedPoint | null) => {
      const query = printFilterUrl(next);
      if (opened) query.set("point", `${opened.themeId}@${opened.start}`);
      const text = query.toString();
      window.history.pushState(null, "", text ? `${pathname}?${text}` : pathname);
    },
    [pathname],
  );
  const current = useMemo(() => {
    const { dropped: _dropped, ...rest } = state;
    return rest;
  }, [state]);
  const change = useCallback((changes: Partial<FilterUrl>) => go({ ...current, ...changes, filter: { ...current.filter, ...changes.filter } }, null), [go, current]);
  const open = useCallback((opened: OpenedPoint | null) => go(current, opened), [go, current]);
  return { state, point, change, open };
}
