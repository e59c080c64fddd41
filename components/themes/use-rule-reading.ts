"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { RuleReading, readRule } from "@/components/themes/read-rule";

let language: typeof readRule | null = null;
const listeners = new Set<() => void>();

/** Fetches the rule language, which most visits to a theme do not need: call it when somebody is about to write. */
export async function loadRuleLanguage(): Promise<void> {
  if (language) return;
  // Without it a text stays without colours, and is judged when it is sent.
  const loaded = await import("@/components/themes/read-rule").catch(() => null);
  if (!loaded) return;
  language = loaded.readRule;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const unread = (source: string): RuleReading => ({ source, isRead: false, errors: [], notices: [], segments: source === "" ? [] : [{ start: 0, end: source.length, colour: "plain", problem: null }], tidy: null, hasRemarks: false });

/** The reading of a rule: the one that came with the page as long as it fits, and one of the browser's own after that. */
export function useRuleReading(source: string, first?: RuleReading): RuleReading {
  const read = useSyncExternalStore(
    subscribe,
    () => language,
    () => null,
  );
  const fits = first?.source === source;
  useEffect(() => {
    if (!fits) void loadRuleLanguage();
  }, [fits]);
  return useMemo(() => (first && fits ? first : (read ?? unread)(source)), [first, fits, read, source]);
}
