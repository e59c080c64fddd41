import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { gaps, outlets, ruleVersions } from "@/db/schema";
import { Refusal } from "@/server/core/access/refusal";
import type { ShownAnnotation } from "@/server/core/trends/shown-annotation";
import { automaticBucket, type Bucket, bucketStarts, legalBuckets } from "@/server/core/trends/buckets";
import type { CoverageFilter, SeriesRequest, Unit } from "@/server/core/trends/coverage-filter";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";
import { denseBuckets, densePoints, type OutletGap, type OutletRhythm, type SeriesBucket, type SeriesPoint } from "@/server/core/trends/coverage-series";
import { coveredDays } from "@/server/core/trends/daily-counts";
import { addDays, type Day, localDay } from "@/server/core/trends/days";
import { requireRole, type Scope } from "@/server/services/scope";
import { type ActiveTheme, activeThemes } from "@/server/services/themes/theme-versions";
import { annotationsBetween } from "@/server/services/trends/annotations";
import { countCoverage } from "@/server/services/trends/count-coverage";
import { type CoveragePerDay, countsKnowThemes, countsKnowTotals, type OutletSpan, readDailyCounts, readOutletSpans } from "@/server/services/trends/daily-counts";
import { type FilterContext, filterSql, outletsSql, readFilterContext, uuidArray } from "@/server/services/trends/filter-sql";

export interface CoverageLine {
  theme: ActiveTheme;
  points: SeriesPoint[];
  /** Matches in the range that a person judged not relevant; they are still counted in the points. */
  rejected: number;
  /** Articles in the range that a person added to the theme by hand; they are not counted in the points. */
  addedByHand: number;
}

export interface CoverageSeries {
  from: Day;
  to: Day;
  bucket: Bucket;
  legalBuckets: Bucket[];
  unit: Unit;
  buckets: SeriesBucket[];
  lines: CoverageLine[];
  annotations: ShownAnnotation[];
  ruleChanges: { day: Day; themeId: string; themeName: string; number: number; reason: string }[];
  method: {
    timeZone: string;
    weekStart: number;
    generatedAt: string;
    /** Everything of the unit under the same filter without themes and text query. */
    denominator: number;
    articles: number;
    processed: number;
    undated: number;
    backfills: { themeId: string; themeName: string; number: number; done: number; total: number }[];
  };
}

/**
 * The series behind every trend chart: dense buckets over the range, one line per theme. Without days in the filter
 * the range is that of the coverage itself. `anyBucket` takes the interval as it is, legal for the range or not, so
 * that two periods compare. Needs `viewer`.
 */
export async function coverageSeries(scope: Scope, request: SeriesRequest, { anyBucket = false } = {}): Promise<CoverageSeries> {
  requireRole(scope, "viewer");
  const { workspace } = scope;
  const today = localDay(scope.now(), workspace.timeZone);
  const filter = request.filter;
  const chosen = await activeThemes(scope.db, workspace.id, filter.themes);
  const versionIds = chosen.map((theme) => theme.versionId);
  const reading = countsKnowTotals(filter) ? readDailyCounts(scope.db, workspace.id, filter, countsKnowThemes(filter) ? versionIds : []) : Promise.resolve(null);
  // Awaited below beside everything else; a range that is refused first must not leave its failure to nobody.
  reading.catch(() => {});
  const [{ from, to }, context] = await Promise.all([resolveRange(scope, filter, today, reading), readFilterContext(scope.db, workspace.id, filter, versionIds)]);
  const bucket = anyBucket && request.bucket ? request.bucket : chooseBucket(request.bucket, from, to);
  const denominator: CoverageFilter = { ...denominatorFilter(filter), from, to };
  const numerator: CoverageFilter = { ...filter, from, to, themes: undefined };
  const starts = bucketStarts(from, to, bucket, workspace.weekStart);

  const [counts, outletGaps, judged, work, notes, ruleChanges] = await Promise.all([
    reading.then((perDay) => countCoverage(scope.db, perDay, { denominator, numerator, unit: request.unit, starts, from, to }, context)),
    openGaps(scope, filter, from, to),
    judgements(scope, numerator, chosen, context),
    workUnderWay(scope, denominator),
    annotationsBetween(scope, chosen.map((theme) => theme.id), from, to),
    ruleChangesBetween(scope, chosen, from, to),
  ]);
  const rhythms = outletGaps.length > 0 ? await outletRhythms(scope, denominator, outletGaps) : [];
  const buckets = denseBuckets({ from, to, bucket, weekStart: workspace.weekStart, today, totals: counts.totals, rhythms, gaps: outletGaps });
  return {
    from,
    to,
    bucket,
    legalBuckets: legalBuckets(from, to),
    unit: request.unit,
    buckets,
    lines: chosen.map((theme) => ({
      theme,
      points: densePoints(buckets, counts.themes.get(theme.versionId) ?? []),
      rejected: judged.rejected.get(theme.id) ?? 0,
      addedByHand: judged.added.get(theme.id) ?? 0,
    })),
    annotations: notes,
    ruleChanges,
    method: {
      timeZone: workspace.timeZone,
      weekStart: workspace.weekStart,
      generatedAt: scope.now().toISOString(),
      denominator: buckets.reduce((sum, { total }) => sum + total, 0),
      articles: counts.articles,
      // The two are read one after the other; an article that came in between is none too many.
      processed: Math.max(0, counts.articles - work.unprocessed),
      undated: counts.undated,
      backfills: work.backfills,
    },
  };
}

