"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastProblem } from "@/components/ui/toaster";
import { MAX_FEED_LIST_BYTES } from "@/server/core/feeds/feed-list-limit";

/** Lists of feeds from a file and into one. */
export function useOpml() {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const take = useMutation(
    api.feeds.importOpml.mutationOptions({ onSuccess: () => queries.invalidateQueries(api.feeds.pathFilter()), onError: (error) => toastProblem(explainError(error)) }),
  );
  return {
    async read(file: File) {
      if (file.size > MAX_FEED_LIST_BYTES) return toastProblem("The list is larger than 2 MB.");
      if (file.size === 0) return toastProblem("The file is empty.");
      take.mutate({ workspace: slug, listId: crypto.randomUUID(), fileName: file.name.slice(0, 255), base64: toBase64(new Uint8Array(await file.arrayBuffer())) });
    },
    async save() {
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
    },
  };
}

const SLICE = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += SLICE) text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(text);
}
