import { readFileSync } from "node:fs";

const pollDelayMs = 300;

function readParentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

/**
 * Calls `onGone` once when the process that started us is gone. npm passes no signal on to its script, and with
 * `throughShell` it stands one step further up, behind `sh -c`, so that shell's parent is watched as well (on Linux).
 * @param {() => void} onGone
 * @param {{ throughShell?: boolean }} [options]
 * @returns {() => void} stops watching
 */
export function watchParent(onGone, { throughShell = false } = {}) {
  const parent = process.ppid;
  const grandparent = throughShell ? readParentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === undefined || readParentOf(parent) === grandparent)) return;
    clearInterval(timer);
    onGone();
  }, pollDelayMs);
  timer.unref();
  return () => clearInterval(timer);
}