/** What a filter without themes and words needs. */
const wordless = (scope: Scope): FilterContext => ({ workspaceId: scope.workspace.id, versionIds: [], unindexed: [] });

/** The filter's days, or those of the coverage itself; never beyond today unless the filter says so. */
async function resolveRange(scope: Scope, filter: CoverageFilter, today: Day, reading: Promise<CoveragePerDay | null>): Promise<{ from: Day; to: Day }> {
  let { from, to } = filter;
  if (!from || !to) {
    const perDay = await reading;
    const covered = perDay ? coveredDays(perDay.totals) : await readCoveredDays(scope, filter);
    const end = covered && covered.last <= addDays(today, -35) ? covered.last : today;
    to ??= from && from > end ? from : end;
    from ??= covered && covered.first <= to ? covered.first : addDays(to, -27);
  }
  if (from > to) throw new Refusal("INVALID", "The first day lies after the last day.", "from");
  return { from, to };
}

async function readCoveredDays(scope: Scope, filter: CoverageFilter): Promise<{ first: Day; last: Day } | null> {
  const where = filterSql({ ...denominatorFilter(filter), from: undefined, to: undefined }, wordless(scope));
  const [row] = await scope.db.execute<{ first: Day | null; last: Day | null }>(sql`select min(a.published_day)::text as first, max(a.published_day)::text as last from articles a where ${where}`);
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}

function chooseBucket(wanted: Bucket | undefined, from: Day, to: Day): Bucket {
  const legal = legalBuckets(from, to);
  return wanted && legal.includes(wanted) ? wanted : wanted === undefined ? automaticBucket(from, to) : (legal.find((bucket) => bucket === automaticBucket(from, to)) ?? legal[0]!);
}

async function openGaps(scope: Scope, filter: CoverageFilter, from: Day, to: Day): Promise<OutletGap[]> {
  const rows = await scope.db
    .select({ outletId: gaps.outletId, outletName: outlets.name, fromDay: gaps.fromDay, toDay: gaps.toDay, reason: gaps.reason })
    .from(gaps)
    .innerJoin(outlets, eq(outlets.id, gaps.outletId))
    .where(
      and(
        eq(gaps.workspaceId, scope.workspace.id),
        inArray(gaps.state, ["open", "confirmed"]),
        lte(gaps.fromDay, to),
        gte(gaps.toDay, from),
        ...outletsSql(filter, scope.workspace.id, sql`${gaps.outletId}`),
      ),
    )
    .orderBy(asc(gaps.fromDay), asc(gaps.id));
  return rows;
}

/** An outlet that was seen on a few days only has no rhythm yet; its articles are spread over at least this many. */
const RHYTHM_DAYS = 28;

/** Articles per day that each outlet brings under the filter, over the days on which it was collected. */
async function outletRhythms(scope: Scope, denominator: CoverageFilter, outletGaps: OutletGap[]): Promise<OutletRhythm[]> {
  const spans = countsKnowTotals(denominator) ? await readOutletSpans(scope.db, scope.workspace.id, denominator) : await countOutletSpans(scope, denominator);
  const lost = new Map<string, number>();
  for (const gap of outletGaps) lost.set(gap.outletId, (lost.get(gap.outletId) ?? 0) + (Date.parse(gap.toDay) - Date.parse(gap.fromDay)) / 86_400_000 + 1);
  return spans.map((row) => ({ outletId: row.outlet_id, perDay: row.articles / Math.max(RHYTHM_DAYS, row.days - (lost.get(row.outlet_id) ?? 0)) }));
}

