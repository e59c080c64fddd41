/** Every third failure in a row waits for a person. */
const TRIES = 3;
const FIRST_DELAY_MS = 30_000;
/** A site that asks for a longer pause is left to the person, who sees what it said. */
const LONGEST_DELAY_MS = 3_600_000;

/** How long to wait before the next try of an address, or null when a person should look. `attempts` counts this failure. */
export function nextTryMs({ retryable, retryAfterMs = 0 }: { retryable?: boolean; retryAfterMs?: number }, attempts: number): number | null {
  if (!retryable || attempts % TRIES === 0) return null;
  const delayMs = Math.max(retryAfterMs, FIRST_DELAY_MS * 4 ** ((attempts % TRIES) - 1));
  return delayMs > LONGEST_DELAY_MS ? null : delayMs;
}
