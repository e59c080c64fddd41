import type { SpikeSettings, ThresholdSettings } from "@/server/core/alerts/alert-shapes";
import { sayAlertDay, sayMean, sayNumber, sayShare, sayWeek } from "@/server/core/alerts/alert-words";
import { binomialTail, median, modifiedZ } from "@/server/core/alerts/tail-probability";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";
import type { SeriesBucket, SeriesPoint } from "@/server/core/trends/coverage-series";

/** What rules are judged by: one bucket for each day, and a line for each theme. */
export interface JudgedSeries {
  unit: "articles" | "stories";
  buckets: readonly SeriesBucket[];
  lines: readonly { theme: { id: string; name: string }; points: readonly SeriesPoint[] }[];
}

/** One theme for which a rule speaks, and why. */
export interface Finding {
  themeId: string;
  themeName: string;
  reason: string;
}

/** Days that a spike by count is compared with, as the issue of it is usually put; a share has four weeks, so that weekdays weigh little. */
const COUNT_DAYS = 14;
const SHARE_DAYS = 28;
/** The most days before a day that a rule looks at. */
export const LOOKS_BACK_DAYS = SHARE_DAYS;
/** With fewer usable days nobody knows what is usual. */
const FEWEST_DAYS = 7;
const FAR = 3.5;
const BY_CHANCE = 0.001;

/** Whether a day's numbers say anything at all. A gap is not a zero, and a day that is not over is not small. */
const isShareUsable = (bucket: SeriesBucket | undefined): bucket is SeriesBucket => (bucket?.state === "complete" || bucket?.state === "partial") && bucket.total > 0;
const isCountUsable = (bucket: SeriesBucket | undefined): bucket is SeriesBucket => bucket?.state === "complete";

/** The themes that spiked in the bucket at `index`, strongest evidence first by share of the day. */
export function judgeSpike(series: JudgedSeries, index: number, settings: SpikeSettings): Finding[] {
  return settings.by === "share" ? judgeShares(series, index, settings.minArticles) : judgeCounts(series, index, settings.minArticles);
}

/**
 * The sturdier rule. A share stands out when it lies more than 3.5 robust deviations above the median share of the four
 * weeks before (Iglewicz and Hoaglin 1993) *and* chance would bring so many under the usual share less than once in a
 * thousand days (one-sided exact binomial test against the pooled share, with half an article added to each side so
 * that a theme never seen before has no probability of zero). The first alone cries at small days, the second at
 * large ones.
 */
function judgeShares({ unit, buckets, lines }: JudgedSeries, index: number, minArticles: number): Finding[] {
  if (!isShareUsable(buckets[index])) return [];
  const before = usableBefore(buckets, index, SHARE_DAYS, isShareUsable);
  if (before.length < FEWEST_DAYS) return [];
  const found = lines.flatMap(({ theme, points }) => {
    const { count, total } = points[index]!;
    if (count < minArticles) return [];
    const others = before.map((i) => points[i]!);
    const shares = others.map((point) => point.count / point.total);
    const usual = (others.reduce((sum, point) => sum + point.count, 0) + 0.5) / (others.reduce((sum, point) => sum + point.total, 0) + 1);
    const chance = binomialTail(count, total, usual);
    if (modifiedZ(count / total, shares) <= FAR || chance >= BY_CHANCE) return [];
    const rarity = chance < 1e-6 ? "less than once in a million days" : `about once in ${sayNumber(Number((1 / chance).toPrecision(2)))} days`;
    return [
      {
        share: count / total,
        finding: {
          themeId: theme.id,
          themeName: theme.name,
          reason: `${theme.name} took ${sayShare(count / total)} of coverage on ${sayAlertDay(buckets[index]!.start)} (${countOf(count, total, unitNoun(unit))}). Usual is ${sayShare(median(shares))} (median of ${before.length} days before); by chance so many would come ${rarity}.`,
        },
      },
    ];
  });
  return found.toSorted((a, b) => b.share - a.share).map(({ finding }) => finding);
}

