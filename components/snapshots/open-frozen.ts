import { bucketLabel, sayDays } from "@/components/charts/say-days";
import { formatShare } from "@/components/charts/format-value";
import { frozenPoint } from "@/components/snapshots/thaw-view";
import { themeOfLine } from "@/components/trends/prepare-trends";
import type { ViewOpens } from "@/components/snapshots/view-opens";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";
import type { FrozenArticle, FrozenView } from "@/server/core/snapshots/snapshot-shape";

/** A number of a frozen view that somebody opens: a point, a theme's of the whole period, an outlet's (of one theme, or of any), or a pair of themes. */
export type FrozenNumber = { lineId: string; bucketIndex: number } | { wholeLine: string } | { outletIndex: number; lineId: string | null } | { first: string; second: string };

export interface OpenedNumber {
  kicker: string;
  title: string;
  /** The number with its base, in words. */
  share: string;
  base: string;
  count: number;
  /** The lines whose sentences are shown. */
  lineKeys: string[];
  /** What was kept of the articles that it counts; fewer than `count` when there were too many to keep. */
  articles: FrozenArticle[];
}

/** What is behind a number of a frozen view; null where the view has no such number. */
export function openFrozen(view: FrozenView, number: FrozenNumber): OpenedNumber | null {
  const unit = unitNoun(view.unit);
  const days = sayDays(view.from, view.to);
  if ("bucketIndex" in number) {
    const { themeId: lineKey, isPrevious } = themeOfLine(number.lineId);
    if (isPrevious) return openPrevious(view, lineKey, number.bucketIndex);
    const point = frozenPoint(view, number.lineId, number.bucketIndex);
    if (!point) return null;
    const { line, count, total, articles } = point;
    return { kicker: bucketLabel(view.buckets[point.bucketIndex]!.start, view.bucket), title: line.name, share: formatShare(total === 0 ? null : count / total), base: ` of coverage: ${countOf(count, total, unit)}, rule version ${line.version}`, count, lineKeys: [line.key], articles };
  }
  if ("wholeLine" in number) {
    const line = view.lines.find(({ key }) => key === number.wholeLine);
    if (!line) return null;
    const count = line.counts.reduce((sum, one) => sum + one, 0);
    const total = view.buckets.reduce((sum, bucket) => sum + bucket.total, 0);
    const articles = latestFirst(view.evidence.articles.filter((article) => isAbout(article, line.key)));
    return { kicker: days, title: line.name, share: formatShare(total === 0 ? null : count / total), base: ` of coverage: ${countOf(count, total, unit)}, rule version ${line.version}`, count, lineKeys: [line.key], articles };
  }
  if ("outletIndex" in number) {
    const row = view.outlets.rows[number.outletIndex];
    const lines = view.lines.filter(({ key }) => number.lineId === null || key === number.lineId);
    const kept = keptOf(view, number.outletIndex);
    if (!row || lines.length === 0 || kept.length === 0) return null;
    const count = number.lineId === null ? row.any : (row.themes[number.lineId] ?? 0);
    const articles = latestFirst(kept.filter((article) => lines.some(({ key }) => isAbout(article, key))));
    return { kicker: days, title: number.lineId === null ? row.name : `${row.name}: ${lines[0]!.name}`, share: formatShare(row.total === 0 ? null : count / row.total), base: ` of this outlet’s coverage: ${countOf(count, row.total, unit)}`, count, lineKeys: lines.map(({ key }) => key), articles };
  }
  const pair = view.pairs.pairs.find(({ first, second }) => first === number.first && second === number.second);
  const lines = view.lines.filter(({ key }) => key === number.first || key === number.second);
  if (!pair || lines.length !== 2) return null;
  const articles = latestFirst(view.evidence.articles.filter((article) => isAbout(article, number.first) && isAbout(article, number.second)));
  return { kicker: days, title: lines.map(({ name }) => name).join(" and "), share: countNoun(pair.both, unit), base: " about both themes", count: pair.both, lineKeys: [number.first, number.second], articles };
}

const isAbout = (article: FrozenArticle, lineKey: string): boolean => (article.sentences[lineKey] ?? []).length > 0;

/** A point of the period before: its number was frozen, its articles were not. */
function openPrevious({ previous, lines, bucket: interval, unit }: FrozenView, lineKey: string, bucketIndex: number): OpenedNumber | null {
  const line = lines.find(({ key }) => key === lineKey);
  const bucket = previous?.buckets[bucketIndex];
  if (!line || !bucket) return null;
  const count = previous!.lines.find(({ key }) => key === lineKey)?.counts[bucketIndex] ?? 0;
  return { kicker: bucketLabel(bucket.start, interval), title: line.name, share: formatShare(bucket.total === 0 ? null : count / bucket.total), base: ` of coverage: ${countOf(count, bucket.total, unitNoun(unit))}, rule version ${line.version}`, count, lineKeys: [lineKey], articles: [] };
}

const latestFirst = (articles: readonly FrozenArticle[]): FrozenArticle[] => articles.toSorted((a, b) => ((a.day ?? "") < (b.day ?? "") ? 1 : (a.day ?? "") > (b.day ?? "") ? -1 : 0));

/**
 * What was kept of an outlet's articles. A view that was frozen before they knew the outlet's row has its name alone:
 * where two have the same, nobody can tell whose they are.
 */
function keptOf({ outlets: { rows }, evidence }: FrozenView, outletIndex: number): FrozenArticle[] {
  const knowsRows = evidence.articles.some(({ outletRow }) => outletRow !== undefined);
  if (knowsRows) return evidence.articles.filter(({ outletRow }) => outletRow === outletIndex);
  const name = rows[outletIndex]?.name;
  return rows.filter((row) => row.name === name).length === 1 ? evidence.articles.filter(({ outlet }) => outlet === name) : [];
}

/** What the numbers of a frozen view open: what was kept with it. */
export function frozenOpens(view: FrozenView, open: (number: FrozenNumber) => void): ViewOpens {
  const openable = view.outlets.rows.map((_, at) => keptOf(view, at).length > 0);
  return {
    onPoint: open,
    outlet: (outletIndex, lineId) => (openable[outletIndex] ? { onOpen: () => open({ outletIndex, lineId }) } : {}),
    allOf: () => ({}),
    pair: (first, second) => ({ onOpen: () => open({ first, second }) }),
  };
}
