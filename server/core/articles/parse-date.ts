import { tzOffset } from "@date-fns/tz";
import { isDateFiller, monthOfWord, weekdayOfWord } from "./date-words";

export type ParsedDate = { kind: "time"; at: string } | { kind: "day"; day: string } | { kind: "invalid"; message: string };
/** `timeZone`: where a time without a zone was written (default UTC; null leaves it without). `order`: how 05/12/2024 is meant, when the source is known; `isColumn`: all of a column was found to be written so, which also settles 05-12-24. */
export type ParseDateOptions = { timeZone?: string | null; order?: "day-first" | "month-first" | "year-first"; isColumn?: boolean };

type Clock = { hour: number; minute: number; second: number; milli: number };
type Day = { year: number; month: number; day: number };
type Refusal = { message: string };

/** Fixed offsets in minutes; the bare American letters (ET) are looked up in their zone, as they mean summer and winter. */
const ZONE_OFFSETS = new Map<string, number>(Object.entries({ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, bst: 60, ist: 330, west: 60, cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120, eet: 120, eest: 180, msk: 180, msd: 240, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600, ast: -240, adt: -180, nst: -210, ndt: -150, jst: 540, kst: 540, hkt: 480, sgt: 480, aest: 600, aedt: 660, acst: 570, awst: 480, nzst: 720, nzdt: 780 }));
const ZONE_NAMES = new Map<string, string>(Object.entries({ et: "America/New_York", ct: "America/Chicago", mt: "America/Denver", pt: "America/Los_Angeles", at: "America/Halifax" }));

const TIME = /(?<![\d.])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?![\d:])\s*([ap]\.?\s?m\b\.?|uhr\b)?/i;
const ZONE = /^\s*(?:(z|[a-z]{2,5})(?![a-z/]))?\s*(?:([+-])(\d{1,2}):?(\d{2})?(?![\d:]))?z?/i;
const IANA_ZONE = /^\s*([a-z]+(?:\/[a-z_+-]+\d*){1,2})/i;

const invalid = (message: string): ParsedDate => ({ kind: "invalid", message });

/**
 * Reads a publication date as people and machines write it: ISO 8601, RFC 822, written months in some thirty languages,
 * 05.12.2024, 2024/12/05, seconds or milliseconds since 1970. A time keeps its own offset; a date alone is a day.
 * What cannot be known is refused with a sentence for the person: an ambiguous 05/12/2024, 31 February, a bare month.
 */
export function parsePublished(input: string, options: ParseDateOptions = {}): ParsedDate {
  const text = plainDigits(input).trim().replace(/\\n$/, "").replace(/[\u00a0\u202f\u2009\s]+/g, " ").replace(/\s*\([^()]*\)$/, "");
  if (text === "") return invalid("There is no date.");
  if (text.length > 120) return invalid("This is too long to be a date.");
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (written) return printChecked(checkDay(Number(written[1]), Number(written[2]), Number(written[3])));
  const stamp = readStamp(text);
  if (stamp) return stamp;
  const spread = text.replace(/^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?(z?|[+-]\d{2}:?\d{2}))?$/i, (_, year, month, day, hour, minute, second, zone) => `${year}-${month}-${day}${hour ? ` ${hour}:${minute}:${second ?? "00"}${zone}` : ""}`);
  const split = splitTime(spread.replace(/^(\D*\d{4}-\d{1,2}-\d{1,2})T/i, "$1 "));
  if ("message" in split) return invalid(split.message);
  const day = readDay(split.dayText, options);
  if ("message" in day) return invalid(day.message);
  if (!split.clock) return { kind: "day", day: printDay(day) };
  const isFloating = split.offset === null && split.zone === null && options.timeZone === null;
  const offset = isFloating ? null : (split.offset ?? zoneOffset(day, split.clock, split.zone ?? options.timeZone ?? "UTC"));
  if (offset === null && !isFloating) return invalid(`The time zone "${split.zone ?? options.timeZone}" is not known.`);
  return { kind: "time", at: printTime(day, split.clock, offset) };
}

/** Arabic, Persian, Thai and Indian digits as the usual ones, sign for sign. Their zeros stand at a code that ends in 0, the Indian ones at 6. */
export const plainDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) & 0x0f))
    .replace(/[\u0966-\u096f\u09e6-\u09ef\u0ae6-\u0aef\u0be6-\u0bef\u0c66-\u0c6f]/g, (digit) => String((digit.charCodeAt(0) & 0x0f) - 6));

