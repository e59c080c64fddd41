"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Inputs, type Outputs, useApi, useApiClient } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { toastProblem } from "@/components/ui/toaster";

export type Board = Outputs["boards"]["get"];
type Changes = Omit<Inputs["boards"]["change"], "workspace" | "boardId" | "basedOnRevision">;

/** A board and its changes; each shows at once and is taken back when it could not be kept. */
export function useBoard(initialBoard: Board) {
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const mayEdit = useMayEdit();
  const options = api.boards.get.queryOptions({ workspace, boardId: initialBoard.id });
  const { data: board } = useQuery({ ...options, initialData: initialBoard });
  const current = () => queries.getQueryData(options.queryKey) ?? board;
  const save = useMutation({
    // One after the other: each is based on the revision that the one before it made.
    scope: { id: `board-${initialBoard.id}` },
    mutationFn: (changes: Changes) => client.boards.change.mutate({ workspace, boardId: board.id, basedOnRevision: current().revision, ...changes }),
    onSuccess: ({ revision }) => queries.setQueryData(options.queryKey, (now) => now && { ...now, revision }),
    onError: (error) => {
      toastProblem("The board is as it was", explainError(error));
      void queries.invalidateQueries(api.boards.get.pathFilter());
    },
  });
  // A change that waits for the one before it would go with the page: the browser asks first.
  useEffect(() => {
    if (!save.isPending) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [save.isPending]);
  return {
    board,
    mayChange: board.visibility === "private" || mayEdit,
    isSaving: save.isPending,
    change: (changes: Changes) => {
      queries.setQueryData(options.queryKey, { ...current(), ...changes });
      save.mutate(changes);
    },
  };
}
