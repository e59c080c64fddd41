"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useSyncExternalStore } from "react";
import { useApi, useApiClient } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { readUpload, type UploadState, uploadFile, watchUploads } from "@/components/imports/upload-file";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastProblem } from "@/components/ui/toaster";
import { startImportShape } from "@/server/core/imports/import-shapes";

/** Announces a file, opens its import and sends it. A second click on the same file while it is announced does nothing. */
export function useStartUpload(): (file: File) => Promise<void> {
  const { slug } = useWorkspace();
  const client = useApiClient();
  const router = useRouter();
  const isStarting = useRef(false);
  const send = useSendFile();
  return async (file) => {
    if (isStarting.current) return;
    const request = startImportShape.safeParse({ importId: crypto.randomUUID(), fileName: file.name, byteLength: file.size });
    if (!request.success) return void toastProblem(file.name, request.error.issues[0]?.message);
    isStarting.current = true;
    try {
      const { importId } = await client.imports.start.mutate({ workspace: slug, ...request.data });
      void send(importId, file, []);
      router.push(`/w/${slug}/imports/${importId}`);
    } catch (error) {
      toastProblem(`${file.name} was not taken`, explainError(error));
    } finally {
      isStarting.current = false;
    }
  };
}

/** Sends a file to an import that is waiting for it, then lets the import begin. */
export function useSendFile(): (importId: string, file: File, arrived: readonly number[]) => Promise<void> {
  const { slug } = useWorkspace();
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  return async (importId, file, arrived) => {
    if (!(await uploadFile(slug, importId, file, arrived))) return;
    try {
      await client.imports.finishUpload.mutate({ workspace: slug, importId });
    } catch (error) {
      toastProblem(`${file.name} did not arrive whole`, explainError(error));
    }
    await queries.invalidateQueries(api.imports.pathFilter());
  };
}

/** How far this tab is with sending an import's file; null when it is not sending it. */
export const useUpload = (importId: string): UploadState | null =>
  useSyncExternalStore(
    watchUploads,
    () => readUpload(importId),
    () => null,
  );
