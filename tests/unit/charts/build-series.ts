import type { BucketState, ChartLine, ChartSeries } from "@/components/charts/chart-series";

const DAY_MS = 86_400_000;

/** Weekly series from Monday 1 June 2026; a null count means that nothing at all was collected that week. */
export function buildSeries(counts: Record<string, (number | null)[]>, options: Partial<ChartSeries> & { states?: BucketState[]; total?: number } = {}): ChartSeries {
  const { states, total = 100, ...rest } = options;
  const length = Math.max(0, ...Object.values(counts).map((row) => row.length));
  return {
    buckets: Array.from({ length }, (_, index) => {
      const start = new Date(Date.UTC(2026, 5, 1) + index * 7 * DAY_MS).toISOString().slice(0, 10);
      const state = states?.[index] ?? "complete";
      return { start, label: `Week of ${start}`, state, ...(state === "unfinished" ? { elapsed: { days: 3, of: 7 } } : {}), ...(state === "gap" ? { reason: "feed silent" } : {}) };
    }),
    lines: Object.entries(counts).map(
      ([id, row], markIndex): ChartLine => ({
        id,
        name: id,
        markIndex,
        points: row.map((count) => (count === null ? { count: 0, total: 0, share: null } : { count, total, share: count / total })),
      }),
    ),
    measure: "share",
    interval: "week",
    ...rest,
  };
}
