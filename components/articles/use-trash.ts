"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastDone, toastProblem, toastUndo } from "@/components/ui/toaster";
import { countNoun } from "@/server/core/text/count-noun";

/** Puts articles into the trash with undo, and takes them out again; every screen that counts them follows. */
export function useTrash() {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const refresh = () => void queries.invalidateQueries();
  // Said by the mutation and not by the call: the screen may be left before the answer comes, and undo must still be offered.
  const bringBack = useMutation(
    api.articles.restore.mutationOptions({
      onError,
      onSuccess: ({ articles }) => {
        toastDone(articles === 1 ? "The article is back" : `${countNoun(articles, "article")} are back`);
        refresh();
      },
    }),
  );
  const restore = (articleIds: string[]) => bringBack.mutate({ workspace: slug, articleIds });
  const remove = useMutation(
    api.articles.delete.mutationOptions({
      onError,
      onSuccess: ({ articles }, { articleIds }) => {
        toastUndo({ message: `${countNoun(articles, "article")} moved to the trash`, onUndo: () => restore(articleIds) });
        refresh();
      },
    }),
  );
  return {
    isPending: remove.isPending || bringBack.isPending,
    restore,
    remove: (articleIds: string[], onDone?: () => void) => remove.mutate({ workspace: slug, articleIds }, { onSuccess: onDone }),
  };
}
