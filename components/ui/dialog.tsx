"use client";

import { useId, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { joinClasses } from "@/components/ui/join-classes";
import { useDialogElement } from "@/components/ui/use-dialog-element";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  size?: "small" | "medium" | "large";
  children?: ReactNode;
};

const WIDTHS = { small: "max-w-md", medium: "max-w-2xl", large: "max-w-5xl" };

/** A modal question or short task. Esc and the cross call `onClose`; a click beside it does nothing, so nothing typed is lost. */
export function Dialog({ open, onClose, title, description, actions, size = "small", children }: DialogProps) {
  const id = useId();
  const element = useDialogElement(open, true);
  return (
    <dialog
      ref={element}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      className={joinClasses(
        "m-auto w-[calc(100vw-2rem)] rounded-xs border border-rule-strong border-t-4 border-t-ink bg-raised p-0 shadow-lift",
        "max-h-[calc(100dvh-2rem)] flex-col open:flex",
        WIDTHS[size],
      )}
    >
      {open ? (
        <>
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2 sm:px-6">
            <h2 id={`${id}-title`} className="text-xl leading-snug">
              {title}
            </h2>
            <IconButton icon="close" label="Close" onClick={onClose} className="-mr-2" />
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pb-5 sm:px-6">
            {description ? (
              <p id={`${id}-description`} className="mb-4 text-ink-soft">
                {description}
              </p>
            ) : null}
            {children}
          </div>
          {actions ? <footer className="flex flex-wrap justify-end gap-2 border-t border-rule px-5 py-3 sm:px-6">{actions}</footer> : null}
        </>
      ) : null}
    </dialog>
  );
}
