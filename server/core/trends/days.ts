const DAY_MS = 86_400_000;

/** A calendar day as `YYYY-MM-DD`; no zone, no time. */
export type Day = string;

/** Days since 1970-01-01, for arithmetic. */
export const dayNumber = (day: Day): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;

export const dayFromNumber = (number: number): Day => (Number.isFinite(number) ? new Date(number * DAY_MS).toISOString().slice(0, 10) : "");

export const addDays = (day: Day, days: number): Day => dayFromNumber(dayNumber(day) + days);

/** Whole days from `from` to `to`, both counted. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from) + 1;

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const weekday = (day: Day): number => ((dayNumber(day) + 3) % 7 + 7) % 7 + 1;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day on which a moment falls in an IANA time zone. Throws RangeError for a zone that does not exist. */
export function localDay(at: Date, timeZone: string): Day {
  let format = formatters.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", calendar: "gregory", numberingSystem: "latn" });
    formatters.set(timeZone, format);
  }
  return format.format(at);
}

/** Whether a time zone has a name that we know; offsets such as `+02:00` are none, PostgreSQL reads their sign the other way round. */
export function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