async function countOutletSpans(scope: Scope, denominator: CoverageFilter): Promise<readonly OutletSpan[]> {
  const where = filterSql({ ...denominator, from: undefined, to: undefined }, wordless(scope));
  return scope.db.execute<OutletSpan>(
    sql`select a.outlet_id, count(*)::int as articles, (max(a.published_day) - min(a.published_day) + 1)::int as days from articles a where ${where} group by 1`,
  );
}

async function judgements(scope: Scope, numerator: CoverageFilter, chosen: ActiveTheme[], context: FilterContext): Promise<{ rejected: Map<string, number>; added: Map<string, number> }> {
  const where = filterSql({ ...numerator, matches: undefined }, context);
  const rows = await scope.db.execute<{ theme_id: string; rejected: number; added: number }>(sql`
    select judged.theme_id,
      count(*) filter (where judged.verdict = 'not_relevant' and m.article_id is not null)::int as rejected,
      count(*) filter (where judged.verdict = 'relevant' and m.article_id is null)::int as added
    from (
      select distinct on (d.article_id, d.theme_id) d.article_id, d.theme_id, d.verdict from decisions d
      where d.workspace_id = ${scope.workspace.id} and d.theme_id = any(${uuidArray(chosen.map((theme) => theme.id))})
      order by d.article_id, d.theme_id, d.decided_at desc, d.id desc
    ) judged
    join articles a on a.id = judged.article_id
    join themes t on t.id = judged.theme_id
    left join matches m on m.article_id = judged.article_id and m.rule_version_id = t.active_version_id
    where ${where} group by 1`);
  return { rejected: new Map(rows.map((row) => [row.theme_id, row.rejected])), added: new Map(rows.map((row) => [row.theme_id, row.added])) };
}

/** Articles under the filter that wait to be processed, and the back-fills that run. */
async function workUnderWay(scope: Scope, denominator: CoverageFilter): Promise<{ unprocessed: number; backfills: CoverageSeries["method"]["backfills"] }> {
  const [[waiting], running] = await Promise.all([
    // Found in the small index of what waits and looked up one by one: joined freely, the planner reads the whole table.
    scope.db.execute<{ articles: number }>(sql`
      with waiting as materialized (select w.id from articles w where w.workspace_id = ${scope.workspace.id} and w.processed_revision is distinct from w.current_revision)
      select count(*)::int as articles from waiting cross join lateral (
        select 1 from articles a where a.id = waiting.id and ${filterSql(denominator, wordless(scope))} limit 1
      ) known`),
    scope.db.execute<{ theme_id: string; name: string; number: number; done: number; total: number }>(sql`
      select v.theme_id, t.name, v.number, v.backfill_done as done, v.backfill_total as total from rule_versions v join themes t on t.id = v.theme_id
      where v.workspace_id = ${scope.workspace.id} and v.backfill = 'running' and t.archived_at is null order by v.id`),
  ]);
  return { unprocessed: waiting!.articles, backfills: running.map((row) => ({ themeId: row.theme_id, themeName: row.name, number: row.number, done: row.done, total: row.total })) };
}

async function ruleChangesBetween(scope: Scope, chosen: ActiveTheme[], from: Day, to: Day): Promise<CoverageSeries["ruleChanges"]> {
  if (chosen.length === 0) return [];
  const names = new Map(chosen.map((theme) => [theme.id, theme.name]));
  const rows = await scope.db
    .select({ themeId: ruleVersions.themeId, number: ruleVersions.number, reason: ruleVersions.reason, activeFrom: ruleVersions.activeFrom })
    .from(ruleVersions)
    .where(and(inArray(ruleVersions.themeId, [...names.keys()]), sql`${ruleVersions.number} > 1`, sql`${ruleVersions.activeFrom} is not null`))
    .orderBy(asc(ruleVersions.activeFrom));
  return rows
    .map((row) => ({ day: localDay(row.activeFrom!, scope.workspace.timeZone), themeId: row.themeId, themeName: names.get(row.themeId)!, number: row.number, reason: row.reason }))
    .filter(({ day }) => day >= from && day <= to);
}
