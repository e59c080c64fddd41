import { readPage } from "@/server/ingest/extract/read-page";

/**
 * Everything a sandboxed thread can be asked to do: pure functions over plain values that can be cloned.
 * A new task is added here; nothing else is reachable from outside.
 */
export const threadTasks = {
  extractPage: (input: { bytes: Uint8Array; contentType: string | null; url: string }) => readPage(input.bytes, input.contentType, input.url),
} as const;

export type ThreadTask = keyof typeof threadTasks;
export type TaskInput<T extends ThreadTask> = Parameters<(typeof threadTasks)[T]>[0];
export type TaskOutput<T extends ThreadTask> = ReturnType<(typeof threadTasks)[T]>;
