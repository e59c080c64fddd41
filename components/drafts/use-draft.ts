"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useWorkspace } from "@/components/session/workspace-context";

const WRITE_DELAY_MS = 400;

export interface KeptDraft<T> {
  value: T;
  /** ISO moment of the last change. */
  keptAt: string;
}

/**
 * Keeps what is typed into a form on this machine until it is saved: it survives a reload, a closed tab and an expired
 * session. `found` is what an earlier visit left; `isKept` is false when the browser had no room for it.
 */
export function useDraft<T>(form: string) {
  const key = `themeline:draft:${useWorkspace().slug}:${form}`;
  const [found, setFound] = useState<KeptDraft<T> | null>(null);
  const [isKept, setIsKept] = useState(true);
  const waiting = useRef<{ value: T; timer: ReturnType<typeof setTimeout> } | null>(null);

  const write = useCallback(() => {
    const next = waiting.current;
    if (!next) return;
    clearTimeout(next.timer);
    waiting.current = null;
    try {
      localStorage.setItem(key, JSON.stringify({ value: next.value, keptAt: new Date().toISOString() } satisfies KeptDraft<T>));
      setIsKept(true);
    } catch {
      setIsKept(false);
    }
  }, [key]);

  useEffect(() => {
    const reading = setTimeout(() => setFound(readDraft<T>(key)));
    window.addEventListener("pagehide", write);
    return () => {
      clearTimeout(reading);
      window.removeEventListener("pagehide", write);
      write();
    };
  }, [key, write]);

  const keep = useCallback(
    (value: T) => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = { value, timer: setTimeout(write, WRITE_DELAY_MS) };
    },
    [write],
  );

  const drop = useCallback(() => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = null;
    setFound(null);
    try {
      localStorage.removeItem(key);
    } catch {
      // A browser without storage kept nothing either.
    }
  }, [key]);

  return { found, isKept, keep, drop };
}

function readDraft<T>(key: string): KeptDraft<T> | null {
  try {
    const stored = localStorage.getItem(key);
    return stored ? (JSON.parse(stored) as KeptDraft<T>) : null;
  } catch {
    return null;
  }
}
