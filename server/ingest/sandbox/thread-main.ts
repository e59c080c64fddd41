/* oxlint-disable unicorn/require-post-message-target-origin -- a worker's port has no origin, unlike a window */
import { parentPort } from "node:worker_threads";
import { threadTasks, type ThreadTask } from "./thread-tasks";

interface TaskMessage {
  task: ThreadTask;
  input: never;
}

parentPort?.on("message", async ({ task, input }: TaskMessage) => {
  try {
    parentPort?.postMessage({ ok: true, output: await threadTasks[task](input) });
  } catch (reason) {
    parentPort?.postMessage({ ok: false, message: reason instanceof Error ? reason.message : String(reason) });
  }
});
parentPort?.postMessage({ ready: true });
