/* oxlint-disable unicorn/require-post-message-target-origin -- a worker's port has no origin, unlike a window */
import { Worker } from "node:worker_threads";

/** What one task may use: V8 heap of its thread in megabytes, and time from its start, not from its wait in the queue. */
export interface ThreadLimits {
  memoryMb: number;
  deadlineMs: number;
  threads: number;
  /** How long a thread may take to load its code before it takes its first task. */
  startMs: number;
}

export type ThreadFailureCode = "deadline" | "memory" | "crash";

/** `message` is for a person, `detail` for the log. */
export interface ThreadFailure {
  code: ThreadFailureCode;
  message: string;
  detail: string;
}

export type ThreadResult<T> = { ok: true; output: T } | { ok: false; reason: ThreadFailure };

export interface ThreadPool {
  /** Runs one task by its name; never rejects. */
  run(task: string, input: unknown, deadlineMs?: number): Promise<ThreadResult<unknown>>;
  /** Ends all threads; tasks under way and waiting answer with `crash`. */
  close(): Promise<void>;
}

interface Job {
  task: string;
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

const MESSAGES: Record<ThreadFailureCode, string> = {
  deadline: "It took too long to read and was stopped.",
  memory: "It needed more memory than one page may use and was stopped.",
  crash: "It could not be read.",
};
const MAX_START_FAILURES = 3;

function failure(code: ThreadFailureCode, detail: string): ThreadResult<never> {
  return { ok: false, reason: { code, message: MESSAGES[code], detail } };
}

/**
 * A few warm worker threads with a memory cap and a deadline. A thread that is late or dies is ended and replaced,
 * and its task answers with a reason instead of an exception. An idle pool does not keep the process alive.
 * The file at `boot`, or the script that it is, posts `{ ready: true }` and then answers `{ task, input }` with `{ ok, output }`.
 */
export function openThreadPool(boot: URL | string, limits: ThreadLimits): ThreadPool {
  const threads: Thread[] = [];
  const queue: Job[] = [];
  let startFailures = 0;

  function dispatch(): void {
    while (queue.length > 0) {
      const idle = threads.find((thread) => thread.ready && thread.job === null);
      if (idle === undefined) {
        const starting = threads.filter((thread) => !thread.ready).length;
        if (threads.length < limits.threads && starting < queue.length) startThread();
        return;
      }
      startJob(idle, queue.shift()!);
    }
  }

  function startJob(thread: Thread, job: Job): void {
    thread.job = job;
    thread.worker.ref();
    thread.timer = setTimeout(() => replace(thread, failure("deadline", `ended after ${job.deadlineMs} ms`)), job.deadlineMs);
    thread.worker.postMessage({ task: job.task, input: job.input });
  }

  function startThread(): void {
    const worker = new Worker(boot, { eval: typeof boot === "string", execArgv: [], env: { NODE_ENV: "production" }, resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 32 } });
    const thread: Thread = { worker, ready: false, job: null, timer: null, ended: false };
    threads.push(thread);
    thread.timer = setTimeout(() => failToStart(thread, "the thread did not start in time"), limits.startMs);
    worker.on("message", (message: { ready?: true; ok?: boolean; output?: unknown; message?: string }) => {
      if (thread.ended) return;
      if (message.ready === true) becomeReady(thread);
      else finishJob(thread, message.ok === true ? { ok: true, output: message.output } : failure("crash", message.message ?? "no reason given"));
    });
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (thread.ended) return;
      if (!thread.ready) failToStart(thread, error.message);
      else replace(thread, failure(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "crash", error.message));
    });
    worker.on("exit", (code) => {
      if (thread.ended) return;
      if (!thread.ready) failToStart(thread, `the thread ended with ${code} before it was ready`);
      else replace(thread, failure("crash", `the thread ended with ${code}`));
    });
  }

  function becomeReady(thread: Thread): void {
    startFailures = 0;
    clearTimer(thread);
    thread.ready = true;
    thread.worker.unref();
    dispatch();
  }

  function finishJob(thread: Thread, result: ThreadResult<unknown>): void {
    const { job } = thread;
    clearTimer(thread);
    thread.job = null;
    thread.worker.unref();
    job?.settle(result);
    dispatch();
  }

  /** A thread that cannot start is tried again; several times in a row is a fault of the installation and answers all that wait. */
  function failToStart(thread: Thread, detail: string): void {
    startFailures++;
    if (startFailures >= MAX_START_FAILURES) {
      startFailures = 0;
      for (const job of queue.splice(0)) job.settle(failure("crash", detail));
    }
    replace(thread, failure("crash", detail));
  }

  function replace(thread: Thread, result: ThreadResult<never>): void {
    const at = threads.indexOf(thread);
    if (at >= 0) threads.splice(at, 1);
    void retire(thread, result);
    dispatch();
  }

  async function retire(thread: Thread, result: ThreadResult<never>): Promise<void> {
    thread.ended = true;
    clearTimer(thread);
    const { job } = thread;
    thread.job = null;
    await thread.worker.terminate();
    job?.settle(result);
  }

  return {
    run: (task, input, deadlineMs = limits.deadlineMs) =>
      new Promise((resolve) => {
        queue.push({ task, input, deadlineMs, settle: resolve });
        dispatch();
      }),
    close: async () => {
      for (const job of queue.splice(0)) job.settle(failure("crash", "the threads were closed"));
      await Promise.all(threads.splice(0).map((thread) => retire(thread, failure("crash", "the threads were closed"))));
    },
  };
}

function clearTimer(thread: Thread): void {
  if (thread.timer !== null) clearTimeout(thread.timer);
  thread.timer = null;
}
