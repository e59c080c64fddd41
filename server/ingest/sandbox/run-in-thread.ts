import { bundleThread } from "./thread-code";
import { openThreadPool, type ThreadLimits, type ThreadPool, type ThreadResult } from "./thread-pool";
import type { TaskInput, TaskOutput, ThreadTask } from "./thread-tasks";

/** Foreign input is read under these limits. */
export const THREAD_LIMITS: ThreadLimits = { memoryMb: 256, deadlineMs: 5_000, threads: 2, startMs: 30_000 };

let pool: ThreadPool | null = null;

/**
 * Runs one of the listed tasks on plain values in a sandboxed worker thread: 256 MB, 5 seconds, then it is ended.
 * Never rejects: what goes wrong comes back as a reason. `input` is cloned, so it holds data only.
 */
export async function runInThread<T extends ThreadTask>(task: T, input: TaskInput<T>, options: { deadlineMs?: number } = {}): Promise<ThreadResult<Awaited<TaskOutput<T>>>> {
  const boot = await bundleThread("thread-main").catch((reason: unknown) => ({ code: "crash" as const, message: "It could not be read.", detail: String(reason) }));
  if (typeof boot !== "string") return { ok: false, reason: boot };
  pool ??= openThreadPool(boot, THREAD_LIMITS);
  return (await pool.run(task, input, options.deadlineMs)) as ThreadResult<Awaited<TaskOutput<T>>>;
}

/** Ends the threads, for an orderly end of the process or of a test; the next task starts new ones. */
export async function closeThreads(): Promise<void> {
  const open = pool;
  pool = null;
  await open?.close();
}
