function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * The least processor time of up to `tries` runs, in milliseconds; stops at the first run below `enoughMs`. A busy
 * machine makes one run slow, slow code makes every run slow.
 */
export function leastProcessorMs(work: () => unknown, enoughMs: number, tries = 3): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries && least >= enoughMs; i++) {
    least = Math.min(least, processorMs(work));
  }
  return least;
}

/**
 * How many times as much processor time `work` takes as `reference`, each pair measured one after the other, so that
 * a slow machine or a busy one weighs on both; the least of up to `tries`, stopping at the first below `enough`.
 */
export function leastRatio(work: () => unknown, reference: () => unknown, enough: number, tries: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries && least >= enough; i++) least = Math.min(least, processorMs(work) / processorMs(reference));
  return least;
}
