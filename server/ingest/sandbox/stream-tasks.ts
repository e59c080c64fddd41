import { inspectRecords, type InspectOptions } from "@/server/ingest/files/inspect-records";
import { judgeBatches } from "@/server/ingest/files/judge-batches";
import { readRecords, type ReadRecordsOptions } from "@/server/ingest/files/read-records";

/**
 * Everything a sandboxed thread can be asked to read as it comes: bytes in, plain values out.
 * They are loaded apart from the tasks over whole values, which need far more code.
 */
export const streamTasks = {
  readRecords: (source: AsyncIterable<Uint8Array>, options: ReadRecordsOptions) => (options.judge ? judgeBatches(readRecords(source, options), options.judge) : readRecords(source, options)),
  inspectRecords: (source: AsyncIterable<Uint8Array>, options: InspectOptions) => inspectRecords(source, options),
} as const;

export type StreamTask = keyof typeof streamTasks;
export type StreamOptions<T extends StreamTask> = Parameters<(typeof streamTasks)[T]>[1];
export type StreamOutput<T extends StreamTask> = ReturnType<(typeof streamTasks)[T]> extends AsyncIterable<infer Output> ? Output : never;

/** `pull` asks for a piece of the source (null once it has ended), `output` waits for `goOn`; several pulls may be open at once. */
export type FromThread = { kind: "pull" } | { kind: "output"; output: unknown } | { kind: "done" } | { kind: "failed"; message: string };
export type ToThread = { kind: "piece"; piece: Uint8Array | null } | { kind: "goOn" };
