"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastDone, toastProblem, toastUndo } from "@/components/ui/toaster";

/** Puts articles into the trash with undo, and takes them out again; every screen that counts them follows. */
export function useTrash() {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const onSuccess = () => queries.invalidateQueries();
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const remove = useMutation(api.articles.delete.mutationOptions({ onSuccess, onError }));
  const bringBack = useMutation(api.articles.restore.mutationOptions({ onSuccess, onError }));
  const count = (n: number) => (n === 1 ? "1 article" : `${n} articles`);
  const restore = (articleIds: string[]) =>
    bringBack.mutate({ workspace: slug, articleIds }, { onSuccess: ({ articles }) => toastDone(articles === 1 ? "The article is back" : `${count(articles)} are back`) });
  return {
    isPending: remove.isPending || bringBack.isPending,
    restore,
    remove: (articleIds: string[], onDone?: () => void) =>
      remove.mutate(
        { workspace: slug, articleIds },
        {
          onSuccess: ({ articles }) => {
            toastUndo({ message: `${count(articles)} moved to the trash`, onUndo: () => restore(articleIds) });
            onDone?.();
          },
        },
      ),
  };
}
