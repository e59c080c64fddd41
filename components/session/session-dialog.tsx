"use client";

import { useQueryClient } from "@tanstack/react-query";
import { SignInForm } from "@/components/access/sign-in-form";
import { closeSignIn, resumeSession } from "@/components/session/session-end";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toaster";

/** The question for the password over the page whose session ended. */
export function SessionDialog({ email }: { email: string | null }) {
  const queries = useQueryClient();
  function resume() {
    resumeSession();
    void queries.invalidateQueries();
    toastDone("You are signed in again.", "What you typed is still there; save it once more.");
  }
  return (
    <Dialog open onClose={closeSignIn} title="Your session has ended" description="Sign in here; nothing that you typed is lost.">
      <SignInForm email={email ?? ""} fixedEmail={email !== null} onEntered={resume} />
    </Dialog>
  );
}
