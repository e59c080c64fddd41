"use client";

import { lazy, Suspense } from "react";
import { useSessionEnd } from "@/components/session/session-end";

/** Loaded when a session ends, which most never see. */
const SessionDialog = lazy(async () => ({ default: (await import("@/components/session/session-dialog")).SessionDialog }));

/**
 * Signing in again inside the page whose session ended: what was typed stays where it is, and the person presses save
 * once more. Only whoever was signed in comes back this way, because the page shows what that person may see.
 */
export function SessionGuard() {
  const { isAsking, email } = useSessionEnd();
  return isAsking ? (
    <Suspense fallback={null}>
      <SessionDialog email={email} />
    </Suspense>
  ) : null;
}
