import { streamInThread, type StreamLimits } from "@/server/ingest/sandbox/stream-in-thread";
import type { ThreadFailureCode } from "@/server/ingest/sandbox/thread-pool";
import type { ReadRecordsOptions } from "./read-records";
import type { RecordBatch } from "./record-batch";

const SENTENCES: Record<ThreadFailureCode, string> = {
  deadline: "Reading the file came to a halt and was stopped. The rows before this place are in.",
  memory: "The file needed more memory than one file may use, and reading was stopped. The rows before this place are in.",
  crash: "The file could not be read on. The rows before this place are in.",
};

/**
 * `readRecords` in a sandboxed thread: the same batches in the same order, 256 MB, ended when it makes no progress.
 * A thread that was ended is the file's `problem`; what the source throws is thrown.
 */
export async function* readRecordsInThread(source: AsyncIterable<Uint8Array>, options: ReadRecordsOptions, limits: Partial<StreamLimits> = {}): AsyncGenerator<RecordBatch> {
  let bytesRead = 0;
  const batches = streamInThread("readRecords", source, options, limits);
  try {
    for (;;) {
      const next = await batches.next();
      if (next.done) {
        if (next.value !== null) yield { rows: [], bytesRead, problem: { code: "stopped", message: SENTENCES[next.value.code], detail: next.value.detail } };
        return;
      }
      bytesRead = next.value.bytesRead;
      yield next.value;
    }
  } finally {
    await batches.return(null);
  }
}
