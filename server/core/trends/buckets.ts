import { addDays, type Day, dayFromNumber, dayNumber, daysBetween, weekday } from "@/server/core/trends/days";

export const BUCKETS = ["day", "week", "month", "quarter"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** More buckets than this are not drawn; the interval grows instead. */
export const MAX_BUCKETS = 2_000;

const pad = (n: number) => String(n).padStart(2, "0");

/** First day of the bucket that holds `day`. `weekStart` is an ISO weekday (1 is Monday). */
export function bucketStart(day: Day, bucket: Bucket, weekStart: number): Day {
  if (bucket === "day") return day;
  if (bucket === "week") return addDays(day, -((weekday(day) - weekStart + 7) % 7));
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return bucket === "month" ? `${day.slice(0, 7)}-01` : `${year}-${pad(month - ((month - 1) % 3))}-01`;
}

/** First day of the bucket after the one that starts on `start`. */
export function nextBucket(start: Day, bucket: Bucket): Day {
  if (bucket === "day") return addDays(start, 1);
  if (bucket === "week") return addDays(start, 7);
  const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + (bucket === "month" ? 1 : 3);
  return `${Math.floor(months / 12)}-${pad((months % 12) + 1)}-01`;
}

/** First days of all buckets that touch [from, to], in order. */
export function bucketStarts(from: Day, to: Day, bucket: Bucket, weekStart: number): Day[] {
  const starts: Day[] = [];
  if (bucket === "day" || bucket === "week") {
    const step = bucket === "day" ? 1 : 7;
    for (let at = dayNumber(bucketStart(from, bucket, weekStart)), last = dayNumber(to); at <= last; at += step) starts.push(dayFromNumber(at));
    return starts;
  }
  for (let start = bucketStart(from, bucket, weekStart); start <= to; start = nextBucket(start, bucket)) starts.push(start);
  return starts;
}

const APPROXIMATE_DAYS: Record<Bucket, number> = { day: 1, week: 7, month: 30, quarter: 91 };

/** Intervals that give between two and MAX_BUCKETS points over the range; the longest is always legal. */
export function legalBuckets(from: Day, to: Day): Bucket[] {
  const days = daysBetween(from, to);
  return BUCKETS.filter((bucket) => days / APPROXIMATE_DAYS[bucket] <= MAX_BUCKETS && (bucket === "day" || days > APPROXIMATE_DAYS[bucket]));
}

/** The interval that a range is read best in: about 20 to 120 points. */
export function automaticBucket(from: Day, to: Day): Bucket {
  const days = daysBetween(from, to);
  if (days <= 62) return "day";
  if (days <= 800) return "week";
  return days <= 3_700 ? "month" : "quarter";
}

/** How much of a bucket is over on `today`: whole days elapsed (today not counted) of all its days. */
export function elapsedDays(start: Day, bucket: Bucket, today: Day): { days: number; of: number } {
  const of = dayNumber(nextBucket(start, bucket)) - dayNumber(start);
  return { days: Math.max(0, Math.min(of, dayNumber(today) - dayNumber(start))), of };
}
