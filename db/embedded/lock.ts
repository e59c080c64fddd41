import { randomUUID } from "node:crypto";
import { linkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describeThisProcess, isRecordLive, readProcessRecord } from "./process-mark";

/** A thief is done in well under a millisecond; one that was killed half-way is overruled after this long. */
const stealLimitMs = 10_000;

/** Creates `file` with its whole content at once; false when it exists. */
function createWhole(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/** Removes a lock whose owner is dead. A second file guards it, so that nobody removes a successor's lock. */
function removeIfDead(file: string): void {
  const guard = `${file}.steal`;
  if (!createWhole(guard, JSON.stringify(describeThisProcess()))) {
    if (ageMs(guard) > stealLimitMs) rmSync(guard, { force: true });
    return;
  }
  try {
    if (!isRecordLive(readProcessRecord(file))) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Runs `work` while no other live process on this machine holds the lock file `file`.
 * Waits up to `patienceMs`, then throws; the lock of a dead process is taken over.
 */
export async function holdingLock<T>(file: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const mine = JSON.stringify({ ...describeThisProcess(), turn: randomUUID() });
  const deadline = Date.now() + patienceMs;
  while (!createWhole(file, mine)) {
    const owner = readProcessRecord(file);
    if (owner === null || !isRecordLive(owner)) removeIfDead(file);
    else if (Date.now() > deadline) throw new Error(`Process ${owner.pid} has held ${file} for ${Math.round(patienceMs / 1000)} s; end it or wait for it.`);
    await sleep(25);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
