"use client";

import { reopenSignIn, useSessionEnd } from "@/components/session/session-end";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

/** Stands in a form that was not saved because the session had ended, for whoever closed the question over the page. */
export function SignInAgain() {
  const { hasEnded } = useSessionEnd();
  if (!hasEnded) return null;
  return (
    <Banner
      tone="warn"
      title="Not saved: your session has ended"
      actions={
        <Button size="small" onClick={reopenSignIn}>
          Sign in here
        </Button>
      }
    >
      What you typed stays in the form and is kept on this computer.
    </Banner>
  );
}
