"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

const useEarlyEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/**
 * Opens and closes a native <dialog> with `open`. The browser traps focus (modal) and gives it back on close;
 * the clean-up closes before the element leaves the page, so that an unmount gives it back too.
 */
export function useDialogElement(open: boolean, modal: boolean) {
  const element = useRef<HTMLDialogElement>(null);
  useEarlyEffect(() => {
    const dialog = element.current;
    if (!dialog || !open) return undefined;
    const before = document.activeElement;
    if (modal) dialog.showModal();
    else dialog.show();
    return () => {
      // What held the focus inside may be gone already, and then the body has it.
      const hadFocus = document.activeElement === document.body || dialog.contains(document.activeElement);
      if (dialog.open) dialog.close();
      if (hadFocus && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open, modal]);
  return element;
}