function readStamp(text: string): ParsedDate | null {
  // Twelve digits that begin like a year are a day and a time (202412051015) rather than milliseconds before 2002.
  if (!/^-?\d{9,13}(\.\d+)?$/.test(text) || /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/.test(text)) return null;
  const value = Number(text);
  const date = new Date(Math.abs(value) >= 100_000_000_000 ? value : value * 1000);
  const year = date.getUTCFullYear();
  if (year < 1970 || year > 2199) return invalid("This number is no date between 1970 and 2200.");
  return { kind: "time", at: date.toISOString() };
}

type Split = { dayText: string; clock: Clock | null; offset: number | null; zone: string | null };

/** Takes the time of day and its zone out of the text; what is left is the day, before or after it. */
function splitTime(text: string): Split | Refusal {
  const match = TIME.exec(text);
  if (!match) return /\d\s*:/.test(text) ? { message: `The time in "${text}" cannot be read.` } : { dayText: text.replace(/\s+(?:gmt|utc|z)$/i, ""), clock: null, offset: null, zone: null };
  const half = match[5]?.[0]?.toLowerCase();
  let hour = Number(match[1]);
  const clock = { minute: Number(match[2]), second: Number(match[3] ?? 0), milli: Number((match[4] ?? "0").padEnd(3, "0").slice(0, 3)) };
  if ((half === "a" || half === "p") && hour >= 1 && hour <= 12) hour = (hour % 12) + (half === "p" ? 12 : 0);
  // A leap second has no place in JavaScript's time: it counts as the second before it.
  if (clock.second === 60) clock.second = 59;
  if (hour > 23 || clock.minute > 59 || clock.second > 59) return { message: `The time ${match[0].trim()} does not exist.` };
  const after = text.slice(match.index + match[0].length);
  const zone = readZone(after);
  if ("message" in zone) return zone;
  // "12:30, 5 December 2024 UTC" names its zone at the far end.
  const distant = zone.length === 0 ? /\s([a-z]{1,5})$/i.exec(after) : null;
  const distantZone = distant ? readZone(distant[0]) : null;
  if (distant && distantZone && !("message" in distantZone) && distantZone.length > 0) return { dayText: `${text.slice(0, match.index)} ${after.slice(0, distant.index)}`, clock: { hour, ...clock }, offset: distantZone.offset, zone: distantZone.name };
  return { dayText: `${text.slice(0, match.index)} ${after.slice(zone.length)}`, clock: { hour, ...clock }, offset: zone.offset, zone: zone.name };
}

function readZone(after: string): { length: number; offset: number | null; name: string | null } | Refusal {
  const iana = IANA_ZONE.exec(after);
  if (iana?.[1]) return { length: iana[0].length, offset: null, name: iana[1] };
  const match = ZONE.exec(after);
  const letters = match?.[1]?.toLowerCase();
  const known = letters !== undefined && (ZONE_OFFSETS.has(letters) || ZONE_NAMES.has(letters));
  if (!match || (letters !== undefined && !known)) return { length: 0, offset: null, name: null };
  if (match[2]) {
    const minutes = Number(match[3]) * 60 + Number(match[4] ?? 0);
    if (minutes > 15 * 60 || Number(match[4] ?? 0) > 59) return { message: `There is no time zone ${match[2]}${match[3]}${match[4] ? `:${match[4]}` : ""}.` };
    return { length: match[0].length, offset: match[2] === "-" ? -minutes : minutes, name: null };
  }
  if (letters === undefined) return { length: 0, offset: null, name: null };
  return { length: match[0].length, offset: ZONE_OFFSETS.get(letters) ?? null, name: ZONE_NAMES.get(letters) ?? null };
}

/** Offset in minutes of a wall-clock time in a zone; null when the zone is unknown. A time that a clock change skips counts with the offset before it. */
function zoneOffset(day: Day, clock: Clock, timeZone: string): number | null {
  const wall = Date.UTC(day.year, day.month - 1, day.day, clock.hour, clock.minute, clock.second);
  const before = tzOffset(timeZone, new Date(wall - 86_400_000));
  if (Number.isNaN(before)) return null;
  const guess = tzOffset(timeZone, new Date(wall - before * 60_000));
  return tzOffset(timeZone, new Date(wall - guess * 60_000)) === guess ? guess : before;
}

