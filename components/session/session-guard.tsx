"use client";

import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { closeSignIn, resumeSession, useSessionEnd } from "@/components/session/session-end";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonText } from "@/components/ui/skeleton";
import { toastDone } from "@/components/ui/toaster";

/** Loaded when a session ends, which most never see. */
const SignInForm = lazy(async () => ({ default: (await import("@/components/access/sign-in-form")).SignInForm }));

/**
 * Signing in again inside the page whose session ended: what was typed stays where it is, and the person presses save
 * once more. Only whoever was signed in comes back this way, because the page shows what that person may see.
 */
export function SessionGuard() {
  const { isAsking, email } = useSessionEnd();
  const queries = useQueryClient();
  function resume() {
    resumeSession();
    void queries.invalidateQueries();
    toastDone("You are signed in again.", "What you typed is still there; save it once more.");
  }
  return (
    <Dialog open={isAsking} onClose={closeSignIn} title="Your session has ended" description="Sign in here; nothing that you typed is lost.">
      {isAsking ? (
        <Suspense fallback={<SkeletonText lines={4} label="Opening the form" />}>
          <SignInForm email={email ?? ""} fixedEmail={email !== null} onEntered={resume} />
        </Suspense>
      ) : null}
    </Dialog>
  );
}
