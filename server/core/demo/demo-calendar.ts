import type { Random } from "@/server/core/demo/create-random";
import type { OutletVoice } from "@/server/core/demo/outlets";
import { addDays, dayFromNumber, dayNumber, weekday } from "@/server/core/trends/days";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** The Monday of the week so many weeks before the one that holds the last day. */
export const mondayOf = (endDay: string, weeksBefore: number): string => addDays(endDay, 1 - weekday(endDay) - 7 * weeksBefore);

/** How much of its usual output a newsroom brings out on this day of the year. */
export function seasonFactor(day: string): number {
  const monthDay = day.slice(5);
  if (monthDay === "12-25" || monthDay === "01-01") return 0.3;
  if (monthDay >= "12-24" || monthDay === "12-23") return 0.6;
  if (monthDay >= "08-01" && monthDay <= "08-25") return 0.85;
  return 1;
}

function lastSundayOf(year: number, month: number): number {
  const last = Date.UTC(year, month, 0) / (DAY_MINUTES * MINUTE_MS);
  return last - (weekday(dayFromNumber(last)) % 7);
}

/** Minutes from UTC on a day, with Europe's and North America's rules for summer time told apart by the offset. */
export function offsetOn(day: string, outlet: OutletVoice): number {
  if (!outlet.summerTime) return outlet.offsetMinutes;
  const year = Number(day.slice(0, 4));
  const at = dayNumber(day);
  const firstSunday = (month: number) => dayNumber(`${year}-${month}-01`.replace(/-(\d)-/, "-0$1-")) + ((7 - weekday(`${year}-${month === 3 ? "03" : "11"}-01`)) % 7);
  const [from, to] = outlet.offsetMinutes < 0 ? [firstSunday(3) + 7, firstSunday(11)] : [lastSundayOf(year, 3), lastSundayOf(year, 10)];
  return outlet.offsetMinutes + (at > from && at <= to ? HOUR_MINUTES : 0);
}

/** A moment as the outlet prints it, e.g. 2026-03-05T08:14:00+01:00. */
export function writeMoment(atMs: number, offsetMinutes: number): string {
  const local = new Date(atMs + offsetMinutes * MINUTE_MS).toISOString().slice(0, 19);
  const size = Math.abs(offsetMinutes);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${local}${offsetMinutes < 0 ? "-" : "+"}${pad(Math.floor(size / HOUR_MINUTES))}:${pad(size % HOUR_MINUTES)}`;
}

/**
 * A moment of the outlet's working day, more often in the middle of it. It falls on the same calendar day in UTC, so
 * that a gap recorded in days holds in both.
 */
export function drawMoment(day: string, outlet: OutletVoice, random: Random): number {
  const offset = offsetOn(day, outlet);
  const earliest = Math.max(5 * HOUR_MINUTES, offset);
  const latest = Math.min(22 * HOUR_MINUTES, DAY_MINUTES - 1 + offset);
  const minute = Math.round(earliest + ((random.next() + random.next()) / 2) * (latest - earliest));
  return dayNumber(day) * DAY_MINUTES * MINUTE_MS + (minute - offset) * MINUTE_MS;
}
