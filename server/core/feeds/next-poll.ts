const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const SHORTEST_WAIT_MS = 5 * MINUTE_MS;
export const LONGEST_WAIT_MS = 6 * HOUR_MS;
/** A feed that fails again and again is still asked once a day. */
export const LONGEST_BACK_OFF_MS = 24 * HOUR_MS;
const WAIT_WITHOUT_DATES_MS = HOUR_MS;
const RECENT_ENTRIES = 20;
/** Part of a wait by which feeds of the same rhythm are kept apart. */
const SPREAD = 0.2;

export interface PollRhythm {
  feedId: string;
  now: Date;
  /** Dates of the feed's entries, in any order. */
  entryDates: readonly Date[];
  /** What the feed itself asks for. */
  ttlMinutes: number | null;
  /** Failed collections in a row; 0 after a good one. */
  failures: number;
  /** What the publisher's answer asked for. */
  retryAfterMs: number | null;
}

/**
 * When to ask a feed again: at half of its usual gap between entries, later when it has fallen silent or asks for more
 * time (`ttl`), between 5 minutes and 6 hours. Failures double the wait up to a day; Retry-After is never undercut.
 * Feeds are spread by their id, so that those added together do not stay together.
 */
export function nextPollAt(rhythm: PollRhythm): Date {
  const { now, feedId, failures, retryAfterMs } = rhythm;
  const usualMs = clamp(Math.max(rhythmMs(rhythm.entryDates, now), (rhythm.ttlMinutes ?? 0) * MINUTE_MS), SHORTEST_WAIT_MS, LONGEST_WAIT_MS);
  if (failures === 0) return new Date(now.getTime() + Math.max(spread(usualMs, LONGEST_WAIT_MS, feedId), retryAfterMs ?? 0));
  const backOffMs = Math.min(LONGEST_BACK_OFF_MS, Math.max(usualMs, SHORTEST_WAIT_MS * 2 ** Math.min(failures, 12)));
  return new Date(now.getTime() + Math.max(spread(backOffMs, LONGEST_BACK_OFF_MS, feedId), retryAfterMs ?? 0));
}

function rhythmMs(dates: readonly Date[], now: Date): number {
  const times = dates
    .map((date) => date.getTime())
    .filter((time) => time <= now.getTime())
    .sort((a, b) => b - a)
    .slice(0, RECENT_ENTRIES);
  const newest = times[0];
  if (newest === undefined) return WAIT_WITHOUT_DATES_MS;
  const gaps = times.slice(1).map((time, at) => times[at]! - time).sort((a, b) => a - b);
  const usualGapMs = gaps[Math.floor(gaps.length / 2)] ?? 2 * WAIT_WITHOUT_DATES_MS;
  return Math.max(usualGapMs / 2, (now.getTime() - newest) / 10);
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Moves a wait by up to a fifth, upwards where there is room and else downwards; the same feed always by the same part. */
function spread(waitMs: number, mostMs: number, feedId: string): number {
  const part = hashPart(feedId) * SPREAD;
  return Math.round(waitMs * (1 + SPREAD) <= mostMs ? waitMs * (1 + part) : waitMs * (1 - part));
}

/** FNV-1a of the text with its bits mixed once more, as a number from 0 up to 1. */
function hashPart(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
