"use client";

import { cloneElement, useEffect, useId, useRef, type ReactElement, type ReactNode } from "react";
import { useAnchoredPopover } from "@/components/ui/use-anchored-popover";

const LEAVE_DELAY_MS = 120;

/**
 * A sentence about one focusable child, on hover and on focus; Esc closes it and the pointer may rest on it.
 * Never the only place of something that a person needs: touch has no hover.
 */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement<{ "aria-describedby"?: string }> }) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { open, setOpen } = useAnchoredPopover(anchor, box, "center");

  const show = () => {
    clearTimeout(leaving.current);
    if (!box.current?.matches(":popover-open")) box.current?.showPopover();
  };
  const hide = () => {
    if (box.current?.matches(":popover-open")) box.current.hidePopover();
  };
  const hideSoon = () => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(hide, LEAVE_DELAY_MS);
  };

  useEffect(() => () => clearTimeout(leaving.current), []);

  useEffect(() => {
    if (!open) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") box.current?.hidePopover();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open]);

  return (
    <span ref={anchor} className="inline-flex" onPointerEnter={show} onPointerLeave={hideSoon} onFocus={show} onBlur={hide}>
      {cloneElement(children, { "aria-describedby": id })}
      <span
        ref={box}
        id={id}
        role="tooltip"
        popover="manual"
        onToggle={(event) => setOpen(event.newState === "open")}
        className="fixed max-w-72 rounded-xs bg-ink px-2.5 py-1.5 text-sm leading-snug text-paper shadow-lift"
      >
        {text}
      </span>
    </span>
  );
}
