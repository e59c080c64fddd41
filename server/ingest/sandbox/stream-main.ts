/* oxlint-disable unicorn/require-post-message-target-origin -- a worker's port has no origin, unlike a window */
import { parentPort, workerData } from "node:worker_threads";
import { streamTasks, type FromThread, type StreamTask, type ToThread } from "./stream-tasks";

const { stream, options } = workerData as { stream: StreamTask; options: never };
/** Pieces asked for ahead of need, so that a busy machine's switching between threads does not set the pace. */
const PIECES_AHEAD = 4;
const pieces: (Uint8Array | null)[] = [];
let takeGoOn: (() => void) | null = null;
let wakeReader: (() => void) | null = null;

const post = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on("message", (message: ToThread) => {
  if (message.kind === "goOn") return void takeGoOn?.();
  pieces.push(message.piece);
  wakeReader?.();
});

async function* pullSource(): AsyncGenerator<Uint8Array> {
  for (let asked = 0; asked < PIECES_AHEAD; asked += 1) post({ kind: "pull" });
  for (;;) {
    while (pieces.length === 0) await new Promise<void>((resolve) => (wakeReader = resolve));
    const piece = pieces.shift() ?? null;
    if (piece === null) return;
    post({ kind: "pull" });
    yield piece;
  }
}

async function runTask(): Promise<void> {
  for await (const output of streamTasks[stream](pullSource(), options)) {
    await new Promise<void>((resolve) => {
      takeGoOn = resolve;
      post({ kind: "output", output });
    });
  }
}

runTask().then(
  () => post({ kind: "done" }),
  (reason: unknown) => post({ kind: "failed", message: reason instanceof Error ? reason.message : String(reason) }),
);
