import { monthOfWord } from "@/server/core/articles/date-words";
import { parsePublished, plainDigits, printCalendarDay } from "@/server/core/articles/parse-date";

/** A calendar day, or an instant in the page's own offset, as written somewhere on a page. */
export interface FoundDate {
  /** ISO 8601: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm:ss[.sss][offset]`. */
  value: string;
  precision: "time" | "day";
}

/** How a page writes 3/4/2020: the day comes first nearly everywhere, the month in the United States. */
export interface DateReading {
  monthFirst: boolean;
}

/** Pages of newspapers on the web are younger; an older day is told about in an article. */
const OLDEST_YEAR = 1990;
const YOUNGEST_YEAR = 2100;
const SEARCHED_CHARS = 400;
const LONGEST_DATE = 120;

const ISO = /(?<![\d])(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?!\d)/;
const YEAR_FIRST = /(?<![\d])(?:19|20)\d{2}\s?[./年년]\s?\d{1,2}\s?[./月월]\s?\d{1,2}(?!\d)[日일]?/;
const DAY_FIRST = /(?<!\d)\d{1,2}(?:\.|st|nd|rd|th|er|º|ª|-?го)?[\s,./\-\u00a0]{1,3}(?:de\s+|of\s+)?[\p{L}\p{M}]{3,14}\.?[\s,./\-\u00a0]{1,3}(?:de\s+|del\s+)?(?:(?:19|20)\d{2}|['’]\d{2})(?!\d)/u;
const YEAR_THEN_WORD = /(?<!\d)(?:19|20)\d{2}(?:\.|\s(?:m\.|gada))?\s[\p{L}\p{M}]{3,14}\.?\s\d{1,2}(?!\d|[:.]\d{2}(?!\d))/u;
/** Vietnamese counts its months. */
const COUNTED_MONTH = /(?<!\d)(\d{1,2}) tháng (\d{1,2}),? năm ((?:19|20)\d{2})(?!\d)/i;
const MONTH_FIRST = /(?<![\p{L}\d])[\p{L}\p{M}]{3,14}\.?[\s\u00a0]{1,3}\d{1,2}(?:st|nd|rd|th)?\s?[,.\s]\s{0,2}(?:19|20)\d{2}(?!\d)/u;
const NUMERIC = /(?<![\d.,/:-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2}|\d{2})(?![\d])/;
const COMPACT = /(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/;

const TIME_TAIL = /^(?:[T\s,]|\bat\b|\bum\b|\bà\b|[-–|•·/()])*(\d{1,2})[:.h](\d{2})(?!\d|\.\d)(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?m\b\.?)?\s*(?:Uhr\b)?\s*((?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?\b|Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b)?/i;

/** What stands alone reads as it stands; the page's rules are only its years, its order, and that a time may lack a zone. */
function read(written: string, monthFirst: boolean): FoundDate | null {
  const date = parsePublished(written, { timeZone: null, order: monthFirst ? "month-first" : "day-first" });
  if (date.kind === "invalid") return null;
  const value = date.kind === "day" ? date.day : date.at;
  const year = Number(value.slice(0, 4));
  return year < OLDEST_YEAR || year > YOUNGEST_YEAR ? null : { value, precision: date.kind };
}

/** 13/4/2020 on an American page has one reading all the same; with dots the day comes first wherever it can. */
function readNumeric(match: RegExpExecArray, { monthFirst }: DateReading): FoundDate | null {
  const [, first, separator, second, year] = match;
  const american = monthFirst && separator !== ".";
  const written = `${first}/${second}/${year}`;
  return read(written, american) ?? read(written, !american);
}

/** Most of what looks like a written date is not one ("12 monkeys 2020"), and a look at its words says so. */
function hasMonth(written: string): boolean {
  const words = written.match(/\p{L}[\p{L}\p{M}]{2,}/gu);
  return words === null || words.some((word) => monthOfWord(word) !== null);
}

/**
 * The first date in a short text, in the forms and languages newspapers use; null where there is none.
 * The offset is kept as written, a day is never shifted.
 */
export function parseDateText(text: string, reading: DateReading): FoundDate | null {
  const searched = plainDigits(text.length > SEARCHED_CHARS ? text.slice(0, SEARCHED_CHARS) : text);
  if (!/\d/.test(searched)) return null;
  let first: { date: FoundDate; at: number; end: number } | null = null;
  for (const form of [ISO, YEAR_FIRST, YEAR_THEN_WORD, DAY_FIRST, COUNTED_MONTH, MONTH_FIRST, NUMERIC]) {
    const match = form.exec(searched);
    if (match === null || (first !== null && match.index >= first.at) || (form !== COUNTED_MONTH && !hasMonth(match[0]))) continue;
    const date = form === NUMERIC ? readNumeric(match, reading) : form === COUNTED_MONTH ? read(`${match[1]}/${match[2]}/${match[3]}`, false) : read(match[0].replace(/['’](?=\d)/, ""), reading.monthFirst);
    if (date !== null) first = { date, at: match.index, end: match.index + match[0].length };
  }
  if (first !== null) return withTime(first.date, searched.slice(first.end));
  const compact = COMPACT.exec(searched);
  const day = compact && read(compact[0], reading.monthFirst);
  return day && withTime(day, searched.slice(compact.index + compact[0].length));
}

function withTime(day: FoundDate, rest: string): FoundDate {
  const time = TIME_TAIL.exec(rest.slice(0, 60));
  if (time === null) return day;
  const [, hours, minutes, seconds = "00", half = "", zone = ""] = time;
  return read(`${day.value} ${hours}:${minutes}:${seconds} ${half} ${zone}`, false) ?? day;
}

/** A machine-written date (attribute, JSON-LD, meta): whole as a machine writes it, else the first date in it. */
export function parseMachineDate(text: string, reading: DateReading): FoundDate | null {
  return (text.length < LONGEST_DATE ? read(text, reading.monthFirst) : null) ?? parseDateText(text.trim(), reading);
}

/** The day of a full date inside an address (`/2020/03/07/`, `2020-03-07`, `20200307`); null without one. */
export function parseAddressDate(url: string): FoundDate | null {
  if (!URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  const path = pathname + search;
  const parted = /\D((?:19|20)\d{2})[/_.-](\d{1,2})[/_.-](\d{1,2})(?:\D|$)/.exec(path) ?? /\/((?:19|20)\d{2})\/(\d{2})(\d{2})(?:\D|$)/.exec(path) ?? /\/((?:19|20)\d{2})-?(\d{2})\/(\d{2})(?:\D|$)/.exec(path) ?? /\D((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|$)/.exec(path);
  const named = /\/((?:19|20)\d{2})\/([a-z]{3})\/(\d{1,2})(?:\D|$)/i.exec(path);
  const reversed = /\D(0[1-9]|[12]\d|3[01])[-.](0[1-9]|1[0-2])[-.]((?:19|20)\d{2})(?:\D|$)/.exec(path);
  return (
    (parted && dayOf(parted[1]!, Number(parted[2]), parted[3]!)) ??
    (named && dayOf(named[1]!, monthOfWord(named[2]!) ?? 0, named[3]!)) ??
    (reversed && dayOf(reversed[3]!, Number(reversed[2]), reversed[1]!))
  );
}

function dayOf(year: string, month: number, day: string): FoundDate | null {
  const value = Number(year) < OLDEST_YEAR ? null : printCalendarDay(Number(year), month, Number(day));
  return value === null ? null : { value, precision: "day" };
}
