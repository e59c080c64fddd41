import { type Bucket, bucketStarts } from "@/server/core/trends/buckets";
import { addDays, type Day, daysBetween } from "@/server/core/trends/days";

export interface Period {
  from: Day;
  to: Day;
}

/**
 * The period of equal length before [from, to] that compares bucket by bucket: for days and weeks it lies whole weeks
 * earlier, so that Mondays meet Mondays; for months and quarters whole months earlier, with a last day of a month on
 * a last day. It never overlaps the period itself. Null where the calendar that we keep begins later.
 */
export function previousPeriod({ from, to }: Period, bucket: Bucket, weekStart: number): Period | null {
  const previous =
    bucket === "day" || bucket === "week"
      ? shiftDays({ from, to }, 7 * Math.ceil(bucket === "day" ? daysBetween(from, to) / 7 : bucketStarts(from, to, "week", weekStart).length))
      : shiftMonths({ from, to }, bucketStarts(from, to, bucket, weekStart).length * (bucket === "month" ? 1 : 3));
  return previous.from < "1800-01-01" ? null : previous;
}

const shiftDays = ({ from, to }: Period, days: number): Period => ({ from: addDays(from, -days), to: addDays(to, -days) });

function shiftMonths({ from, to }: Period, months: number): Period {
  const isMonthEnd = addDays(to, 1).endsWith("-01");
  return { from: monthsEarlier(from, months, false), to: monthsEarlier(to, months, isMonthEnd) };
}

/** The same day of an earlier month, or its last day where it is shorter, or when the last one is asked for. */
function monthsEarlier(day: Day, months: number, last: boolean): Day {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const lengthDays = new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).getUTCDate();
  const date = last ? lengthDays : Math.min(lengthDays, Number(day.slice(8)));
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}
