import { type SQL, sql } from "drizzle-orm";
import { pointKey } from "@/server/core/snapshots/point-key";
import type { FrozenArticle, FrozenView, LiveView, ViewSource } from "@/server/core/snapshots/snapshot-shape";
import { displayTitle } from "@/server/core/articles/article-draft";
import { bucketStarts } from "@/server/core/trends/buckets";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import type { SeriesBucket } from "@/server/core/trends/coverage-series";
import type { FilterUrl } from "@/server/core/trends/filter-address";
import { parseFilterUrl } from "@/server/core/trends/filter-url";
import { peakPoints } from "@/server/core/trends/peak-points";
import { matchesOf } from "@/server/services/articles/list-articles";
import { passingArticles } from "@/server/services/articles/passing-articles";
import { requireRole, type Scope } from "@/server/services/scope";
import { type CoverageSeries, coverageSeries } from "@/server/services/trends/coverage-series";
import { describeMethod } from "@/server/services/trends/export-series";
import { readFilterContext, uuidArray } from "@/server/services/trends/filter-sql";
import { outletBreakdown } from "@/server/services/trends/outlet-breakdown";
import { peakStories } from "@/server/services/trends/peak-stories";
import { previousSeries } from "@/server/services/trends/previous-series";
import { themePairs } from "@/server/services/trends/theme-pairs";

/** Articles kept behind each point; a reader of a frozen view is told when there were more. */
export const ARTICLES_PER_POINT = 10;

const emptyView: FrozenView["evidence"] = { articles: [], points: {} };

/**
 * Everything that the Trends screen shows under an address, by the verbs that the screen itself uses. `articlesMost`
 * bounds the articles kept behind the points of all lines together; 0 keeps none. Needs `viewer`.
 */
export async function freezeView(scope: Scope, source: ViewSource, articlesMost: number): Promise<FrozenView> {
  return (await readView(scope, source, articlesMost)).view;
}

/** The same as it is now, with the ids by which its numbers open, and without articles. Needs `viewer`. */
export const previewView = (scope: Scope, source: ViewSource): Promise<LiveView> => readView(scope, source, 0);

async function readView(scope: Scope, { title, query, show }: ViewSource, articlesMost: number): Promise<LiveView> {
  requireRole(scope, "viewer");
  const state = parseFilterUrl(new URLSearchParams(query));
  const series = await coverageSeries(scope, { filter: state.filter, bucket: state.bucket, unit: state.unit });
  const filter = { ...state.filter, from: series.from, to: series.to };
  const shown = { filter, unit: series.unit };
  const points = peakPoints(series);
  const [previous, peaks, outlets, pairs, method] = await Promise.all([
    state.compare ? previousSeries(scope, { ...shown, bucket: series.bucket }) : null,
    points.length > 0 ? peakStories(scope, { ...shown, points }) : [],
    outletBreakdown(scope, shown),
    themePairs(scope, shown),
    describeMethod(scope, filter, series),
  ]);
  const keys = new Map(series.lines.map(({ theme }, at) => [theme.id, `t${at}`]));
  const keyOf = (themeId: string) => keys.get(themeId)!;
  const byKey = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).flatMap(([themeId, n]) => (keys.has(themeId) ? [[keyOf(themeId), n]] : [])));
  const outletIds = outlets.outlets.map(({ id }) => id);
  const view: FrozenView = {
    title,
    show,
    asOf: scope.now().toISOString(),
    measure: state.measure,
    ...(state.smooth ? { smooth: state.smooth } : {}),
    unit: series.unit,
    from: series.from,
    to: series.to,
    bucket: series.bucket,
    filter: method.filterWords,
    buckets: series.buckets.map(freezeBucket),
    lines: series.lines.map((line, at) => ({
      key: keyOf(line.theme.id),
      name: line.theme.name,
      markIndex: line.theme.markIndex,
      version: line.theme.versionNumber,
      rule: method.rules[at]?.rule ?? "",
      activeFrom: method.rules[at]?.activeFrom ?? null,
      counts: line.points.map(({ count }) => count),
      rejected: line.rejected,
      addedByHand: line.addedByHand,
    })),
    previous: previous && {
      from: previous.from,
      to: previous.to,
      buckets: previous.buckets.map(freezeBucket),
      lines: previous.lines.flatMap(({ themeId, points }) => (keys.has(themeId) ? [{ key: keyOf(themeId), counts: points.map(({ count }) => count) }] : [])),
    },
    annotations: series.annotations.map(({ themeId, fromDay, toDay, text, author }) => ({ line: (themeId && keys.get(themeId)) || null, fromDay, toDay, text, author })),
    ruleChanges: series.ruleChanges.map(({ day, themeName, number, reason }) => ({ day, name: themeName, number, reason })),
    peaks: peaks.map(({ themeId, start, story: { title, outlet, articles, of } }) => ({ line: keyOf(themeId), start, title, outlet, articles, of })),
    outlets: { rows: outlets.outlets.map(({ name, total, any, themes }) => ({ name, total, any, themes: byKey(themes) })), more: outlets.more },
    pairs: { themes: byKey(pairs.themes), pairs: pairs.pairs.map(({ first, second, both }) => ({ first: keyOf(first), second: keyOf(second), both })) },
    method: freezeMethod(series),
    evidence: articlesMost > 0 ? await readEvidence(scope, state, series, articlesMost, outletIds) : emptyView,
  };
  return { view, themeIds: series.lines.map(({ theme }) => theme.id), outletIds };
}