function readDay(dayText: string, options: ParseDateOptions): Day | Refusal {
  const unreadable = { message: `"${dayText.trim()}" cannot be read as a date. Write it like 2024-12-05.` };
  const numbers: string[] = [];
  let month: number | null = null;
  let weekday: number | null = null;
  let monthAt = 0;
  const text = dayText.replace(/(\d)(?:st|nd|rd|th|er|º|ª|\.º)(?![\p{L}\d])/giu, "$1").replace(/[年月년월]/gu, "-").replace(/[日일]/gu, " ");
  for (const [token] of text.matchAll(/\d+|[\p{L}\p{M}'’ʼ]+|[^\s\d\p{L}\p{M},.\-–/]/gu)) {
    if (/^\d/.test(token)) numbers.push(token);
    else if (month === null && monthOfWord(token) !== null && !(weekdayOfWord(token) !== null && numbers.length === 0 && monthFollows(text, token))) [month, monthAt] = [monthOfWord(token), numbers.length];
    else if (weekdayOfWord(token) !== null) weekday ??= weekdayOfWord(token);
    else if (!isDateFiller(token)) return unreadable;
  }
  if (month !== null) return readWrittenDay(numbers, month, monthAt, unreadable);
  if (numbers.length !== 3) return numbers.length === 2 || numbers.length === 1 ? { message: `"${dayText.trim()}" does not name a day. Write it like 2024-12-05.` } : unreadable;
  return readNumericDay(text, numbers as [string, string, string], weekday, options, unreadable);
}

/** "mar." is Tuesday in French and March in English: it is the weekday when another month name follows. */
function monthFollows(text: string, token: string): boolean {
  const rest = text.slice(text.indexOf(token) + token.length);
  return [...rest.matchAll(/[\p{L}\p{M}]+/gu)].some(([word]) => monthOfWord(word) !== null);
}

function readWrittenDay(numbers: string[], month: number, monthAt: number, unreadable: Refusal): Day | Refusal {
  if (numbers.length < 2) return { message: "The date names a month and no day or no year. Write it like 2024-12-05." };
  const [first, second] = numbers as [string, string];
  if (numbers.length > 2) return unreadable;
  const yearFirst = first.length === 4;
  if (yearFirst && monthAt === 2) return unreadable;
  return checkDay(fullYear(yearFirst ? first : second), month, Number(yearFirst ? second : first));
}

function readNumericDay(text: string, parts: [string, string, string], weekday: number | null, { order, isColumn = false }: ParseDateOptions, unreadable: Refusal): Day | Refusal {
  const [a, b, c] = parts;
  if (a.length === 4) return b.length > 2 || c.length > 2 ? unreadable : checkDay(Number(a), Number(b), Number(c));
  if (a.length > 2 || b.length > 2 || (c.length !== 4 && c.length !== 2)) return unreadable;
  if (c.length === 2 && order === "year-first") return checkDay(fullYear(a), Number(b), Number(c));
  if (c.length === 2 && !isColumn && /\d-\d/.test(text)) return { message: `"${text.trim()}" does not say which part is the year. Write it like 2024-12-05.` };
  const year = fullYear(c);
  const dayFirst = { month: Number(b), day: Number(a) };
  const monthFirst = { month: Number(a), day: Number(b) };
  if (/\d\s*\.\s*\d/.test(text) || order === "day-first" || Number(a) > 12 || a === b) return checkDay(year, dayFirst.month, dayFirst.day);
  if (order === "month-first" || Number(b) > 12) return checkDay(year, monthFirst.month, monthFirst.day);
  if (weekday !== null) {
    const fits = [dayFirst, monthFirst].filter((way) => new Date(Date.UTC(year, way.month - 1, way.day)).getUTCDay() === weekday);
    if (fits.length === 1 && fits[0]) return checkDay(year, fits[0].month, fits[0].day);
  }
  return { message: `"${text.trim()}" can mean two days: ${printDay({ year, ...dayFirst })} or ${printDay({ year, ...monthFirst })}. Write it like one of them.` };
}

/** Two digits as RFC 2822 reads them: 00 to 49 are 2000 to 2049. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
}

/** The day as `YYYY-MM-DD`, or null when the calendar has none such between 1500 and 2199. */
export function printCalendarDay(year: number, month: number, day: number): string | null {
  const checked = checkDay(year, month, day);
  return "message" in checked ? null : printDay(checked);
}

const printChecked = (day: Day | Refusal): ParsedDate => ("message" in day ? invalid(day.message) : { kind: "day", day: printDay(day) });

function checkDay(year: number, month: number, day: number): Day | Refusal {
  if (year < 1500 || year > 2199) return { message: `The year ${year} is outside 1500 to 2199.` };
  if (month < 1 || month > 12) return { message: `There is no month ${month}.` };
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > last) return { message: `${printDay({ year, month, day })} does not exist: that month has ${last} days.` };
  return { year, month, day };
}

const pad = (value: number, width = 2) => String(value).padStart(width, "0");

function printDay({ year, month, day }: Day): string {
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

function printTime(day: Day, clock: Clock, offset: number | null): string {
  const millis = clock.milli ? `.${pad(clock.milli, 3)}` : "";
  const zone = offset === null ? "" : offset === 0 ? "Z" : `${offset < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
  return `${printDay(day)}T${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}${millis}${zone}`;
}
