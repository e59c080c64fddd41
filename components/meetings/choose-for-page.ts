import type { Meeting } from "@/components/meetings/use-meeting";
import type { FrozenView } from "@/server/core/snapshots/snapshot-shape";

export const LINES_HEIGHT_PX = 240;

const CHARTS_PX = 620;
const ROWS = 5;
/** What a panel takes of the page's height, its headline and two talking points with it. */
const TAKES_PX = { wide: 290, half: 300 };

export interface PagePanel {
  /** The slide's place in the meeting. */
  place: number;
  view: FrozenView;
  isWide: boolean;
}

/** A view as a page shows it: lists and grids by their first rows, each of which says how many are left out. */
function shortenView(view: FrozenView): FrozenView {
  if (view.show === "outlets" || view.show === "heat") {
    const rows = view.outlets.rows.slice(0, ROWS);
    return { ...view, outlets: { rows, more: view.outlets.more + view.outlets.rows.length - rows.length } };
  }
  // A long table and a wall of small charts fit on no page; their lines say the same.
  return view.show === "pairs" ? { ...view, pairs: { ...view.pairs, pairs: view.pairs.pairs.slice(0, ROWS) } } : { ...view, show: "lines" };
}

/** The slides, in their order, that fit on one page: lines and grids over its width, lists side by side. */
export function chooseForPage(views: readonly FrozenView[]): PagePanel[] {
  const chosen: PagePanel[] = [];
  let usedPx = 0;
  let isHalfOpen = false;
  for (const [place, full] of views.entries()) {
    const view = shortenView(full);
    const isWide = view.show === "lines" || view.show === "heat";
    const takesPx = isWide ? TAKES_PX.wide : isHalfOpen ? 0 : TAKES_PX.half;
    if (usedPx + takesPx > CHARTS_PX) continue;
    usedPx += takesPx;
    isHalfOpen = isWide ? false : !isHalfOpen;
    chosen.push({ place, view, isWide });
  }
  return chosen;
}

/** Makes a grid of so many themes as narrow as the page. */
export const heatZoom = (themes: number): number => Math.min(1, 700 / (270 + 118 * themes));

const MOST = { decisions: 8, minutesChars: 700, notes: 4, changes: 4 };

/** Words that fit beside the charts; `left` says that there are more. */
export function shortenForPage({ minutes, decisions, annotations, changes }: Meeting) {
  const text = minutes.trim();
  const short = {
    minutes: text.length > MOST.minutesChars ? `${text.slice(0, MOST.minutesChars)}…` : text,
    decisions: decisions.slice(0, MOST.decisions),
    annotations: annotations.slice(0, MOST.notes),
    changes: { ...changes, peaks: changes.peaks.slice(0, MOST.changes), rules: changes.rules.slice(0, MOST.changes), gaps: changes.gaps.slice(0, MOST.changes), moreGaps: changes.moreGaps + Math.max(0, changes.gaps.length - MOST.changes) },
  };
  const left = short.minutes !== text || short.decisions.length < decisions.length || short.annotations.length < annotations.length || changes.peaks.length > MOST.changes || changes.rules.length > MOST.changes || changes.gaps.length > MOST.changes;
  return { ...short, left };
}