const freezeBucket = ({ start, end, state, total, elapsed, cut, collected, reasons }: SeriesBucket): FrozenView["buckets"][number] => ({
  start,
  end,
  state,
  total,
  reasons,
  ...(elapsed ? { elapsed } : {}),
  ...(cut ? { cut } : {}),
  ...(collected === undefined ? {} : { collected }),
});

function freezeMethod({ method }: CoverageSeries): FrozenView["method"] {
  const { timeZone, weekStart, denominator, articles, processed, undated } = method;
  return { timeZone, weekStart, denominator, articles, processed, undated, backfills: method.backfills.map(({ themeName, number, done, total }) => ({ name: themeName, number, done, total })) };
}

interface PointRow extends Record<string, unknown> {
  id: string;
  bucket: number;
}

/** The latest articles of every point; no point gets a second one before each has its first. */
async function readEvidence(scope: Scope, state: FilterUrl, series: CoverageSeries, articlesMost: number, outletIds: readonly string[]): Promise<FrozenView["evidence"]> {
  const starts = bucketStarts(series.from, series.to, series.bucket, scope.workspace.weekStart);
  const dates = sql`${sql.param(`{${starts.join(",")}}`)}::date[]`;
  const most = Math.max(1, Math.floor(articlesMost / Math.max(1, series.lines.length)));
  const points: FrozenView["evidence"]["points"] = {};
  const places = new Map<string, number>();
  const placeOf = (id: string) => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, places.size);
    return places.size - 1;
  };
  const keys = new Map(series.lines.map(({ theme }, at) => [theme.id, `t${at}`]));
  for (const { theme } of series.lines) {
    const filter: CoverageFilter = { ...state.filter, from: series.from, to: series.to, themes: [theme.id] };
    const passing = passingArticles({ filter, unit: series.unit, dated: "dated" }, await readFilterContext(scope.db, scope.workspace.id, filter, [theme.versionId]));
    for (const { id, bucket } of await scope.db.execute<PointRow>(latestPerPoint(passing, dates, most))) {
      const start = series.buckets[bucket - 1]?.start;
      if (start) (points[pointKey(keys.get(theme.id)!, start)] ??= []).push(placeOf(id));
    }
  }
  return { articles: await readArticles(scope, [...places.keys()], series, keys, outletIds), points };
}

const latestPerPoint = (passing: SQL, dates: SQL, most: number): SQL => sql`
  with p as (${passing}), placed as (
    select p.id, p.day, width_bucket(p.day, ${dates}) as bucket, row_number() over (partition by width_bucket(p.day, ${dates}) order by p.day desc, p.id desc) as place from p
  ), kept as (select * from placed where place <= ${ARTICLES_PER_POINT} order by place, day desc, id desc limit ${most})
  select id, bucket from kept order by bucket, place`;

const READ_AT_ONCE = 200;

interface ArticleRow extends Record<string, unknown> {
  id: string;
  title: string;
  beginning: string;
  outlet: string;
  outlet_id: string;
  day: string | null;
  url: string | null;
  language: string;
}

async function readArticles(scope: Scope, ids: string[], series: CoverageSeries, keys: ReadonlyMap<string, string>, outletIds: readonly string[]): Promise<FrozenArticle[]> {
  const versionIds = series.lines.map(({ theme }) => theme.versionId);
  const read: FrozenArticle[] = [];
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    const some = ids.slice(from, from + READ_AT_ONCE);
    const rows = await scope.db.execute<ArticleRow>(sql`
      select a.id, r.title, left(r.text, 200) as beginning, o.name as outlet, a.outlet_id, a.published_day::text as day, a.language,
        (select d.url from addresses d where d.article_id = a.id and d.workspace_id = a.workspace_id order by d.created_at, d.url limit 1) as url
      from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision join outlets o on o.id = a.outlet_id
      where a.id = any(${uuidArray(some)})`);
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    const matches = await matchesOf(scope, some, versionIds);
    for (const id of some) {
      const row = rowOf.get(id)!;
      const sentences = Object.fromEntries((matches.get(id) ?? []).flatMap((match) => (keys.has(match.themeId) ? [[keys.get(match.themeId)!, match.sentences]] : [])));
      const outletRow = outletIds.indexOf(row.outlet_id);
      read.push({ title: displayTitle(row.title, row.beginning), outlet: row.outlet, ...(outletRow === -1 ? {} : { outletRow }), day: row.day, url: row.url, language: row.language, sentences });
    }
  }
  return read;
}
