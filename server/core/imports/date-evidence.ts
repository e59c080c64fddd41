import { dropUnstorable } from "@/server/core/articles/record-fields";
import { readSerialDay } from "@/server/core/articles/serial-day";
import type { DateReading } from "@/server/core/imports/date-readings";

/** What the cells of one column say about how its dates are written. */
export interface DateEvidence {
  /** Cells with anything in them. */
  written: number;
  /** Dates of three numbers whose order the writing does not settle. */
  numeric: number;
  /** How many of them are days of the calendar when read so. */
  fits: { "day-first": number; "month-first": number; "year-first": number };
  /** How many are two different days in the two usual orders; the first of them. */
  unclear: number;
  example: string;
  serial: number;
  twoDigitYears: number;
}

export interface DateDecision {
  dates: DateReading;
  /** A person has to say it: nothing in the column does. */
  isQuestion: boolean;
  /** What was decided and by what evidence, for the person; empty where nothing had to be decided. */
  reason: string;
}

const TRIPLE = /^\D{0,15}(\d{1,4})\s*([/.-])\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)/;
const MOST_CHARS = 60;

export const noDateEvidence = (): DateEvidence => ({ written: 0, numeric: 0, fits: { "day-first": 0, "month-first": 0, "year-first": 0 }, unclear: 0, example: "", serial: 0, twoDigitYears: 0 });

/** Adds a cell to the evidence of its column; cheap for what is no date. */
export function noteDate(evidence: DateEvidence, cell: string): void {
  if (cell === "") return;
  evidence.written += 1;
  if (cell.length > MOST_CHARS) return;
  if (readSerialDay(cell) !== null) {
    evidence.serial += 1;
    return;
  }
  const match = TRIPLE.exec(cell);
  if (!match) return;
  const [, first, sign, second, last] = match as unknown as [string, string, string, string, string];
  if (first.length > 2) return;
  if (last.length === 2) evidence.twoDigitYears += 1;
  // Between dots the day stands first wherever dots are used.
  if (sign === ".") return;
  const [a, b, c] = [Number(first), Number(second), Number(last)];
  const isDay = (day: number, month: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const maybeYearFirst = last.length === 2 && sign === "-" && isDay(c, b);
  // A day that exists in no order says nothing about the order.
  if (!isDay(a, b) && !isDay(b, a) && !maybeYearFirst) return;
  evidence.numeric += 1;
  if (isDay(a, b)) evidence.fits["day-first"] += 1;
  if (isDay(b, a)) evidence.fits["month-first"] += 1;
  if (maybeYearFirst) evidence.fits["year-first"] += 1;
  if ((isDay(a, b) && isDay(b, a) && a !== b) || (maybeYearFirst && isDay(a, b) && a !== c)) {
    evidence.unclear += 1;
    evidence.example ||= dropUnstorable(cell).trim();
  }
}

const ORDERS = ["day-first", "month-first", "year-first"] as const;
const WORDS = { "day-first": "day first", "month-first": "month first", "year-first": "year first" } as const;
/** Below this part of the column an order is no order. */
const MOST_OF = 0.9;

/**
 * Decides by the whole column. An order counts as the column's when every date of it, or nine in ten, exists in it and
 * fewer do in every other; where several orders fit all of the dates, only a person can say which is meant.
 */
export function decideDates(evidence: DateEvidence): DateDecision {
  const { numeric, fits, serial, written, unclear } = evidence;
  const years = evidence.twoDigitYears > 0 ? " Years of two digits mean 1950 to 2049." : "";
  if (numeric === 0) {
    if (serial * 2 > written) return { dates: "serial", isQuestion: false, reason: `${count(serial)} of ${count(written)} dates are a spreadsheet's day numbers, counted from 1900.` };
    return { dates: "as-written", isQuestion: false, reason: years.trim() };
  }
  if (unclear === 0 && ORDERS.some((order) => fits[order] === numeric) === false) return { dates: "as-written", isQuestion: false, reason: `The dates are written in more than one order; each says its own.${years}` };
  const [best, next] = [...ORDERS].sort((a, b) => fits[b] - fits[a]) as [(typeof ORDERS)[number], (typeof ORDERS)[number], (typeof ORDERS)[number]];
  if (fits[best] === fits[next]) {
    if (unclear === 0) return { dates: "as-written", isQuestion: false, reason: years.trim() };
    return { dates: "as-written", isQuestion: true, reason: `Dates such as ${evidence.example} can be read in two ways, and nothing in the column says which is meant.${years}` };
  }
  if (fits[best] < numeric * MOST_OF) return { dates: "as-written", isQuestion: true, reason: `The dates are written in more than one order: ${count(fits[best])} of ${count(numeric)} exist with the ${WORDS[best]}, ${count(fits[next])} with the ${WORDS[next]}.${years}` };
  const lost = numeric - fits[best];
  return { dates: best, isQuestion: false, reason: `Dates have the ${WORDS[best]}: ${count(numeric - fits[next])} of ${count(numeric)} exist only so${lost > 0 ? `, and ${count(lost)} do not exist so` : ""}.${years}` };
}

const count = (value: number): string => value.toLocaleString("en");
