import type { OutletGap } from "@/server/core/trends/coverage-series";
import { type Day, daysBetween } from "@/server/core/trends/days";

/** The days between which an outlet brought articles. */
export interface OutletPresence {
  outletId: string;
  articles: number;
  first: Day;
  last: Day;
}

/** An outlet that does not write every day may be silent for so long at either end of the range ... */
const MOST_SILENT_DAYS = 28;
/** ... and never for more than this part of it. */
const MOST_SILENT_PART = 0.25;

/**
 * Outlets that were collected from the first day to the last: what they bring is not more or less because others began
 * or ended. Those with a gap of their own in these days are none. The ones that bring most come first.
 */
export function presentThroughout(outlets: readonly OutletPresence[], gaps: readonly OutletGap[], from: Day, to: Day): string[] {
  const slack = Math.min(MOST_SILENT_DAYS, Math.floor(daysBetween(from, to) * MOST_SILENT_PART)) + 1;
  const incomplete = new Set(gaps.filter((gap) => gap.fromDay <= to && gap.toDay >= from).map(({ outletId }) => outletId));
  return outlets
    .filter(({ outletId, first, last }) => !incomplete.has(outletId) && (first <= from || daysBetween(from, first) <= slack) && (last >= to || daysBetween(last, to) <= slack))
    .sort((a, b) => b.articles - a.articles || (a.outletId < b.outletId ? -1 : 1))
    .map(({ outletId }) => outletId);
}
