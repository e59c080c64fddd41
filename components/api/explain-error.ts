import { TRPCClientError } from "@trpc/client";
import type { ApiError } from "@/components/api/api-provider";

/** The sentence of a failed call; a call that never arrived gets one that says that nothing is lost. */
export function explainError(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return "This did not work. Try again in a moment.";
  return (error as ApiError).data ? error.message : "The server cannot be reached just now. What you typed is kept; try again in a moment.";
}

/** Sentences by field, for forms. */
export function fieldErrors(error: unknown): Record<string, string> {
  return error instanceof TRPCClientError ? ((error as ApiError).data?.detail.fields ?? {}) : {};
}

/** The session ended meanwhile: the person signs in again and comes back. */
export const isSignedOut = (error: unknown): boolean => error instanceof TRPCClientError && (error as ApiError).data?.code === "UNAUTHORIZED";
