import type { Interval } from "@/components/charts/chart-series";

const inWords = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const fullDay = inWords({ day: "numeric", month: "short", year: "numeric" });
const month = inWords({ month: "long", year: "numeric" });

/** A day as people write it: 4 Mar 2025. */
export const sayDay = (day: string): string => fullDay.format(new Date(`${day}T00:00:00Z`));

/** A range of days, both counted: "4 Mar 2025 to 6 Mar 2025"; one day is that day. */
export const sayDays = (from: string, to: string): string => (from === to ? sayDay(from) : `${sayDay(from)} to ${sayDay(to)}`);

/** A bucket's whole period in words. */
export function bucketLabel(start: string, bucket: Interval): string {
  const at = new Date(`${start}T00:00:00Z`);
  if (bucket === "day") return fullDay.format(at);
  if (bucket === "week") return `Week of ${fullDay.format(at)}`;
  if (bucket === "month") return month.format(at);
  return `Quarter ${Math.floor(at.getUTCMonth() / 3) + 1} of ${at.getUTCFullYear()}`;
}

/** A bucket's label inside a sentence: "the week of 3 Nov 2025", "6 Dec 2024". */
export function sayBucket(label: string, bucket: Interval): string {
  const inside = `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return bucket === "week" ? `the ${inside}` : bucket === "quarter" ? inside : label;
}

/** When something was, by a bucket's label: "on 6 Dec 2024", "in the week of 3 Nov 2025", "in March 2025". */
export const sayWhen = (label: string, bucket: Interval): string => `${bucket === "day" ? "on" : "in"} ${sayBucket(label, bucket)}`;
