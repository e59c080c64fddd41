import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import { gaps, meetings, outlets, ruleVersions, themes, users } from "@/db/schema";
import type { MeetingChanges } from "@/server/core/meetings/changes-shape";
import { addDays, type Day, localDay } from "@/server/core/trends/days";
import { findPeaks } from "@/server/core/trends/find-peaks";
import type { Scope } from "@/server/services/scope";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { peakStories } from "@/server/services/trends/peak-stories";

/** A first meeting has nothing before it; it is told of this many days. */
const FIRST_MEETING_DAYS = 28;
/** Weeks before that say what is usual, without which nothing stands out. */
const USUAL_DAYS = 182;
const MOST_PEAKS = 10;
const MOST_GAPS = 30;

/** What changed between the meeting before and `until`: new peaks, rule edits with their back-fills, gaps, and articles that came late. */
export async function changesSince(scope: Scope, meetingId: string, until: Date): Promise<MeetingChanges> {
  const [previous] = await scope.db
    .select({ title: meetings.title, day: meetings.day, startedAt: meetings.startedAt })
    .from(meetings)
    .where(and(eq(meetings.workspaceId, scope.workspace.id), ne(meetings.id, meetingId), isNull(meetings.deletedAt), isNotNull(meetings.startedAt), lt(meetings.startedAt, until)))
    .orderBy(desc(meetings.startedAt))
    .limit(1);
  const since = previous?.startedAt ?? new Date(until.getTime() - FIRST_MEETING_DAYS * 86_400_000);
  const sinceDay = localDay(since, scope.workspace.timeZone);
  const untilDay = localDay(until, scope.workspace.timeZone);
  const [peaks, rules, found, late] = await Promise.all([newPeaks(scope, sinceDay, untilDay), ruleEdits(scope, since, until), changedGaps(scope, since, until), lateArticles(scope, since, until, sinceDay)]);
  return {
    previous: previous ? { title: previous.title, day: previous.day } : null,
    since: since.toISOString(),
    until: until.toISOString(),
    peaks,
    rules,
    gaps: found.slice(0, MOST_GAPS),
    moreGaps: Math.max(0, found.length - MOST_GAPS),
    late,
  };
}

/** Weeks that stand out among those of half a year and that were not over at the meeting before. */
async function newPeaks(scope: Scope, sinceDay: Day, untilDay: Day): Promise<MeetingChanges["peaks"]> {
  const from = addDays(sinceDay, -USUAL_DAYS);
  const series = await coverageSeries(scope, { filter: { from, to: untilDay }, bucket: "week", unit: "articles" });
  const standing = findPeaks(series, 50)
    .filter(({ bucketIndex }) => series.buckets[bucketIndex]!.end >= sinceDay)
    .slice(0, MOST_PEAKS);
  const points = standing.map(({ lineIndex, bucketIndex }) => {
    const { start, end } = series.buckets[bucketIndex]!;
    return { themeId: series.lines[lineIndex]!.theme.id, start, from: start, to: end };
  });
  const stories = points.length > 0 ? await peakStories(scope, { filter: { from, to: untilDay }, points }) : [];
  return standing
    .map(({ lineIndex, bucketIndex }) => {
      const { theme, points: own } = series.lines[lineIndex]!;
      const { start } = series.buckets[bucketIndex]!;
      const story = stories.find((one) => one.themeId === theme.id && one.start === start)?.story;
      return { theme: theme.name, markIndex: theme.markIndex, start, count: own[bucketIndex]!.count, total: own[bucketIndex]!.total, story: story ? { title: story.title, outlet: story.outlet } : null };
    })
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : b.count - a.count));
}

async function ruleEdits(scope: Scope, since: Date, until: Date): Promise<MeetingChanges["rules"]> {
  const rows = await scope.db
    .select({ theme: themes.name, number: ruleVersions.number, reason: ruleVersions.reason, by: users.name, at: ruleVersions.createdAt, backfill: ruleVersions.backfill, done: ruleVersions.backfillDone, total: ruleVersions.backfillTotal })
    .from(ruleVersions)
    .innerJoin(themes, eq(themes.id, ruleVersions.themeId))
    .leftJoin(users, eq(users.id, ruleVersions.createdBy))
    // A back-fill that ended since then changed what the lines show, whenever its rule was written.
    .where(and(eq(ruleVersions.workspaceId, scope.workspace.id), or(and(gt(ruleVersions.createdAt, since), lte(ruleVersions.createdAt, until)), and(gt(ruleVersions.activeFrom, since), lte(ruleVersions.activeFrom, until)))))
    .orderBy(asc(ruleVersions.createdAt), asc(ruleVersions.id))
    .limit(100);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function changedGaps(scope: Scope, since: Date, until: Date): Promise<MeetingChanges["gaps"]> {
  return scope.db
    .select({ outlet: outlets.name, fromDay: gaps.fromDay, toDay: gaps.toDay, kind: gaps.kind, state: gaps.state, reason: gaps.reason })
    .from(gaps)
    .innerJoin(outlets, eq(outlets.id, gaps.outletId))
    .where(and(eq(gaps.workspaceId, scope.workspace.id), or(and(gt(gaps.createdAt, since), lte(gaps.createdAt, until)), and(gt(gaps.decidedAt, since), lte(gaps.decidedAt, until)))))
    .orderBy(asc(gaps.fromDay), asc(outlets.name), asc(gaps.id))
    .limit(500);
}

async function lateArticles(scope: Scope, since: Date, until: Date, sinceDay: Day): Promise<MeetingChanges["late"]> {
  const [row] = await scope.db.execute<{ articles: number; first: Day | null; last: Day | null }>(sql`
    select count(*)::int as articles, min(a.published_day)::text as first, max(a.published_day)::text as last from articles a
    where a.workspace_id = ${scope.workspace.id} and a.deleted_at is null and a.published_day < ${sinceDay}
      and a.created_at > ${since.toISOString()} and a.created_at <= ${until.toISOString()}`);
  return { articles: row!.articles, from: row!.first, to: row!.last };
}
