"use client";

import { useEffect, useEffectEvent, useState, type RefObject } from "react";

export type PopoverAlign = "start" | "end" | "center";

const EDGE_PX = 8;
const GAP_PX = 6;

/** Puts a fixed box under its anchor, or above it when there is no room below, inside the window. */
function placeBeside(anchor: HTMLElement, box: HTMLElement, align: PopoverAlign): void {
  const from = anchor.getBoundingClientRect();
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  const wantedLeft = align === "start" ? from.left : align === "end" ? from.right - width : from.left + (from.width - width) / 2;
  const left = Math.max(EDGE_PX, Math.min(wantedLeft, document.documentElement.clientWidth - width - EDGE_PX));
  const fitsBelow = from.bottom + GAP_PX + height <= window.innerHeight - EDGE_PX;
  const top = fitsBelow ? from.bottom + GAP_PX : Math.max(EDGE_PX, from.top - GAP_PX - height);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/**
 * Keeps a `popover` element beside its anchor while it is open.
 * Returns whether it is open, and the setter to call from the popover's `toggle` event.
 */
export function useAnchoredPopover(anchor: RefObject<HTMLElement | null>, box: RefObject<HTMLElement | null>, align: PopoverAlign) {
  const [open, setOpen] = useState(false);

  const place = useEffectEvent(() => {
    if (anchor.current && box.current) placeBeside(anchor.current, box.current, align);
  });

  useEffect(() => {
    if (!open) return undefined;
    const follow = () => place();
    place();
    window.addEventListener("resize", follow);
    window.addEventListener("scroll", follow, true);
    return () => {
      window.removeEventListener("resize", follow);
      window.removeEventListener("scroll", follow, true);
    };
  }, [open]);

  return { open, setOpen };
}
