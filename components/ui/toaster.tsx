"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { IconButton } from "@/components/ui/icon-button";

const UNDO_MS = 10_000;
const DONE_MS = 5_000;
/** What went wrong must be readable. */
const PROBLEM_MS = 20_000;
/** Older ones leave: each says what also stands somewhere else. */
const MOST_AT_ONCE = 4;

interface Message {
  id: number;
  tone: "default" | "good" | "danger";
  text: string;
  description?: string;
  action?: { label: string; onClick: () => void };
  durationMs: number;
}

const NONE: readonly Message[] = [];
let messages = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Message[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

const say = (message: Omit<Message, "id">): void => change([...messages, { ...message, id: (lastId += 1) }].slice(-MOST_AT_ONCE));
const dismiss = (id: number): void => change(messages.filter((message) => message.id !== id));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Says that something was done and offers to take it back. Nothing is lost if the person misses it: undo also stands in the history. */
export const toastUndo = ({ message, description, onUndo, undoLabel = "Undo", durationMs = UNDO_MS }: { message: string; description?: string; onUndo: () => void; undoLabel?: string; durationMs?: number }): void =>
  say({ tone: "default", text: message, description, action: { label: undoLabel, onClick: onUndo }, durationMs });

export const toastDone = (message: string, description?: string): void => say({ tone: "good", text: message, description, durationMs: DONE_MS });

/** Stays until dismissed or for twenty seconds. */
export const toastProblem = (message: string, description?: string): void => say({ tone: "danger", text: message, description, durationMs: PROBLEM_MS });

/** Once, in the root layout. It is there before the first message, so that listeners hear that one too; Alt+T leads to the newest. */
export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => NONE,
  );
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      if (event.altKey && event.code === "KeyT") list.current?.querySelector<HTMLElement>("li:last-child button")?.focus();
    };
    document.addEventListener("keydown", lead);
    return () => document.removeEventListener("keydown", lead);
  }, []);
  return (
    <section aria-label="Messages" aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-4 z-50 px-4 print:hidden">
      <ol ref={list} className="m-0 grid list-none justify-items-center gap-2 p-0">
        {shown.map((message) => (
          <ToastItem key={message.id} message={message} />
        ))}
      </ol>
    </section>
  );
}

const EDGES = { default: "border-l-accent", good: "border-l-good", danger: "border-l-danger" };

/** Leaves when its time is up; while it is pointed at, holds the focus or cannot be seen, its time stands still. */
function ToastItem({ message }: { message: Message }) {
  const { id, tone, text, description, action, durationMs } = message;
  const [isHeld, setIsHeld] = useState(false);
  const leftMs = useRef(durationMs);
  useEffect(() => {
    if (isHeld) return undefined;
    let since = Date.now();
    let timer: number | undefined;
    const run = () => {
      window.clearTimeout(timer);
      leftMs.current -= Date.now() - since;
      since = Date.now();
      timer = document.hidden ? undefined : window.setTimeout(() => dismiss(id), Math.max(0, leftMs.current));
    };
    const stand = () => {
      if (!document.hidden) since = Date.now();
      run();
    };
    run();
    document.addEventListener("visibilitychange", stand);
    return () => {
      window.clearTimeout(timer);
      leftMs.current -= document.hidden ? 0 : Date.now() - since;
      document.removeEventListener("visibilitychange", stand);
    };
  }, [id, isHeld]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointing at it does nothing but give time to read
    <li
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className={`pointer-events-auto flex w-full items-center gap-3 rounded-xs border border-l-4 border-rule-strong bg-raised px-4 py-3 text-[0.9375rem] text-ink shadow-lift motion-safe:transition-opacity motion-safe:starting:opacity-0 sm:w-96 ${EDGES[tone]}`}
    >
      <div className="min-w-0 flex-1">
        <p className="leading-snug font-medium wrap-anywhere">{text}</p>
        {description ? <p className="text-sm wrap-anywhere text-ink-soft">{description}</p> : null}
      </div>
      {action ? (
        <button
          type="button"
          className="min-h-8 shrink-0 rounded-xs border border-edge px-2.5 text-sm font-semibold text-ink hover:bg-sunken pointer-coarse:min-h-10"
          onClick={() => {
            dismiss(id);
            action.onClick();
          }}
        >
          {action.label}
        </button>
      ) : null}
      {tone === "danger" ? <IconButton icon="close" label="Close" onClick={() => dismiss(id)} /> : null}
    </li>
  );
}
