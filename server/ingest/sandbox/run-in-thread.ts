import { Worker } from "node:worker_threads";
import type { TaskInput, TaskOutput, ThreadTask } from "./thread-tasks";

/** What one task may use: V8 heap of its thread in megabytes, and time from its start, not from its wait in the queue. */
export const THREAD_LIMITS = { memoryMb: 256, deadlineMs: 5_000, threads: 2, startMs: 30_000 } as const;

export type ThreadFailureCode = "deadline" | "memory" | "crash";

const MESSAGES: Record<ThreadFailureCode, string> = {
  deadline: "It took longer than 5 seconds to read and was stopped.",
  memory: "It needed more memory than one page may use and was stopped.",
  crash: "It could not be read.",
};

export type ThreadResult<T> = { ok: true; output: T } | { ok: false; reason: { code: ThreadFailureCode; message: string; detail: string } };

interface Job {
  task: ThreadTask;
  input: unknown;
  deadlineMs: number;
  settle: (result: ThreadResult<unknown>) => void;
}

interface Thread {
  worker: Worker;
  ready: boolean;
  job: Job | null;
  timer: NodeJS.Timeout | null;
  /** Set once the thread is being ended, so that its last messages count for nothing. */
  ended: boolean;
}

const threads: Thread[] = [];
const queue: Job[] = [];
let startFailures = 0;

/**
 * Runs one of the listed tasks in a worker thread with a memory cap and a deadline. Threads are kept warm;
 * one that is late or dies is ended and replaced, and its job answers with a reason instead of an exception.
 */
export function runInThread<T extends ThreadTask>(task: T, input: TaskInput<T>, options: { deadlineMs?: number } = {}): Promise<ThreadResult<Awaited<TaskOutput<T>>>> {
  return new Promise((resolve) => {
    queue.push({ task, input, deadlineMs: options.deadlineMs ?? THREAD_LIMITS.deadlineMs, settle: resolve as Job["settle"] });
    dispatch();
  });
}

/** Ends all threads; jobs under way and waiting answer with `crash`. For an orderly end of the process and of a test. */
export async function closeThreads(): Promise<void> {
  for (const job of queue.splice(0)) job.settle(failure("crash", "the threads were closed"));
  await Promise.all(threads.splice(0).map((thread) => retire(thread, failure("crash", "the threads were closed"))));
}

function failure(code: ThreadFailureCode, detail: string): ThreadResult<never> {
  return { ok: false, reason: { code, message: MESSAGES[code], detail } };
}

function dispatch(): void {
  while (queue.length > 0) {
    const idle = threads.find((thread) => thread.ready && thread.job === null && !thread.ended);
    if (idle === undefined) {
      if (threads.length < THREAD_LIMITS.threads && threads.filter((thread) => !thread.ready).length < queue.length) startThread();
      return;
    }
    startJob(idle, queue.shift()!);
  }
}

function startJob(thread: Thread, job: Job): void {
  thread.job = job;
  thread.worker.ref();
  thread.timer = setTimeout(() => void replace(thread, failure("deadline", `after ${job.deadlineMs} ms`)), job.deadlineMs);
  thread.worker.postMessage({ task: job.task, input: job.input });
}

function startThread(): void {
  const worker = new Worker(new URL("./thread-boot.mjs", import.meta.url), {
    execArgv: [],
    env: { NODE_ENV: "production" },
    resourceLimits: { maxOldGenerationSizeMb: THREAD_LIMITS.memoryMb, maxYoungGenerationSizeMb: 32 },
    stdin: false,
  });
  const thread: Thread = { worker, ready: false, job: null, timer: null, ended: false };
  threads.push(thread);
  thread.timer = setTimeout(() => failToStart(thread, "the thread did not start in time"), THREAD_LIMITS.startMs);
  worker.on("message", (message: { ready?: true; ok?: boolean; output?: unknown; message?: string }) => {
    if (thread.ended) return;
    if (message.ready === true) {
      startFailures = 0;
      clearTimer(thread);
      thread.ready = true;
      worker.unref();
      dispatch();
      return;
    }
    finishJob(thread, message.ok === true ? { ok: true, output: message.output } : failure("crash", message.message ?? "no reason given"));
  });
  worker.on("error", (error: NodeJS.ErrnoException) => {
    if (thread.ended) return;
    if (!thread.ready) failToStart(thread, error.message);
    else void replace(thread, failure(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "crash", error.message));
  });
  worker.on("exit", (code) => {
    if (!thread.ended) void replace(thread, failure("crash", `the thread ended with ${code}`));
  });
}

function clearTimer(thread: Thread): void {
  if (thread.timer !== null) clearTimeout(thread.timer);
  thread.timer = null;
}

function finishJob(thread: Thread, result: ThreadResult<unknown>): void {
  const { job } = thread;
  clearTimer(thread);
  thread.job = null;
  thread.worker.unref();
  job?.settle(result);
  dispatch();
}

/** A thread that cannot start is tried again; three times in a row is a fault of the installation and answers all that wait. */
function failToStart(thread: Thread, detail: string): void {
  startFailures++;
  if (startFailures >= 3) {
    startFailures = 0;
    for (const job of queue.splice(0)) job.settle(failure("crash", detail));
  }
  void replace(thread, failure("crash", detail));
}

async function replace(thread: Thread, result: ThreadResult<never>): Promise<void> {
  const at = threads.indexOf(thread);
  if (at >= 0) threads.splice(at, 1);
  const ended = retire(thread, result);
  dispatch();
  await ended;
}

async function retire(thread: Thread, result: ThreadResult<never>): Promise<void> {
  thread.ended = true;
  clearTimer(thread);
  const { job } = thread;
  thread.job = null;
  await thread.worker.terminate();
  job?.settle(result);
}
