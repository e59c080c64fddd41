const DAY_MS = 86_400_000;
/** Serial numbers count from the day before this one, and from March 1900 on one too many: spreadsheets know a 29 February 1900. */
const BEFORE_1900 = Date.UTC(1899, 11, 31);
const FIRST_1904 = Date.UTC(1904, 0, 1);
const GHOST_DAY = 60;
const LAST_SERIAL = 109_574;

/**
 * A spreadsheet's day number as `2024-12-05`, or as `2024-12-05 13:30:00` where it has a part of a day; null when it is
 * none up to the year 2199. `from1904`: the count that old Macintosh workbooks use.
 */
export function printSerialDay(serial: number, from1904 = false): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL) return null;
  // A clock that was computed is a hair beside its second.
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  if (!from1904 && days === GHOST_DAY) return null;
  const start = from1904 ? FIRST_1904 + days * DAY_MS : BEFORE_1900 + (days > GHOST_DAY ? days - 1 : days) * DAY_MS;
  const printed = new Date(start + (seconds % 86_400) * 1_000).toISOString();
  return seconds % 86_400 === 0 ? printed.slice(0, 10) : printed.slice(0, 19).replace("T", " ");
}

/** A day number as a text file carries it (`45631`, `45631.5`); null for anything else. Years from 1980 to 2099, so that no count of something is taken for one. */
export function readSerialDay(text: string): string | null {
  if (!/^\s*\d{5}(?:[.,]\d{1,12})?\s*$/.test(text)) return null;
  const serial = Number(text.trim().replace(",", "."));
  return serial >= 29_221 && serial < 73_051 ? printSerialDay(serial) : null;
}
