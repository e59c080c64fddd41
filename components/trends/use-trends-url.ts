"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useTransition } from "react";
import { type FilterUrl, parseFilterUrl, printFilterUrl } from "@/server/core/trends/filter-url";

/** A point of the chart that stands open beside it. */
export interface OpenedPoint {
  themeId: string;
  start: string;
}

/** The screen's state and its only home, the address. Opening a point adds to the history; Back closes it. */
export function useTrendsUrl() {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const state = useMemo(() => parseFilterUrl(new URLSearchParams(params)), [params]);
  const point = useMemo((): OpenedPoint | null => {
    const [themeId, start] = params.get("point")?.split("@") ?? [];
    return themeId && start ? { themeId, start } : null;
  }, [params]);

  const go = useCallback(
    (next: Partial<FilterUrl>, opened: OpenedPoint | null, how: "push" | "replace") => {
      const query = printFilterUrl(next);
      if (opened) query.set("point", `${opened.themeId}@${opened.start}`);
      const text = query.toString();
      startTransition(() => router[how](text ? `${pathname}?${text}` : pathname, { scroll: false }));
    },
    [pathname, router],
  );
  const { dropped: _dropped, ...current } = state;
  return {
    state,
    point,
    isPending,
    change: (changes: Partial<FilterUrl>) => go({ ...current, ...changes, filter: { ...current.filter, ...changes.filter } }, null, "push"),
    open: (opened: OpenedPoint | null) => go(current, opened, "push"),
  };
}
