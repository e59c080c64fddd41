/** A calendar day as `YYYY-MM-DD`; no zone, no time. */
export type Day = string;

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** Days since 1970-01-01, for arithmetic. Counted from March on, so that a leap day is the last of its year. */
export function dayNumber(day: Day): number {
  const month = digit(day, 5) * 10 + digit(day, 6);
  const year = digit(day, 0) * 1_000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3) - (month <= 2 ? 1 : 0);
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digit(day, 8) * 10 + digit(day, 9) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + ofYear - 719_468;
}

/** The days of the years that charts show, written once: a chart of five years asks for thousands. */
const written: Day[] = [];
const WRITTEN_UNTIL = 50_000;

/** The day of a number; empty for what is no number. */
export function dayFromNumber(number: number): Day {
  if (!Number.isFinite(number)) return "";
  return number >= 0 && number < WRITTEN_UNTIL ? (written[number] ??= writeDay(number)) : writeDay(number);
}

function writeDay(number: number): Day {
  const sinceMarch = number + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const ofEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(ofYear - Math.floor((153 * shifted + 2) / 5) + 1, 2)}`;
}

const pad = (number: number, digits: number): string => String(number).padStart(digits, "0");

export const addDays = (day: Day, days: number): Day => dayFromNumber(dayNumber(day) + days);

/** Whole days from `from` to `to`, both counted. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from) + 1;

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const weekday = (day: Day): number => ((dayNumber(day) + 3) % 7 + 7) % 7 + 1;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day on which a moment falls in an IANA time zone. Throws RangeError for a zone that does not exist. */
export function localDay(at: Date, timeZone: string): Day {
  if (timeZone === "UTC" && at.getTime() >= 0 && at.getUTCFullYear() < 10_000) return at.toISOString().slice(0, 10);
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
