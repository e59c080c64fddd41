import type { Outputs } from "@/components/api/api-provider";
import { formatShare } from "@/components/charts/format-value";
import { bucketLabel } from "@/components/charts/say-days";
import { countOf } from "@/server/core/text/count-noun";

type Series = Outputs["trends"]["series"];

export interface ThemeShare {
  values: (number | null)[];
  lastUnfinished: boolean;
  /** "4.1 %", its base, and the period. */
  share: string;
  base: string;
  label: string;
  /** The days of that period. */
  from: string;
  to: string;
}

const WEEKS = 12;

/** A theme's last weeks, and its share in the last one that is over. Null where nothing was collected at all. */
export function themeShare(series: Series, themeId: string): ThemeShare | null {
  const line = series.lines.find(({ theme }) => theme.id === themeId);
  const from = Math.max(0, series.buckets.length - WEEKS);
  const buckets = series.buckets.slice(from);
  if (!line || buckets.every(({ total }) => total === 0)) return null;
  const points = line.points.slice(from);
  let at = buckets.findLastIndex(({ state, total }) => state !== "unfinished" && state !== "gap" && total > 0);
  if (at === -1) at = buckets.findLastIndex(({ total }) => total > 0);
  const { count, total, share } = points[at]!;
  const period = `${bucketLabel(buckets[at]!.start, series.bucket)}${buckets[at]!.state === "unfinished" ? ", so far" : ""}`;
  const base = `${countOf(count, total, "article")}, ${period.charAt(0).toLowerCase()}${period.slice(1)}`;
  return {
    values: points.map((point, i) => (buckets[i]!.state === "gap" ? null : point.share)),
    lastUnfinished: buckets.at(-1)!.state === "unfinished",
    share: formatShare(share),
    base,
    label: `Share of coverage per week, last ${buckets.length} weeks; latest ${formatShare(share)}, ${base}`,
    from: buckets[at]!.start > series.from ? buckets[at]!.start : series.from,
    to: buckets[at]!.end,
  };
}
