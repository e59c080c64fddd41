"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useSyncExternalStore } from "react";
import { useApi, useApiClient } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { readUpload, type UploadState, uploadFile, watchUploads } from "@/components/imports/upload-file";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastProblem } from "@/components/ui/toaster";
import { findFaults } from "@/components/ui/validate-with";

/**
 * Announces files, opens the import of one or the list of several, and sends them one after the other; `expected` is
 * what the person takes the file for. A second click while they are announced does nothing.
 */
export function useStartUpload(): (files: readonly File[], expected?: "feeds") => Promise<void> {
  const { slug } = useWorkspace();
  const client = useApiClient();
  const router = useRouter();
  const isStarting = useRef(false);
  const send = useSendFile();
  return async (files, expected) => {
    if (isStarting.current) return;
    isStarting.current = true;
    const begun: { importId: string; file: File }[] = [];
    for (const file of files) {
      const request = { importId: crypto.randomUUID(), fileName: file.name, byteLength: file.size };
      const faults = await findFaults(async () => (await import("@/server/core/imports/import-shapes")).startImportShape, request);
      if (faults) {
        toastProblem(file.name, Object.values(faults)[0]);
        continue;
      }
      try {
        begun.push({ file, ...(await client.imports.start.mutate({ workspace: slug, ...request })) });
      } catch (error) {
        toastProblem(`${file.name} was not taken`, explainError(error));
      }
    }
    isStarting.current = false;
    const [only, ...others] = begun;
    if (!only) return;
    router.push(others.length === 0 ? `/w/${slug}/imports/${only.importId}${expected ? `?expected=${expected}` : ""}` : `/w/${slug}/imports`);
    for (const { importId, file } of begun) await send(importId, file, []);
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
      await client.imports.finishUpload.mutate({ workspace: slug, importId, review: true });
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
