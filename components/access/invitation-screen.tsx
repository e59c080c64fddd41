"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ClaimForm } from "@/components/access/claim-form";
import { FormProblem } from "@/components/access/form-problem";
import { SignInForm } from "@/components/access/sign-in-form";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { goTo } from "@/components/session/go-to";
import { leave } from "@/components/session/leave";
import { AuthCard } from "@/components/shell/auth-card";
import { Button } from "@/components/ui/button";
import { ROLE_EXPLANATIONS } from "@/server/core/access/roles";

export interface InvitationScreenProps {
  token: string;
  link: Outputs["person"]["readLink"];
  /** The address of whoever is signed in already. */
  signedInAs: string | null;
}

/** Joining a workspace: with a new account, with one that exists, or as whoever is signed in. */
export function InvitationScreen({ token, link, signedInAs }: InvitationScreenProps) {
  const api = useApi();
  const claim = useMutation(api.person.claimInvitation.mutationOptions());
  const accept = useMutation(api.person.acceptInvitation.mutationOptions());
  const [problem, setProblem] = useState<string>();
  const title = `Join ${link.workspace}`;
  const rank = link.role ? `You come as ${link.role}: ${ROLE_EXPLANATIONS[link.role]}.` : null;

  async function join(): Promise<string | null> {
    try {
      const { slug } = await accept.mutateAsync({ token });
      goTo(`/w/${slug}/trends`);
      return null;
    } catch (reason) {
      return explainError(reason);
    }
  }

  if (signedInAs !== null && signedInAs !== link.email) {
    return (
      <AuthCard title={title} standfirst={`This invitation is for ${link.email}, and you are signed in as ${signedInAs}.`}>
        <Button onClick={() => void leave(`/invite/${token}`)} className="justify-self-start">
          Sign out and go on
        </Button>
      </AuthCard>
    );
  }
  if (signedInAs !== null) {
    return (
      <AuthCard title={title} standfirst={rank}>
        <FormProblem sentence={problem} />
        <Button variant="primary" pending={accept.isPending || accept.isSuccess} onClick={() => void join().then((sentence) => setProblem(sentence ?? undefined))} className="justify-self-start">
          Join as {signedInAs}
        </Button>
      </AuthCard>
    );
  }
  if (link.hasAccount) {
    return (
      <AuthCard title={title} standfirst={<>You have an account already; sign in with it. {rank}</>}>
        <SignInForm email={link.email ?? ""} fixedEmail submitLabel="Sign in and join" onEntered={join} />
      </AuthCard>
    );
  }
  return (
    <AuthCard title={title} standfirst={rank}>
      <ClaimForm email={link.email ?? ""} submitLabel="Create the account and join" onClaim={(typed) => claim.mutateAsync({ token, ...typed })} />
    </AuthCard>
  );
}
