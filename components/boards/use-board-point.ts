"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type OpenedPoint, printPoint, readPoint } from "@/components/trends/opened-point";

/** A point of one of the board's charts. */
export interface BoardPoint extends OpenedPoint {
  panelId: string;
}

/** The point that stands open on a board; its home is the address, so that Back closes it and a link shows it. */
export function useBoardPoint() {
  const query = useSearchParams().toString();
  const pathname = usePathname();
  const point = useMemo((): BoardPoint | null => {
    const said = new URLSearchParams(query);
    const panelId = said.get("chart");
    const opened = readPoint(said);
    return panelId && opened ? { ...opened, panelId } : null;
  }, [query]);
  const open = useCallback(
    (opened: BoardPoint | null) => {
      const said = opened ? `?${new URLSearchParams({ chart: opened.panelId, point: printPoint(opened) })}` : "";
      window.history.pushState(null, "", `${pathname}${said}`);
    },
    [pathname],
  );
  return { point, open };
}
