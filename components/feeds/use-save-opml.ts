"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastProblem } from "@/components/ui/toaster";

/** Saves the list of feeds as a file for other readers. */
export function useSaveOpml(): () => Promise<void> {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  return async () => {
    try {
      const { fileName, opml } = await queries.fetchQuery({ ...api.feeds.exportOpml.queryOptions({ workspace: slug }), staleTime: 0 });
      const url = URL.createObjectURL(new Blob([opml], { type: "text/x-opml" }));
      const link = document.createElement("a");
      link.href = url;
      link.download = fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      toastProblem(explainError(error));
    }
  };
}
