"use client";

import { useMutation } from "@tanstack/react-query";
import { FormProblem } from "@/components/access/form-problem";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { goTo } from "@/components/session/go-to";
import { leave } from "@/components/session/leave";
import { AuthCard } from "@/components/shell/auth-card";
import { Button } from "@/components/ui/button";

export interface NoWorkspaceScreenProps {
  email: string;
  /** Nobody has a workspace any more, and this person may start anew. */
  mayCreate: boolean;
}

/** Signed in, but a member of nothing. */
export function NoWorkspaceScreen({ email, mayCreate }: NoWorkspaceScreenProps) {
  const api = useApi();
  const create = useMutation(api.person.createWorkspace.mutationOptions({ onSuccess: ({ slug }) => goTo(`/w/${slug}/trends`) }));
  return (
    <AuthCard
      title="You are in no workspace"
      standfirst={mayCreate ? "There is no workspace on this installation any more. You administered it, so you can start a new one." : `Ask an administrator to invite ${email}. The link that you get opens the workspace; what you did before is kept there under your name.`}
    >
      <FormProblem sentence={create.error ? explainError(create.error) : undefined} />
      <div className="flex flex-wrap gap-3">
        {mayCreate ? (
          <Button variant="primary" pending={create.isPending || create.isSuccess} onClick={() => create.mutate()}>
            Start a new workspace
          </Button>
        ) : null}
        <Button onClick={() => void leave()}>Sign out</Button>
      </div>
    </AuthCard>
  );
}
