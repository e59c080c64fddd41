import { stateOf, type ChartSeries } from "@/components/charts/chart-series";
import { formatCount, formatShare } from "@/components/charts/format-value";
import { placeLabels, wrapName } from "@/components/charts/place-labels";
import { estimateTextPx } from "@/components/charts/prepare-axis";
import { themeMark, type ThemeMark } from "@/components/charts/theme-marks";

export type EndLabel = {
  lineId: string;
  mark: ThemeMark;
  previous: boolean;
  /** Lines of the name, or the line's number when the chart is narrow. */
  lines: string[];
  /** The last drawn value in words. */
  value: string;
  /** The full name and value, for the key and for a hover. */
  name: string;
  number: number;
  index: number;
  /** Where the line ends, and where the middle of its label stands. */
  endY: number;
  y: number;
  /** False when there was no room beside the plot; the key still names it. */
  visible: boolean;
  /** The line stops before the last bucket, so nothing may lead from there to the label. */
  stopsEarly: boolean;
  /** Name and value share one row, because there are many. */
  oneRow: boolean;
};

export const LABEL_FONT_PX = 13;
export const LABEL_LINE_PX = 16;
const LEADER_PX = 26;

type Request = {
  series: ChartSeries;
  values: readonly (readonly (number | null)[])[];
  maxWidthPx: number;
  numbered: boolean;
  toY: (value: number) => number;
  range: { top: number; bottom: number };
};

/** Names are bold; the estimate is of regular letters and should rather be too wide. */
const widthOf = (text: string) => estimateTextPx(text, LABEL_FONT_PX) * 1.13;

/** One label per line that has anything drawn, at the height of its last point, moved apart where they would collide. */
export function prepareEndLabels({ series, values, maxWidthPx, numbered, toY, range }: Request): { labels: EndLabel[]; widthPx: number; hiddenCount: number } {
  const last = series.buckets.length - 1;
  const ends = series.lines
    .flatMap((line, at) => {
      const row = values[at] ?? [];
      const index = row.findLastIndex((value) => value !== null);
      const value = row[index] ?? null;
      return value === null ? [] : [{ line, index, value }];
    })
    // Largest first: they keep their place when there is no room for all, and the key reads from the top of the chart.
    .sort((a, b) => Number(a.line.previous ?? false) - Number(b.line.previous ?? false) || b.value - a.value);

  const maxNamePx = maxWidthPx - LEADER_PX;
  const drafts = ends.map(({ line, index, value }, at): EndLabel => {
    const soFar = stateOf(series, line, index) === "unfinished" ? "so far " : "";
    const early = index < last ? `, ${series.buckets[index]?.label ?? ""}` : "";
    const words = `${soFar}${series.measure === "share" ? formatShare(value) : formatCount(value)}${early}`;
    const endY = toY(value);
    return {
      lineId: line.id,
      mark: themeMark(line.markIndex),
      previous: line.previous ?? false,
      lines: numbered ? [String(at + 1)] : wrapName(line.name, maxNamePx, 2, widthOf),
      value: words,
      name: line.name,
      number: at + 1,
      index,
      endY,
      y: endY,
      visible: true,
      stopsEarly: index < last,
      oneRow: false,
    };
  });

  const room = range.bottom - range.top;
  const heightOf = (label: EndLabel) => (numbered ? LABEL_LINE_PX : (label.lines.length + 1) * LABEL_LINE_PX + 4);
  // Twelve two-line names do not fit beside a small chart: first the value joins the name's line, then names keep to one line.
  const needed = drafts.reduce((sum, label) => sum + heightOf(label), 0);
  const compact = !numbered && needed > room;
  if (compact) {
    for (const label of drafts) {
      label.oneRow = true;
      const valuePx = widthOf(` ${label.value}`);
      label.lines = wrapName(label.name, Math.max(40, maxNamePx - valuePx), 1, widthOf);
    }
  }
  const { placed, hidden } = placeLabels(
    drafts.map((label) => ({ id: label.lineId, y: label.endY, height: compact ? LABEL_LINE_PX + 1 : heightOf(label) })),
    range,
  );
  const yOf = new Map(placed.map((label) => [label.id, label.y]));
  const labels = drafts.map((label) => Object.assign(label, { y: yOf.get(label.lineId) ?? label.endY, visible: !hidden.includes(label.lineId) }));
  const widest = labels.reduce((most, label) => {
    const namePx = Math.max(0, ...label.lines.map(widthOf)) + (compact ? widthOf(` ${label.value}`) : 0);
    return Math.max(most, namePx, numbered || compact ? 0 : widthOf(label.value));
  }, 0);
  const widthPx = labels.length === 0 ? 16 : numbered ? maxWidthPx : Math.min(maxWidthPx, Math.ceil(widest) + LEADER_PX + 2);
  return { labels, widthPx, hiddenCount: hidden.length };
}
