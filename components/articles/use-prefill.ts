"use client";

import { useEffect, useState } from "react";
import { type Prefill, readPrefill } from "@/server/core/articles/prefill";

/** What the page's address hands over: in its fragment by the bookmark, in its query by the share menu. */
export function usePrefill(given: Prefill | null): { prefill: Prefill | null; dropPrefill: () => void } {
  const [prefill, setPrefill] = useState(given);
  useEffect(() => {
    const read = () => {
      const fragment = readPrefill(new URLSearchParams(window.location.hash.slice(1)));
      if (fragment) setPrefill(fragment);
    };
    const reading = setTimeout(read);
    window.addEventListener("hashchange", read);
    return () => {
      clearTimeout(reading);
      window.removeEventListener("hashchange", read);
    };
  }, []);
  return {
    prefill,
    /** The address goes with it: a reload then offers what was typed, and not the page again. */
    dropPrefill() {
      setPrefill(null);
      window.history.replaceState(null, "", window.location.pathname);
    },
  };
}
