"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type OpenedPoint, printPoint, readPoint } from "@/components/trends/opened-point";
import { type FilterUrl, printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";

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
  const state = useMemo(() => readFilterAddress(new URLSearchParams(query), dropped), [query, dropped]);
  const point = useMemo(() => readPoint(new URLSearchParams(query)), [query]);

  const go = useCallback(
    (next: Partial<FilterUrl>, opened: OpenedPoint | null) => {
      const printed = printFilterUrl(next);
      if (opened) printed.set("point", printPoint(opened));
      const text = printed.toString();
      setAhead(text);
      // Two frames on, so that the change is painted before the router begins to work.
      requestAnimationFrame(() => setTimeout(() => window.history.pushState(null, "", text ? `${pathname}?${text}` : pathname)));
    },
    [pathname],
  );
  const current = useMemo(() => {
    const { dropped: _dropped, ...rest } = state;
    return rest;
  }, [state]);
  const after = useCallback((changes: Partial<FilterUrl>): FilterUrl => ({ ...current, ...changes, filter: { ...current.filter, ...changes.filter } }), [current]);
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
  const open = useCallback((opened: OpenedPoint | null) => go(current, opened), [go, current]);
  return { state, point, change, expectChange, open };
}
