import { TZDate } from "@date-fns/tz";
import { parseDateText } from "@/server/ingest/extract/parse-date-text";

/** Minutes east of Greenwich of the zone names that feeds use; `ET` and its kind are winter time, as RFC 822 readers take them. */
const zoneMinutes = new Map<string, number>(
  Object.entries({
    z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 60, bst: 60, cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120, eet: 120, eest: 180, msk: 180,
    ist: 330, sgt: 480, hkt: 480, awst: 480, jst: 540, kst: 540, aest: 600, aedt: 660, nzst: 720, nzdt: 780,
    at: -240, ast: -240, adt: -180, et: -300, est: -300, edt: -240, ct: -360, cst: -360, cdt: -300, mt: -420, mst: -420, mdt: -360, pt: -480, pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600,
  }),
);

const longest = 100;
const clock = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d|:)\s*(?:([ap])\.?m\b\.?)?\s*((?:gmt|utc)?[+-]\d{1,2}:?\d{2}|[+-]\d{2}\b|(?:gmt|utc)?[+-]\S+|[a-z]+\/[a-z_/+-]+\d*|[a-z]{1,5}\b)?/i;
const yearFirst = /(?<!\d)(\d{4})(?:-|\/|\.|년|年)\s?(\d{1,2})(?:-|\/|\.|월|月)\s?(\d{1,3})(?!\d)/;
const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const numeric = /(?<!\d)(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|(?<=[/.])\d{2})(?!\d)/;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/**
 * A date as feeds write it: RFC 822 and its misspellings, ISO 8601 and W3CDTF, asctime, seconds since 1970, and month
 * names in the languages of the press.
 *
 * @returns ISO 8601 in the publisher's own offset; a time without a zone is UTC, as feed readers take it. The day alone
 *   where only the day can be trusted; null where not even that, for example a day and month that could be swapped.
 */
export function parseFeedDate(written: string): string | null {
  const text = written.normalize("NFKC").replace(/\s+/g, " ").trim();
  if (text === "" || text.length > longest || !/\d/.test(text)) return null;
  if (/^\d{10}$|^\d{13}$/.test(text)) return `${new Date(Number(text.padEnd(13, "0"))).toISOString().slice(0, 19)}Z`;

  const time = clock.exec(text);
  const rest = time ? `${text.slice(0, time.index)} ${text.slice(time.index + time[0].length)}` : text;
  const day = readDay(rest.replace(/(\d)t\s/i, "$1 ").replace(/\([^)]*\)/, " "));
  if (day === null) return null;
  const moment = time && readTime(time, day);
  return moment ? `${day}T${moment}` : day;
}

function readDay(text: string): string | null {
  const iso = yearFirst.exec(text);
  if (iso) return toDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dense = compact.exec(text.trim());
  if (dense) return toDay(Number(dense[1]), Number(dense[2]), Number(dense[3]));
  return readNamedDay(text) ?? readNumericDay(text);
}

function readNamedDay(text: string): string | null {
  const month = text.match(/[\p{L}\p{M}]{3,}/gu)?.map(monthOf).find((number) => number !== null);
  if (!month) return null;
  const numbers = text.match(/\d+/g) ?? [];
  const yearAt = numbers.findLastIndex((number) => number.length === 4);
  const year = yearAt >= 0 ? Number(numbers[yearAt]) : shortYear(numbers[1]);
  const dayText = numbers.find((number, at) => at !== yearAt && number.length <= 2);
  return dayText === undefined || year === null ? null : toDay(year, month, Number(dayText));
}

/** RFC 822 wrote two digits; they mean the century around 2000. */
function shortYear(digits: string | undefined): number | null {
  if (digits?.length !== 2) return null;
  return Number(digits) + (Number(digits) < 70 ? 2000 : 1900);
}

/** `26/06/2020` can only be read one way; `04/11/2020` only with the help of its weekday. */
function readNumericDay(text: string): string | null {
  const match = numeric.exec(text);
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = shortYear(match[4]) ?? Number(match[4]);
  const readings = [...new Set([toDay(year, second, first), toDay(year, first, second)])].filter((day): day is string => day !== null);
  if (readings.length === 1) return readings[0] ?? null;
  const named = weekdays.indexOf(/[a-z]{3}/i.exec(text)?.[0].toLowerCase() ?? "");
  const fitting = readings.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === named);
  return (fitting.length === 1 && fitting[0]) || null;
}

const months = new Map<string, number | null>();
const maxRemembered = 1_000;

function monthOf(word: string): number | null {
  const key = word.toLowerCase();
  const known = months.get(key);
  if (known !== undefined) return known;
  const found = parseDateText(`1 ${key} 2000`, { monthFirst: false });
  const month = found ? Number(found.value.slice(5, 7)) : null;
  if (months.size < maxRemembered) months.set(key, month);
  return month;
}

function toDay(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** `hh:mm:ss` with its offset; null when the time or its zone cannot be trusted. */
function readTime(match: RegExpExecArray, day: string): string | null {
  const minutes = Number(match[2]);
  const seconds = Math.min(59, Number(match[3] ?? 0));
  let hours = Number(match[1]);
  const half = match[4]?.toLowerCase();
  if (half && (hours < 1 || hours > 12)) return null;
  if (half) hours = (hours % 12) + (half === "p" ? 12 : 0);
  if (hours > 23 || minutes > 59 || Number(match[3] ?? 0) > 60) return null;
  const clockText = `${pad(hours)}:${pad(minutes)}:${pad(seconds)}`;
  const offset = readOffset(match[5], `${day}T${clockText}`);
  return offset === null ? null : clockText + offset;
}

function readOffset(zone: string | undefined, local: string): string | null {
  if (zone === undefined) return "Z";
  const signed = /^(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (signed) {
    const total = Number(signed[2]) * 60 + Number(signed[3] ?? 0);
    return total > 16 * 60 || Number(signed[3] ?? 0) > 59 ? null : toOffset(signed[1] === "-" ? -total : total);
  }
  const named = zoneMinutes.get(zone.toLowerCase());
  if (named !== undefined) return toOffset(named);
  return zone.includes("/") ? offsetOfPlace(zone, local) : null;
}

/** The offset of `Europe/Brussels` at a wall-clock time there. */
function offsetOfPlace(zone: string, local: string): string | null {
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0] = local.split(/\D/).map(Number);
  const minutesWest = new TZDate(year, month - 1, day, hours, minutes, 0, zone).getTimezoneOffset();
  return Number.isNaN(minutesWest) ? null : toOffset(-minutesWest);
}

function toOffset(minutes: number): string {
  if (minutes === 0) return "Z";
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
