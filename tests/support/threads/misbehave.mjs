/* oxlint-disable unicorn/require-post-message-target-origin -- a worker's port has no origin, unlike a window */
// A thread that does what hostile input would make a parser do.
import { parentPort } from "node:worker_threads";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

const tasks = {
  echo: (input) => input,
  fail: () => {
    throw new Error("refused by the task");
  },
  spin: () => {
    for (;;);
  },
  hoard: () => {
    const kept = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
  },
  readNaively: (html) => new Readability(parseHTML(html).document).parse()?.textContent ?? null,
  exit: () => process.exit(3),
};

parentPort.on("message", ({ task, input }) => {
  try {
    parentPort.postMessage({ ok: true, output: tasks[task](input) });
  } catch (reason) {
    parentPort.postMessage({ ok: false, message: reason.message });
  }
});
parentPort.postMessage({ ready: true });
