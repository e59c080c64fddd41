import type { Outputs } from "@/components/api/api-provider";

export type FeedList = Outputs["feeds"]["list"];
export type ListedFeed = FeedList["feeds"][number];

/** "in 25 minutes", "3 hours ago": moments of a schedule mean little by the clock. */
export function sayFromNow(moment: string, nowMs: number): string {
  const minutes = Math.round((Date.parse(moment) - nowMs) / 60_000);
  const [amount, unit] = Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 48 * 60 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1_440), "day"];
  if (amount === 0) return "now";
  const size = `${Math.abs(amount!)} ${unit}${Math.abs(amount!) === 1 ? "" : "s"}`;
  return amount! > 0 ? `in ${size}` : `${size} ago`;
}

/** What a sparkline of the last four weeks shows, for those who cannot see it. */
export function sayPerDay(perDay: readonly number[]): string {
  const sum = perDay.reduce((total, count) => total + count, 0);
  return `${sum} ${sum === 1 ? "article" : "articles"} in four weeks, at most ${Math.max(0, ...perDay)} on a day, ${perDay.at(-1) ?? 0} today`;
}
