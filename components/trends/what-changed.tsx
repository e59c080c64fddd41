import { formatOf, formatShare } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { sayDays } from "@/components/charts/say-days";
import { type Behind, Opening } from "@/components/trends/opening";
import type { Previous, Series } from "@/components/trends/prepare-trends";
import { type Column, Table } from "@/components/ui/table";
import { type PeriodChange, periodChanges } from "@/server/core/trends/period-changes";
import type { SeriesPoint } from "@/server/core/trends/coverage-series";
import { countNoun } from "@/server/core/text/count-noun";

export interface WhatChangedProps {
  series: Series;
  previous: Previous;
  /** What is behind a theme's number of either period. */
  behind: (themeId: string, period: "now" | "before") => Behind;
}

/** Each theme's share of the whole period beside that of the period before, the largest change first. */
export function WhatChanged({ series, previous, behind }: WhatChangedProps) {
  const rows = periodChanges(
    series.lines.map(({ theme, points }) => ({ themeId: theme.id, points })),
    previous.lines,
  );
  const themes = new Map(series.lines.map(({ theme }) => [theme.id, theme]));
  const share = (themeId: string, point: SeriesPoint, period: "now" | "before") => (
    <Opening behind={behind(themeId, period)}>
      {formatShare(point.share)} <span className="block text-2xs text-ink-soft">{formatOf(point.count, point.total)}</span>
    </Opening>
  );
  const columns: Column<PeriodChange>[] = [
    {
      key: "theme",
      header: "Theme",
      rowHeader: true,
      width: "11rem",
      renderCell: ({ themeId }) => (
        <span className="flex items-center gap-2">
          <MarkSwatch markIndex={themes.get(themeId)!.markIndex} />
          <span className="[overflow-wrap:anywhere]">{themes.get(themeId)!.name}</span>
        </span>
      ),
    },
    { key: "change", header: "Change, in points", numeric: true, renderCell: ({ change }) => <span className="font-semibold">{sayChange(change)}</span> },
    { key: "now", header: "In this period", numeric: true, renderCell: ({ themeId, now }) => share(themeId, now, "now") },
    { key: "before", header: "Before", numeric: true, renderCell: ({ themeId, before }) => share(themeId, before, "before") },
  ];
  const gaps = [...series.buckets, ...previous.buckets].filter(({ state }) => state === "gap").length;
  return (
    <>
      <p className="mb-3 max-w-[80ch] text-sm text-ink-soft">
        {`${sayDays(series.from, series.to)} beside ${sayDays(previous.from, previous.to)}, under the same rules.${gaps > 0 ? ` ${countNoun(gaps, series.bucket)} ${gaps === 1 ? "is a gap" : "are gaps"}; shares hold what was collected.` : ""}`}
      </p>
      <Table caption="Shares now and before" hideCaption columns={columns} rows={rows} rowKey={({ themeId }) => themeId} dense empty="No theme to compare." />
    </>
  );
}

/** "+2.3", "−0.4" with a true minus, "0.0"; in percentage points. */
function sayChange(change: number | null): string {
  if (change === null) return "no share";
  const points = (change * 100).toFixed(1);
  if (Number(points) === 0) return "0.0";
  return change > 0 ? `+${points}` : `−${points.slice(1)}`;
}
