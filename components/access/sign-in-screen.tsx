"use client";

import { SignInForm } from "@/components/access/sign-in-form";
import { goTo } from "@/components/session/go-to";
import { AuthCard } from "@/components/shell/auth-card";
import { Banner } from "@/components/ui/banner";

export interface SignInScreenProps {
  /** Where to go afterwards, a path of ours. */
  to: string;
  /** Nobody has an account yet. */
  isFirstRun: boolean;
}

export function SignInScreen({ to, isFirstRun }: SignInScreenProps) {
  return (
    <AuthCard
      title="Sign in"
      standfirst={isFirstRun ? null : "Coverage monitoring where every number opens."}
      foot={isFirstRun ? null : "No account, or a forgotten password? An administrator of your workspace can hand you a link: Settings, Members."}
    >
      {isFirstRun ? (
        <Banner title="Nobody has an account here yet">
          The terminal in which Themeline was started shows a one-time link. Open it to become the first administrator. If the terminal is gone, start Themeline again: each start shows a fresh link.
        </Banner>
      ) : null}
      {/* What a bookmark handed over stands in the fragment and goes on with the person. */}
      <SignInForm onEntered={() => goTo(to + window.location.hash)} />
    </AuthCard>
  );
}
