import type { ViewOpens } from "@/components/snapshots/view-opens";
import { thawPrevious, thawSeries } from "@/components/snapshots/thaw-view";
import type { OpenedPoint } from "@/components/trends/opened-point";
import { type Previous, type Series, themeOfLine } from "@/components/trends/prepare-trends";
import type { LiveView } from "@/server/core/snapshots/snapshot-shape";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { type FilterUrl, printFilterUrl } from "@/server/core/trends/filter-address";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";

/** The theme that a line of a live view shows: lines go by their place, `t0` first. */
const themeIdOf = ({ themeIds }: LiveView, lineKey: string): string => themeIds[Number(lineKey.slice(1))] ?? "";

/** The series of a live view, whose themes go by their ids, as the Trends screen has it. */
export function liveSeries(live: LiveView): { series: Series; previous?: Previous } {
  const series = thawSeries(live.view);
  const previous = thawPrevious(live.view);
  return {
    series: { ...series, lines: series.lines.map((line) => ({ ...line, theme: { ...line.theme, id: themeIdOf(live, line.theme.id) } })) },
    previous: previous && { ...previous, lines: previous.lines.map((line) => ({ ...line, themeId: themeIdOf(live, line.themeId) })) },
  };
}

/** What the numbers of a live view open: a point its drawer, the others the lists that they open on the Trends screen. */
export function liveOpens(live: LiveView, { filter, unit, ...rest }: FilterUrl, { workspace, onOpen }: { workspace: string; onOpen: (point: OpenedPoint) => void }): ViewOpens {
  const { view, themeIds, outletIds } = live;
  const range = { ...filter, from: view.from, to: view.to };
  const list = (wanted: CoverageFilter) => ({ href: `/w/${workspace}/articles?${printFilterUrl({ filter: wanted, unit })}` });
  const outletAt = (row: number) => [outletIds[row] ?? ""];
  return {
    onPoint: ({ lineId, bucketIndex }) => {
      const { themeId: key, isPrevious } = themeOfLine(lineId);
      const start = (isPrevious ? view.previous?.buckets : view.buckets)?.[bucketIndex]?.start;
      if (start) onOpen({ themeId: themeIdOf(live, key), start });
    },
    outlet: (row, lineKey) => list({ ...range, outlets: outletAt(row), themes: lineKey === null ? themeIds : [themeIdOf(live, lineKey)] }),
    allOf: (row) => list({ ...denominatorFilter(range), outlets: outletAt(row) }),
    pair: (first, second) => list({ ...range, themes: [themeIdOf(live, first)], allThemes: [...new Set([...(filter.allThemes ?? []), themeIdOf(live, second)])] }),
    lineHref: (lineKey) => `/w/${workspace}/trends?${printFilterUrl({ ...rest, unit, filter: { ...filter, themes: [themeIdOf(live, lineKey)] } })}`,
  };
}
