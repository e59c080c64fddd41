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
 * session. `found` is what an earlier visit left; `isKept` is false when the browser had no room for it. Whoever begins
 * anew without taking or dropping what was found does not lose it: it is put aside, and found when the new one is done.
 */
export function useDraft<T>(form: string) {
  const key = `themeline:draft:${useWorkspace().slug}:${form}`;
  const aside = `${key}:aside`;
  const [found, setFound] = useState<KeptDraft<T> | null>(null);
  const untouched = useRef<KeptDraft<T> | null>(null);
  const offer = useCallback((draft: KeptDraft<T> | null) => {
    untouched.current = draft;
    setFound(draft);
  }, []);
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
    const reading = setTimeout(() => offer(readDraft<T>(key) ?? readDraft<T>(aside)));
    window.addEventListener("pagehide", write);
    return () => {
      clearTimeout(reading);
      window.removeEventListener("pagehide", write);
      write();
    };
  }, [key, aside, write, offer]);

  const stop = useCallback(() => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = null;
  }, []);

  const keep = useCallback(
    (value: T) => {
      if (untouched.current) moveDraft(key, aside);
      untouched.current = null;
      stop();
      waiting.current = { value, timer: setTimeout(write, WRITE_DELAY_MS) };
    },
    [key, aside, write, stop],
  );

  /** Goes on with what was found: from now on it is what is being typed. */
  const take = useCallback((): T | null => {
    const taken = untouched.current?.value ?? null;
    if (readDraft<T>(key) === null) moveDraft(aside, key);
    offer(null);
    return taken;
  }, [key, aside, offer]);

  /** Throws away what was found. */
  const drop = useCallback(() => {
    removeDraft(readDraft<T>(key) === null ? aside : key);
    offer(readDraft<T>(aside));
  }, [key, aside, offer]);

  /** What was typed is saved or cleared; what was found and not taken stays. */
  const finish = useCallback(() => {
    stop();
    if (untouched.current) return;
    removeDraft(key);
    offer(readDraft<T>(aside));
  }, [key, aside, offer, stop]);

  return { found, isKept, keep, take, drop, finish };
}

function readDraft<T>(key: string): KeptDraft<T> | null {
  try {
    const stored = localStorage.getItem(key);
    return stored ? (JSON.parse(stored) as KeptDraft<T>) : null;
  } catch {
    return null;
  }
}

function removeDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser without storage kept nothing either.
  }
}

function moveDraft(from: string, to: string): void {
  try {
    const stored = localStorage.getItem(from);
    if (!stored) return;
    localStorage.removeItem(from);
    localStorage.setItem(to, stored);
  } catch {
    // A browser without storage kept nothing either.
  }
}
