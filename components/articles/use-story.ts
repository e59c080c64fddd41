"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastDone, toastProblem, toastUndo } from "@/components/ui/toaster";

/** A person's word on which articles carry the same report, each with undo; every screen that counts stories follows. */
export function useStory() {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const onSuccess = () => void queries.invalidateQueries();
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const undo = useMutation(api.articles.undoStory.mutationOptions({ onSuccess, onError }));
  const join = useMutation(api.articles.joinStory.mutationOptions({ onSuccess, onError }));
  const split = useMutation(api.articles.splitStory.mutationOptions({ onSuccess, onError }));
  const takeBack = (decisionId: string) => undo.mutateAsync({ workspace: slug, decisionId });
  // Promises and not callbacks of the calls: undo is offered even when the screen is left before the answer comes.
  const offerUndo = (message: string, decisionId: string) => toastUndo({ message, onUndo: () => void takeBack(decisionId).catch(() => {}) });
  return {
    isPending: join.isPending || split.isPending || undo.isPending,
    join(articleId: string, other: { id: string; title: string }, requestId: string) {
      return join.mutateAsync({ workspace: slug, requestId, articleId, withArticleId: other.id }).then(
        () => (offerUndo("The two are one story", requestId), true),
        () => false,
      );
    },
    split(articleId: string, message: string) {
      const requestId = crypto.randomUUID();
      split.mutateAsync({ workspace: slug, requestId, articleId }).then(
        () => offerUndo(message, requestId),
        () => {},
      );
    },
    takeBack(decisionId: string) {
      takeBack(decisionId).then(
        () => toastDone("It is taken back"),
        () => {},
      );
    },
  };
}
