import { addDays, type Day } from "@/server/core/trends/days";

export const ALERT_KINDS = ["spike", "threshold", "silence", "digest"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What a rule of each kind tells of, in the words of the form. */
export const KIND_WORDS: Record<AlertKind, string> = {
  spike: "A theme takes far more coverage than usual",
  threshold: "A theme passes a line that I draw",
  silence: "A feed brings nothing any more",
  digest: "Every week, how the themes stand",
};

const inWords = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });

/** "4 March 2025". */
export const sayAlertDay = (day: Day): string => inWords.format(new Date(`${day}T00:00:00Z`));

/** "the week from 24 February to 2 March 2025"; the first day stands without its year. */
export const sayWeek = (lastDay: Day): string => `the week from ${sayAlertDay(addDays(lastDay, -6)).replace(/ \d+$/, "")} to ${sayAlertDay(lastDay)}`;

/** "4.1 %". */
export const sayShare = (share: number): string => `${(share * 100).toFixed(1)} %`;

const grouped = new Intl.NumberFormat("en");

/** "1,268". */
export const sayNumber = (value: number): string => grouped.format(value);

/** "2.4", "12": as many digits as help. */
export const sayMean = (value: number): string => (value >= 10 ? grouped.format(Math.round(value)) : String(Number(value.toFixed(1))));
