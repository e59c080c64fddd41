"use client";

import { useEffect, useId, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { joinClasses } from "@/components/ui/join-classes";
import { useDialogElement } from "@/components/ui/use-dialog-element";

export type DrawerProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  kicker?: ReactNode;
  /** Stays visible under the title while the content scrolls: counts, a filter, a link to the full list. */
  summary?: ReactNode;
  actions?: ReactNode;
  /** Without it the page beside the drawer stays usable (default), so that a chart can be read on. */
  modal?: boolean;
  width?: "medium" | "wide";
  children?: ReactNode;
};

/** A sheet at the right-hand side; full width on a phone. Esc closes it and focus goes back to where it was. */
export function Drawer({ open, onClose, title, kicker, summary, actions, modal = false, width = "medium", children }: DrawerProps) {
  const id = useId();
  const element = useDialogElement(open, modal);

  useEffect(() => {
    if (!open || modal) return undefined;
    // A dialog opened with show() gets no cancel event in every browser, so Esc is heard here.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (document.querySelector("dialog:modal, [popover]:popover-open")) return;
      onClose();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open, modal, onClose]);

  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      className={joinClasses(
        "fixed inset-y-0 right-0 left-auto z-40 m-0 h-dvh max-h-none w-full max-w-none flex-col border-0 border-l border-rule-strong bg-raised p-0 shadow-lift open:flex",
        "animate-sheet-in print:static print:h-auto print:shadow-none",
        width === "wide" ? "sm:w-[min(56rem,92vw)]" : "sm:w-[min(34rem,92vw)]",
      )}
    >
      {open ? (
        <>
          <header className="border-b border-rule px-5 pt-4 pb-3">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                {kicker ? <p className="kicker mb-1">{kicker}</p> : null}
                <h2 id={id} className="text-xl leading-snug">
                  {title}
                </h2>
              </div>
              <IconButton icon="close" label="Close" onClick={onClose} className="-mr-2" />
            </div>
            {summary ? <div className="mt-2 text-sm text-ink-soft">{summary}</div> : null}
          </header>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
          <section aria-labelledby={id} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4 focus-visible:-outline-offset-2">
            {children}
          </section>
          {actions ? <footer className="flex flex-wrap justify-end gap-2 border-t border-rule px-5 py-3">{actions}</footer> : null}
        </>
      ) : null}
    </dialog>
  );
}
