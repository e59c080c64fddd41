"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastProblem } from "@/components/ui/toaster";
import type { ViewKind } from "@/server/core/views/view-shapes";

export type SavedView = Outputs["views"]["list"][number];

/** The saved views of one screen, and what can be done with them. */
export function useViews(kind: ViewKind) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const refresh = () => void queries.invalidateQueries(api.views.pathFilter());
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const list = useQuery(api.views.list.queryOptions({ workspace, kind }));
  const restore = useMutation(api.views.restore.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(
    api.views.delete.mutationOptions({
      onError,
      onSuccess: refresh,
    }),
  );
  const change = useMutation(
    api.views.change.mutationOptions({
      onError,
      onSuccess: refresh,
    }),
  );
  return { views: list.data, error: list.error, refresh, remove: (viewId: string, onDone?: () => void) => remove.mutate({ workspace, viewId }, { onSuccess: onDone }), restore: (viewId: string) => restore.mutate({ workspace, viewId }), change: (changes: { viewId: string; name?: string; query?: string; visibility?: "private" | "workspace" }) => change.mutate({ workspace, ...changes }) };
}
