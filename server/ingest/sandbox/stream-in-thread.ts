/* oxlint-disable unicorn/require-post-message-target-origin -- a worker's port has no origin, unlike a window */
import { Worker } from "node:worker_threads";
import { THREAD_LIMITS } from "./run-in-thread";
import { bundleThread } from "./thread-code";
import type { FromThread, StreamOptions, StreamOutput, StreamTask, ToThread } from "./stream-tasks";
import type { ThreadFailureCode } from "./thread-pool";

/** `stallMs`: how long the thread may work without asking for bytes or handing anything out. */
export interface StreamLimits {
  memoryMb: number;
  stallMs: number;
  startMs: number;
}

const STREAM_LIMITS: StreamLimits = { memoryMb: THREAD_LIMITS.memoryMb, stallMs: THREAD_LIMITS.deadlineMs, startMs: THREAD_LIMITS.startMs };
/** Larger pieces are cut, so that what is under way in the thread stays small. */
const PIECE_BYTES = 262_144;

/** What came of a stream that did not end by itself: `detail` is for the log. */
export interface StreamFailure {
  code: ThreadFailureCode;
  detail: string;
}

type Incoming = FromThread | { kind: "ended"; failure: StreamFailure };

/**
 * Runs a task that reads as it goes in a sandboxed thread of its own: bytes go in when it asks for them, values come
 * out one at a time, and it waits until each was taken. Returns null at the end, or why the thread was ended; throws
 * only what the source throws. The thread ends with the consumer, also when that stops early.
 */
export async function* streamInThread<T extends StreamTask>(task: T, source: AsyncIterable<Uint8Array>, options: StreamOptions<T>, limits: Partial<StreamLimits> = {}): AsyncGenerator<StreamOutput<T>, StreamFailure | null> {
  const { memoryMb, stallMs, startMs } = { ...STREAM_LIMITS, ...limits };
  const boot = await bundleThread("stream-main").catch((reason: unknown) => ({ code: "crash" as const, detail: String(reason) }));
  if (typeof boot !== "string") return boot;
  const worker = new Worker(boot, { eval: true, execArgv: [], env: { NODE_ENV: "production" }, workerData: { stream: task, options }, resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 12 } });
  const receive = openInbox(worker);
  const pieces = cutPieces(source);
  let patienceMs = startMs;
  try {
    for (;;) {
      const message = await receive(patienceMs);
      patienceMs = stallMs;
      switch (message.kind) {
        case "pull": {
          const next = await pieces.next();
          // A copy that is handed over: cloning a view would clone all of the buffer that it looks into, for every piece.
          const piece = next.done ? null : new Uint8Array(next.value);
          worker.postMessage({ kind: "piece", piece } satisfies ToThread, piece ? [piece.buffer] : []);
          break;
        }
        case "output":
          yield message.output as StreamOutput<T>;
          worker.postMessage({ kind: "goOn" } satisfies ToThread);
          break;
        case "done":
          return null;
        case "failed":
          return { code: "crash", detail: message.message };
        case "ended":
          return message.failure;
      }
    }
  } finally {
    await worker.terminate();
    await pieces.return(undefined);
  }
}

/** The thread's messages in their order, each waited for at most `patienceMs`; its death is the last of them. */
function openInbox(worker: Worker): (patienceMs: number) => Promise<Incoming> {
  const arrived: Incoming[] = [];
  let wake: (() => void) | null = null;
  const add = (message: Incoming) => {
    arrived.push(message);
    wake?.();
  };
  const end = (code: ThreadFailureCode, detail: string) => add({ kind: "ended", failure: { code, detail } });
  worker.on("message", (message: FromThread) => add(message));
  worker.on("error", (error: NodeJS.ErrnoException) => end(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "crash", error.message));
  worker.on("exit", (code) => end("crash", `the thread ended with ${code}`));
  return async (patienceMs) => {
    if (arrived.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => end("deadline", `no progress for ${patienceMs} ms`), patienceMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    }
    return arrived.shift()!;
  };
}

async function* cutPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
  }
}
