"use client";

import { useEffect, useState, type RefObject } from "react";

/** Width of an element in whole pixels, 0 before it is known (on the server and at the first paint). */
export function useElementWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const observer = new ResizeObserver((entries) => {
      const measured = entries[0]?.contentRect.width;
      if (measured) setWidthPx(Math.floor(measured));
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
