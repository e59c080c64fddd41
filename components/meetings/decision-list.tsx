"use client";

import { useMutation } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import type { Meeting } from "@/components/meetings/use-meeting";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

/** What was decided, in order, each with the slide that was shown. */
export function DecisionList({ meeting, onChanged }: { meeting: Meeting; onChanged: () => void }) {
  const api = useApi();
  const { slug: workspace } = useWorkspace();
  const mayEdit = useMayEdit();
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const restore = useMutation(api.meetings.redecide.mutationOptions({ onSuccess: onChanged, onError }));
  const remove = useMutation(
    api.meetings.undecide.mutationOptions({
      onError,
      onSuccess: (_, { decisionId }) => {
        toastUndo({ message: "The decision is taken out", onUndo: () => restore.mutate({ workspace, decisionId }) });
        onChanged();
      },
    }),
  );
  if (meeting.decisions.length === 0) return <p className="mb-3 text-ink-soft">None is written down yet.</p>;
  return (
    <ol className="m-0 mb-4 grid gap-1.5 pl-6">
      {meeting.decisions.map(({ id, text, by, slideId }) => {
        const slide = meeting.slides.findIndex((one) => one.id === slideId);
        return (
          <li key={id} className="[overflow-wrap:anywhere]">
            {text} <span className="text-sm text-ink-soft">{[by, slide >= 0 ? `slide ${slide + 1}` : ""].filter(Boolean).join(", ")}</span>
            {mayEdit ? (
              <Button size="small" variant="plain" className="ml-2 print:hidden" onClick={() => remove.mutate({ workspace, decisionId: id })}>
                Take out<span className="sr-only"> “{text}”</span>
              </Button>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
