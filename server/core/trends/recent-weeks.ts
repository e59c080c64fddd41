import { bucketStart } from "@/server/core/trends/buckets";
import { addDays, type Day, localDay } from "@/server/core/trends/days";

/** The running week and the eleven before it, as days in the workspace's zone. */
export function recentWeeks(now: Date, { timeZone, weekStart }: { timeZone: string; weekStart: number }): { from: Day; to: Day } {
  const to = localDay(now, timeZone);
  return { from: addDays(bucketStart(to, "week", weekStart), -77), to };
}
