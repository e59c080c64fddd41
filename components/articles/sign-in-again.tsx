"use client";

import { usePathname } from "next/navigation";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";

/** The session ended under a form: what was typed waits on this machine while the person signs in. */
export function SignInAgain() {
  const pathname = usePathname();
  return (
    <Banner
      tone="warn"
      title="Your session has ended"
      live
      actions={
        <LinkButton size="small" href={`/sign-in?to=${encodeURIComponent(pathname)}`}>
          Sign in again
        </LinkButton>
      }
    >
      What you typed is kept on this computer and offered to you when you come back.
    </Banner>
  );
}