/** The plain rule: at least twice the mean of the previous fourteen days, and more than three deviations above it. */
function judgeCounts({ unit, buckets, lines }: JudgedSeries, index: number, minArticles: number): Finding[] {
  if (!isCountUsable(buckets[index])) return [];
  const before = usableBefore(buckets, index, COUNT_DAYS, isCountUsable);
  if (before.length < FEWEST_DAYS) return [];
  const found = lines.flatMap(({ theme, points }) => {
    const { count, total } = points[index]!;
    const counts = before.map((i) => points[i]!.count);
    const mean = counts.reduce((sum, value) => sum + value, 0) / counts.length;
    const spread = Math.sqrt(Math.max(mean, counts.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (counts.length - 1)));
    if (count < minArticles || count < 2 * mean || count <= mean + 3 * spread) return [];
    return [{ count, finding: { themeId: theme.id, themeName: theme.name, reason: `${theme.name} had ${countNoun(count, unitNoun(unit))} on ${sayAlertDay(buckets[index]!.start)} (of ${sayNumber(total)} in all), against ${sayMean(mean)} a day on average in the ${before.length} days before.` } }];
  });
  return found.toSorted((a, b) => b.count - a.count).map(({ finding }) => finding);
}

const usableBefore = (buckets: readonly SeriesBucket[], index: number, days: number, isUsable: (bucket: SeriesBucket | undefined) => boolean): number[] =>
  Array.from({ length: Math.min(days, index) }, (_, back) => index - 1 - back).filter((i) => isUsable(buckets[i]));

/** The themes that stand beyond the line on the day at `index`, or in the seven days that end with it. */
export function judgeThreshold(series: JudgedSeries, index: number, settings: ThresholdSettings): Finding[] {
  const { unit, buckets, lines } = series;
  const { measure, direction, value, per } = settings;
  const days = per === "day" ? [index] : Array.from({ length: 7 }, (_, back) => index - back);
  // Too little is told only of what was collected as a whole; a share of what was collected is still a share.
  const isUsable = measure === "share" && direction === "above" ? isShareUsable : isCountUsable;
  if (days.some((i) => !isUsable(buckets[i]))) return [];
  const when = per === "day" ? `on ${sayAlertDay(buckets[index]!.start)}` : `in ${sayWeek(buckets[index]!.start)}`;
  return lines.flatMap(({ theme, points }) => {
    const count = days.reduce((sum, i) => sum + points[i]!.count, 0);
    const total = days.reduce((sum, i) => sum + points[i]!.total, 0);
    if (measure === "share" && total === 0) return [];
    const reached = measure === "share" ? count / total : count;
    if (direction === "above" ? reached < value : reached > value) return [];
    const said = measure === "share" ? `took ${sayShare(reached)} of coverage` : `had ${countNoun(count, unitNoun(unit))}`;
    const line = measure === "share" ? sayShare(value) : sayNumber(value);
    return [{ themeId: theme.id, themeName: theme.name, reason: `${theme.name} ${said} ${when} (${countOf(count, total, unitNoun(unit))}); your line is ${line} or ${direction === "above" ? "more" : "less"}.` }];
  });
}

/** One sentence for each theme: the seven days that end with `index` against the seven before. Null where a day is missing. */
export function tellWeek({ unit, buckets, lines }: JudgedSeries, index: number): { reason: string; lines: string[] } | null {
  const weekOf = (last: number) => Array.from({ length: 7 }, (_, back) => last - back);
  const [now, before] = [weekOf(index), weekOf(index - 7)];
  if (now.some((i) => !buckets[i])) return null;
  const sum = (days: number[], of: (i: number) => number) => days.reduce((total, i) => total + of(i), 0);
  const missing = now.filter((i) => buckets[i]!.state === "gap").length;
  const canCompare = missing === 0 && before.every((i) => buckets[i] && buckets[i].state !== "gap");
  const total = sum(now, (i) => buckets[i]!.total);
  const collected = missing > 0 ? ` On ${missing} of its days less than half of the usual coverage was collected, so nothing is compared with the week before.` : "";
  return {
    reason: `${countNoun(total, unitNoun(unit))} in ${sayWeek(buckets[index]!.start)}.${collected}`,
    lines: lines
      .map(({ theme, points }) => ({ theme, count: sum(now, (i) => points[i]!.count), earlier: { count: canCompare ? sum(before, (i) => points[i]!.count) : 0, total: canCompare ? sum(before, (i) => points[i]!.total) : 0 } }))
      .toSorted((a, b) => b.count - a.count)
      .map(({ theme, count, earlier }) => {
        if (total === 0) return `${theme.name}: nothing to take a share of`;
        const then = earlier.total > 0 ? `, after ${sayShare(earlier.count / earlier.total)} (${sayNumber(earlier.count)} of ${sayNumber(earlier.total)})` : "";
        return `${theme.name}: ${sayShare(count / total)} (${sayNumber(count)} of ${sayNumber(total)})${then}`;
      }),
  };
}
