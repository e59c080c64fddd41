"use client";

import { ClaimForm } from "@/components/access/claim-form";
import { useApi } from "@/components/api/api-provider";
import { AuthCard } from "@/components/shell/auth-card";
import { useMutation } from "@tanstack/react-query";

/** First run: whoever holds the link from the terminal becomes the first administrator. */
export function SetupScreen({ token }: { token: string }) {
  const api = useApi();
  const claim = useMutation(api.person.claimSetup.mutationOptions());
  return (
    <AuthCard title="Welcome. Who looks after this installation?" standfirst="You become the first administrator, with a workspace of your own and four starting themes. Colleagues come by invitation afterwards.">
      <ClaimForm submitLabel="Create the administrator" onClaim={(typed) => claim.mutateAsync({ token, ...typed })} />
    </AuthCard>
  );
}
