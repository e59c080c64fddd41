import { type Day, localDay } from "@/server/core/trends/days";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day, or a stretch over midnight, of which less than this was lost is not a day without collection. */
const LOST_HOURS = 12;

export interface Outage {
  /** The last good collection before; null when there was none yet, and so nothing to miss. */
  lastSuccessAt: Date | null;
  /** The earliest entry of that collection; null when it dated none. */
  oldestEntryAt: Date | null;
  now: Date;
  /** What the collection that succeeded now brought; null while the outage lasts. */
  resumed: { oldestEntryAt: Date | null; overlaps: boolean } | null;
  timeZone: string;
}

/**
 * The days on which a feed was not collected, or null when nothing can be missing.
 *
 * While it fails, coverage is missing once the outage is longer than the feed reaches back (or than a day, because by
 * then a chart would show the silence). When it is back and an entry of before is still there, everything since is
 * there too. Otherwise what lies between the last good collection and the earliest entry of now is lost. Days count
 * from half of them on.
 */
export function findGap({ lastSuccessAt, oldestEntryAt, now, resumed, timeZone }: Outage): { fromDay: Day; toDay: Day } | null {
  if (lastSuccessAt === null || resumed?.overlaps) return null;
  const reachMs = oldestEntryAt === null ? DAY_MS : Math.max(0, lastSuccessAt.getTime() - oldestEntryAt.getTime());
  if (!resumed && now.getTime() - lastSuccessAt.getTime() <= Math.min(reachMs, DAY_MS)) return null;
  const until = resumed?.oldestEntryAt && resumed.oldestEntryAt < now ? resumed.oldestEntryAt : now;
  return lostDays(lastSuccessAt, until, timeZone);
}

function lostDays(from: Date, to: Date, timeZone: string): { fromDay: Day; toDay: Day } | null {
  const hoursOfDay = new Map<Day, number>();
  let hours = 0;
  for (let at = from.getTime() + HOUR_MS / 2; at < to.getTime(); at += HOUR_MS) {
    const day = localDay(new Date(at), timeZone);
    hoursOfDay.set(day, (hoursOfDay.get(day) ?? 0) + 1);
    hours += 1;
  }
  if (hours < LOST_HOURS) return null;
  const most = Math.max(...hoursOfDay.values());
  const lost = [...hoursOfDay].filter(([, count]) => count >= Math.min(most, LOST_HOURS)).map(([day]) => day);
  return { fromDay: lost[0]!, toDay: lost.at(-1)! };
}
