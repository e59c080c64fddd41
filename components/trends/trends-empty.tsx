"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { toastProblem } from "@/components/ui/toaster";

/** The first minute: nothing is here yet, and this is how something gets here. */
export function TrendsEmpty() {
  const workspace = useWorkspace();
  const mayEdit = useMayEdit();
  const router = useRouter();
  const api = useApi();
  const demo = useMutation(api.person.createDemo.mutationOptions({ onSuccess: ({ slug }) => router.push(`/w/${slug}/trends`), onError: (error) => toastProblem(explainError(error)) }));
  if (workspace.synthetic) {
    return (
      <>
        <PageHeader kicker="Trends" headline="The demo is being written" />
        <Progress label="Synthetic articles are on their way; this page follows by itself" />
      </>
    );
  }
  return (
    <>
      <PageHeader kicker="Trends" headline="No coverage yet" standfirst="The chart begins with the first dated article. Four themes are ready; each is a rule that you can read and change." />
      <EmptyState
        title="How do you want to begin?"
        action={
          <>
            {mayEdit ? (
              <LinkButton href={`/w/${workspace.slug}/articles/new`} variant="primary">
                Add an article
              </LinkButton>
            ) : null}
            {mayEdit ? <LinkButton href={`/w/${workspace.slug}/imports`}>Import a file</LinkButton> : null}
            <Button pending={demo.isPending} onClick={() => demo.mutate()}>
              Look at demo coverage
            </Button>
          </>
        }
      >
        Demo coverage is two years of synthetic articles in a workspace of its own, labelled on every screen and removed with one click.
      </EmptyState>
    </>
  );
}
