import type { Interval, Measure } from "@/components/charts/chart-series";

export type ValueTick = { value: number; label: string };
export type TimeTick = { index: number; label: string; secondLine?: string };

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Below this an axis of shares would need more digits than a reader has patience for. */
const LEAST_TOP_PERCENT = 0.001;
const STEPS = [1, 2, 2.5, 5, 10];
/** Room for a name of each kind, with air. */
const MIN_TICK_PX = { day: 54, month: 42, year: 44 };
const DAY_MS = 86_400_000;

/** Average advance of the system sans at one pixel of size; wide scripts take a whole em. */
export function estimateTextPx(text: string, fontPx: number): number {
  let ems = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x1100 && code <= 0xffdc && !(code >= 0x1e00 && code <= 0x2fff)) ems += 1;
    else if (code >= 0x400 && code <= 0x52f) ems += 0.6;
    else if (/[A-ZÄÖÜMW%@]/u.test(char)) ems += 0.68;
    else if (/[iljtf.,:;'|! ]/u.test(char)) ems += 0.3;
    else ems += 0.56;
  }
  return ems * fontPx;
}

/**
 * A value axis from zero with round steps. Counts step in whole numbers, shares are fractions labelled in per cent
 * and never pass 100 %. `max` is the top of the axis; an axis of nothing still has one step.
 */
export function prepareValueAxis(largest: number, measure: Measure, heightPx: number): { max: number; ticks: ValueTick[] } {
  const scale = measure === "share" ? 100 : 1;
  const wanted = Math.max(2, Math.min(6, Math.floor(heightPx / 56)));
  const top = largest > 0 ? Math.max(largest * scale, measure === "share" ? LEAST_TOP_PERCENT : 1) : 1;
  const rough = top / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = STEPS.find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  const step = measure === "count" ? Math.max(1, Math.ceil(nice * power)) : nice * power;
  let stepCount = Math.max(1, Math.ceil(top / step - 1e-9));
  if (measure === "share" && largest <= 1) stepCount = Math.min(stepCount, Math.max(1, Math.ceil(100 / step - 1e-9)));
  const max = measure === "share" && largest <= 1 ? Math.min(100, stepCount * step) : stepCount * step;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (String(nice).includes(".") ? 1 : 0));
  const ticks: ValueTick[] = [];
  for (let at = 0; at <= stepCount; at += 1) {
    const value = at * step;
    if (value > max + 1e-9) break;
    const words = measure === "share" ? `${value.toFixed(digits)}\u00a0%` : new Intl.NumberFormat("en-GB").format(value);
    ticks.push({ value: value / scale, label: words });
  }
  return { max: max / scale, ticks };
}

type CalendarDay = { year: number; month: number; day: number; dayNumber: number };

function readDay(start: string): CalendarDay {
  const [year, month, day] = [Number(start.slice(0, 4)), Number(start.slice(5, 7)), Number(start.slice(8, 10))];
  return { year, month, day, dayNumber: Math.floor(Date.UTC(year, month - 1, day) / DAY_MS) };
}

type TickChoice = { names: "day" | "month" | "year"; indexes: number[] };

/** The ways to thin an axis out, finest first, each worked out when those before it do not fit. Each tick stands at the start of a bucket that begins the named period. */
function* tickChoices(days: readonly CalendarDay[], interval: Interval): Generator<TickChoice> {
  const all = days.map((_, index) => index);
  const everyNth = (step: number) => all.filter((index) => (all.length - 1 - index) % step === 0);
  const firstOf = (period: (day: CalendarDay) => number, step: number) =>
    all.filter((index) => {
      const here = days[index];
      const before = days[index - 1];
      if (!here || period(here) % step !== 0) return false;
      return before ? period(before) !== period(here) : here.day <= 7 && interval !== "day" ? true : here.day === 1;
    });
  const monthNumber = (day: CalendarDay) => day.year * 12 + day.month - 1;
  if (interval === "day") {
    const weekday = days[0]?.dayNumber ?? 0;
    const weeks = (step: number) => all.filter((index) => ((days[index]?.dayNumber ?? 0) - weekday) % (7 * step) === 0);
    yield { names: "day", indexes: all };
    yield { names: "day", indexes: everyNth(2) };
    yield { names: "day", indexes: weeks(1) };
    yield { names: "day", indexes: weeks(2) };
  } else if (interval === "week") for (const step of [1, 2, 4]) yield { names: "day", indexes: everyNth(step) };
  else yield { names: "month", indexes: all };
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200].slice(interval === "quarter" ? 3 : interval === "month" ? 1 : 0);
  for (const step of months) yield { names: step >= 12 ? "year" : "month", indexes: firstOf(monthNumber, step) };
}

function nameTick(here: CalendarDay, before: CalendarDay | undefined, interval: Interval, names: TickChoice["names"]): Omit<TimeTick, "index"> {
  const newYear = !before || before.year !== here.year;
  const year = newYear ? String(here.year) : undefined;
  if (names === "year") return { label: String(here.year) };
  if (interval === "quarter") return { label: `Q${Math.floor((here.month - 1) / 3) + 1}`, secondLine: year };
  const month = MONTHS[here.month - 1] ?? "";
  if (names === "month") return { label: month, secondLine: year };
  return { label: `${here.day} ${month}`, secondLine: year };
}

/**
 * Ticks that a reader may trust: on starts of buckets, evenly meant (every week, every month, every year), as many
 * as fit without touching. The year stands once, under its first tick.
 */
export function prepareTimeTicks(starts: readonly string[], interval: Interval, stepPx: number): TimeTick[] {
  const days = starts.map(readDay);
  const fits = ({ names, indexes }: TickChoice) => indexes.every((index, at) => at === 0 || (index - (indexes[at - 1] ?? 0)) * stepPx >= MIN_TICK_PX[names]);
  const fallback: TickChoice = { names: "day", indexes: [...new Set([0, days.length - 1])] };
  let chosen = fallback;
  for (const choice of tickChoices(days, interval)) {
    if (!fits(choice) || choice.indexes.length <= (days.length === 1 ? 0 : 1)) continue;
    chosen = choice;
    break;
  }
  return chosen.indexes.flatMap((index, at) => {
    const here = days[index];
    if (!here) return [];
    const before = at > 0 ? days[chosen.indexes[at - 1] ?? -1] : undefined;
    return [{ index, ...nameTick(here, before, interval, chosen.names) }];
  });
}
