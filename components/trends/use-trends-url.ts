"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type OpenedPoint, printPoint, readPoint } from "@/components/trends/opened-point";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { type FilterUrl, type ParsedFilterUrl, printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";

/**
 * The screen's state and its only home, the address. Opening a point adds to the history; Back closes it. The server
 * judged the address that the page came with: `dropped` is what made no sense. Changes need no page from the server,
 * only the numbers that they ask for; `onAsk` hears of a change before anything is drawn anew.
 */
export function useTrendsUrl(dropped: readonly string[], onAsk: (next: FilterUrl) => void) {
  const said = useSearchParams().toString();
  const pathname = usePathname();
  // The router takes a new address up at its leisure, but what somebody clicked shows at once.
  const [ahead, setAhead] = useState<string | null>(null);
  if (ahead === said) setAhead(null);
  useEffect(() => {
    const leave = () => setAhead(null);
    window.addEventListener("popstate", leave);
    return () => window.removeEventListener("popstate", leave);
  }, []);
  const query = ahead ?? said;
  const read = useMemo(() => readFilterAddress(new URLSearchParams(query), dropped), [query, dropped]);
  // The same filter stays the same object, so that what hangs on it alone is not drawn anew with every other change.
  const written = JSON.stringify(read.filter);
  const filter = useMemo(() => JSON.parse(written) as CoverageFilter, [written]);
  const state = useMemo((): ParsedFilterUrl => ({ ...read, filter }), [read, filter]);
  const point = useMemo(() => readPoint(new URLSearchParams(query)), [query]);

  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);

  const go = useCallback(
    (next: Partial<FilterUrl>, opened: OpenedPoint | null) => {
      const printed = printFilterUrl(next);
      if (opened) printed.set("point", printPoint(opened));
      const text = printed.toString();
      setAhead(text);
      // Once the change has been painted: only then does the router begin to work.
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => window.history.pushState(null, "", text ? `${pathname}?${text}` : pathname))));
    },
    [pathname],
  );
  const after = useCallback((changes: Partial<FilterUrl>): FilterUrl => {
    const { dropped: _dropped, ...current } = latest.current;
    return { ...current, ...changes, filter: { ...current.filter, ...changes.filter } };
  }, []);
  const change = useCallback(
    (changes: Partial<FilterUrl>) => {
      const next = after(changes);
      onAsk(next);
      go(next, null);
    },
    [go, after, onAsk],
  );
  /** Somebody is about to change this: what it will need is asked for already. */
  const expectChange = useCallback((changes: Partial<FilterUrl>) => onAsk(after(changes)), [after, onAsk]);
  const open = useCallback((opened: OpenedPoint | null) => go(after({}), opened), [go, after]);
  return { state, point, change, expectChange, open };
}
