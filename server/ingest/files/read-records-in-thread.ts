import { streamInThread, type StreamLimits } from "@/server/ingest/sandbox/stream-in-thread";
import type { ThreadFailureCode } from "@/server/ingest/sandbox/thread-pool";
import type { Inspection, InspectOptions } from "./inspect-records";
import type { ReadRecordsOptions } from "./read-records";
import type { FileProblem, RecordBatch } from "./record-batch";

const SENTENCES: Record<ThreadFailureCode, string> = {
  deadline: "Reading the file came to a halt and was stopped. The rows before this place are in.",
  memory: "The file needed more memory than one file may use, and reading was stopped. The rows before this place are in.",
  crash: "The file could not be read on. The rows before this place are in.",
};

/**
 * `readRecords` in a sandboxed thread: the same batches in the same order, 256 MB, ended when it makes no progress.
 * A thread that was ended is the file's `problem`; what the source throws is thrown.
 */
export const readRecordsInThread = (source: AsyncIterable<Uint8Array>, options: ReadRecordsOptions, limits: Partial<StreamLimits> = {}): AsyncGenerator<RecordBatch> =>
  withProblem(streamInThread("readRecords", source, options, limits), (bytesRead, problem) => ({ rows: [], bytesRead, problem }));

/** `inspectRecords` in such a thread. */
export const inspectRecordsInThread = (source: AsyncIterable<Uint8Array>, options: InspectOptions, limits: Partial<StreamLimits> = {}): AsyncGenerator<Inspection> =>
  withProblem(streamInThread("inspectRecords", source, options, limits), (bytesRead, { code, message }) => ({ rows: 0, bytesRead, problem: { code, message: message.replace(" The rows before this place are in.", "") } }));

type Outputs<T> = AsyncGenerator<T, { code: ThreadFailureCode; detail: string } | null>;

async function* withProblem<T extends { bytesRead: number; isPassing?: true }>(outputs: Outputs<T>, end: (bytesRead: number, problem: FileProblem) => T): AsyncGenerator<T> {
  let bytesRead = 0;
  try {
    for (;;) {
      const next = await outputs.next();
      if (next.done) {
        if (next.value !== null) yield end(bytesRead, { code: "stopped", message: SENTENCES[next.value.code], detail: next.value.detail });
        return;
      }
      bytesRead = next.value.bytesRead;
      if (!next.value.isPassing) yield next.value;
    }
  } finally {
    await outputs.return(null);
  }
}
