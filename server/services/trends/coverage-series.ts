import { sql } from "drizzle-orm";
import { Refusal } from "@/server/core/access/refusal";
import type { ShownAnnotation } from "@/server/core/trends/shown-annotation";
import { automaticBucket, type Bucket, bucketStarts, legalBuckets } from "@/server/core/trends/buckets";
import type { CoverageFilter, SeriesRequest, Unit } from "@/server/core/trends/coverage-filter";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";
import { collectedSpan, denseBuckets, densePoints, type OutletGap, type SeriesBucket, type SeriesPoint, type UsualCoverage } from "@/server/core/trends/coverage-series";
import { coveredDays } from "@/server/core/trends/daily-counts";
import { addDays, type Day, daysBetween, localDay } from "@/server/core/trends/days";
import { requireRole, type Scope } from "@/server/services/scope";
import { type ActiveTheme, activeThemes } from "@/server/services/themes/theme-versions";
import { countCoverage } from "@/server/services/trends/count-coverage";
import { type CoveragePerDay, countsKnowThemes, countsKnowTotals, type OutletSpan, readDailyCounts } from "@/server/services/trends/daily-counts";
import { filterSql, readFilterContext } from "@/server/services/trends/filter-sql";
import { outletSpans, wordless } from "@/server/services/trends/outlet-spans";
import { type Backfill, readSurroundings, type Surroundings } from "@/server/services/trends/read-surroundings";

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
  ruleChanges: Surroundings["ruleChanges"];
  method: {
    timeZone: string;
    weekStart: number;
    generatedAt: string;
    /** Everything of the unit under the same filter without themes and text query. */
    denominator: number;
    articles: number;
    processed: number;
    undated: number;
    backfills: Backfill[];
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
  const reading = countsKnowTotals(filter) ? readDailyCounts(scope.db, workspace.id, filter, countsKnowThemes(filter) ? versionIds : [], request.unit) : Promise.resolve(null);
  // Awaited below beside everything else; a range that is refused first must not leave its failure to nobody.
  reading.catch(() => {});
  const [{ from, to }, context] = await Promise.all([resolveRange(scope, filter, today, reading), readFilterContext(scope.db, workspace.id, filter, versionIds)]);
  const bucket = anyBucket && request.bucket ? request.bucket : chooseBucket(request.bucket, from, to);
  const denominator: CoverageFilter = { ...denominatorFilter(filter), from, to };
  const numerator: CoverageFilter = { ...filter, from, to, themes: undefined };
  const starts = bucketStarts(from, to, bucket, workspace.weekStart);

  const [counts, around, covered] = await Promise.all([
    reading.then((perDay) => countCoverage(scope.db, perDay, { denominator, numerator, unit: request.unit, starts, from, to }, context)),
    readSurroundings(scope, { chosen, denominator, numerator, from, to }, context),
    readCovered(scope, filter, today, reading),
  ]);
  const usual = around.gaps.length > 0 ? await usualCoverage(scope, denominator, around.gaps) : NOTHING_USUAL;
  const span = covered && collectedSpan(covered, around.isFed, today);
  const buckets = denseBuckets({ from, to, bucket, weekStart: workspace.weekStart, today, totals: counts.totals, span, usual, gaps: around.gaps });
  const judged = new Map(around.judged.map((one) => [one.themeId, one]));
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
      rejected: judged.get(theme.id)?.rejected ?? 0,
      addedByHand: judged.get(theme.id)?.added ?? 0,
    })),
    annotations: around.annotations,
    ruleChanges: around.ruleChanges,
    method: {
      timeZone: workspace.timeZone,
      weekStart: workspace.weekStart,
      generatedAt: scope.now().toISOString(),
      denominator: buckets.reduce((sum, { total }) => sum + total, 0),
      articles: counts.articles,
      // The two are read one after the other; an article that came in between is none too many.
      processed: Math.max(0, counts.articles - around.unprocessed),
      undated: counts.undated,
      backfills: around.backfills,
    },
  };
}

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

/** The days between which the filter's outlets have coverage at all, whatever else it says; nothing is known of later days than today. */
async function readCovered(scope: Scope, filter: CoverageFilter, today: Day, reading: Promise<CoveragePerDay | null>): Promise<ReturnType<typeof coveredDays>> {
  const perDay = (filter.languages?.length ? null : await reading) ?? (await readDailyCounts(scope.db, scope.workspace.id, onlyOutlets(filter), []));
  return coveredDays(perDay.totals, today);
}

const onlyOutlets = ({ outlets, outletGroups, countries }: CoverageFilter): CoverageFilter => ({ outlets, outletGroups, countries });

/** An outlet that was seen on a few days only has no rhythm yet; its articles are spread over at least this many. */
const RHYTHM_DAYS = 28;

const NOTHING_USUAL: UsualCoverage = { perDay: new Map(), ofAll: 0 };

/** Articles per day that each outlet brings under the filter, over the days on which it was collected. */
async function usualCoverage(scope: Scope, denominator: CoverageFilter, gaps: readonly OutletGap[]): Promise<UsualCoverage> {
  const spans = await outletSpans(scope, denominator);
  const perDay = new Map(spans.map((span) => [span.outlet_id, span.articles / Math.max(RHYTHM_DAYS, daysBetween(span.first, span.last) - lostDays(span, gaps))]));
  return { perDay, ofAll: [...perDay.values()].reduce((sum, articles) => sum + articles, 0), first: new Map(spans.map(({ outlet_id, first }) => [outlet_id, first])) };
}

/** Days of gaps between an outlet's first article and its last. */
function lostDays({ outlet_id, first, last }: OutletSpan, gaps: readonly OutletGap[]): number {
  return gaps.reduce((sum, { outletId, fromDay, toDay }) => {
    const [from, to] = [fromDay > first ? fromDay : first, toDay < last ? toDay : last];
    return outletId === outlet_id && from <= to ? sum + daysBetween(from, to) : sum;
  }, 0);
}
