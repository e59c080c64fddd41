"use client";

import { lazy, Suspense, useState } from "react";
import type { PointDrawerProps } from "@/components/trends/opened-drawer";

const OpenedDrawer = lazy(async () => ({ default: (await import("@/components/trends/opened-drawer")).OpenedDrawer }));

/** What is behind a point. Its code comes with the first point that is opened, and it stays mounted to give the focus back. */
export function PointDrawer(props: PointDrawerProps) {
  const [wasOpened, setWasOpened] = useState(props.point !== null);
  if (props.point && !wasOpened) setWasOpened(true);
  return wasOpened ? (
    <Suspense fallback={null}>
      <OpenedDrawer {...props} />
    </Suspense>
  ) : null;
}
