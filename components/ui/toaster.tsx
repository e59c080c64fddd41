"use client";

import { toast, Toaster as SonnerToaster } from "sonner";

const UNDO_MS = 10_000;

const LOOK =
  "flex w-full items-center gap-3 rounded-xs border border-rule-strong border-l-4 bg-raised px-4 py-3 font-sans text-[0.9375rem] text-ink shadow-lift sm:w-96";
const ACTION = "ml-auto shrink-0 min-h-8 rounded-xs border border-edge px-2.5 text-sm font-semibold text-ink hover:bg-sunken";

/** Once, in the root layout. */
export function Toaster() {
  return (
    <SonnerToaster
      position="bottom-center"
      containerAriaLabel="Messages"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: LOOK,
          title: "font-medium leading-snug",
          description: "text-sm text-ink-soft",
          content: "min-w-0",
          actionButton: ACTION,
          cancelButton: ACTION,
          closeButton: "order-last ml-auto inline-flex size-7 shrink-0 items-center justify-center rounded-xs border border-edge hover:bg-sunken",
          success: "border-l-good",
          error: "border-l-danger",
          default: "border-l-accent",
        },
      }}
    />
  );
}

/** Says that something was done and offers to take it back. Nothing is lost if the person misses it: undo also stands in the history. */
export function toastUndo({ message, description, onUndo, undoLabel = "Undo", durationMs = UNDO_MS }: { message: string; description?: string; onUndo: () => void; undoLabel?: string; durationMs?: number }): string | number {
  return toast(message, { description, duration: durationMs, action: { label: undoLabel, onClick: onUndo } });
}

export function toastDone(message: string, description?: string): string | number {
  return toast.success(message, { description });
}

/** Stays until dismissed or for twenty seconds: what went wrong must be readable. */
export function toastProblem(message: string, description?: string): string | number {
  return toast.error(message, { description, duration: 20_000, closeButton: true });
}

export function dismissToast(id: string | number): void {
  toast.dismiss(id);
}
