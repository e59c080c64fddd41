import { and, desc, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { alertRules, alerts, alertWatchers, deliveries, members, users, webhooks, workspaces } from "@/db/schema";
import { type AlertRule, alertRuleShape } from "@/server/core/alerts/alert-shapes";
import { sayAlertDay } from "@/server/core/alerts/alert-words";
import { type Finding, judgeSpike, judgeThreshold, type JudgedSeries, LOOKS_BACK_DAYS, tellWeek } from "@/server/core/alerts/judge-series";
import { type FeedLife, judgeSilence } from "@/server/core/alerts/judge-silence";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { addDays, type Day, dayNumber, daysBetween, localDay, weekday } from "@/server/core/trends/days";
import { printFilterUrl } from "@/server/core/trends/filter-address";
import { parseFilterUrl } from "@/server/core/trends/filter-url";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { requireRole, type Scope } from "@/server/services/scope";
import { readRule } from "@/server/services/alerts/alert-rules";
import { coverageSeries } from "@/server/services/trends/coverage-series";

/** Days that a worker which was down for longer does not tell of afterwards. */
const MOST_CATCH_UP_DAYS = 7;
const PREVIEW_DAYS = 90;

/** Has the worker judge the workspaces that have rules; asking again while that waits does nothing. */
export async function enqueueJudging(db: Database): Promise<void> {
  const rows = await db
    .selectDistinct({ id: alertRules.workspaceId })
    .from(alertRules)
    .innerJoin(workspaces, and(eq(workspaces.id, alertRules.workspaceId), isNull(workspaces.deletedAt)))
    .where(and(isNull(alertRules.deletedAt), isNull(alertRules.pausedAt)));
  for (const { id } of rows) await enqueueJob(db, { kind: "judge-alerts", workspaceId: id, payload: {}, key: `judge-alerts:${id}` });
}

/** What a rule has to say of a day. */
export interface Verdict {
  title: string;
  reason: string;
  lines: string[];
  path: string;
}

/**
 * Judges every day that is over by every rule and tells what stands out: at most one alert for a rule and a day, however
 * often it runs. Yesterday is judged again and again until today is over, because articles arrive late; nothing is
 * judged while articles wait to be processed. `mails`: whether letters can be sent. For the worker.
 */
export async function judgeAlerts(scope: Scope, { mails }: { mails: boolean }): Promise<{ told: number }> {
  const waiting = await scope.db.execute(sql`select 1 from jobs where workspace_id = ${scope.workspace.id} and kind = 'process-articles' and failed_at is null limit 1`);
  if (waiting.length > 0) return { told: 0 };
  const rules = await scope.db.select().from(alertRules).where(and(eq(alertRules.workspaceId, scope.workspace.id), isNull(alertRules.deletedAt), isNull(alertRules.pausedAt))).orderBy(alertRules.id);
  const yesterday = addDays(localDay(scope.now(), scope.workspace.timeZone), -1);
  let told = 0;
  for (const row of rules) {
    const rule = readRule(row);
    const since = row.judgedDay && row.judgedDay > addDays(yesterday, -MOST_CATCH_UP_DAYS) ? addDays(row.judgedDay, 1) : addDays(yesterday, -MOST_CATCH_UP_DAYS + 1);
    const days = since > yesterday ? [] : Array.from({ length: daysBetween(since, yesterday) }, (_, i) => addDays(since, i));
    const judge = await openJudge(scope, rule, days);
    // Yesterday stays open until today is over.
    let judgedDay = addDays(yesterday, -1);
    for (const day of days) {
      const verdict = judge ? judge(day) : null;
      if (verdict === undefined && day <= judgedDay) judgedDay = addDays(day, -1);
      if (verdict && (await tell(scope, row.id, rule, day, verdict, mails))) told += 1;
    }
    await scope.db.update(alertRules).set({ judgedDay }).where(eq(alertRules.id, row.id));
  }
  return { told };
}

export const previewRuleShape = z.strictObject({ rule: alertRuleShape });

/**
 * The days of the last three months of which a rule would have told, latest first, with its cool-down. `days` is 0 when
 * nothing that it watches was there to be judged. Needs `analyst`.
 */
export async function previewAlert(scope: Scope, input: z.input<typeof previewRuleShape>): Promise<{ days: number; alerts: (Verdict & { day: Day })[] }> {
  requireRole(scope, "analyst");
  const { rule } = previewRuleShape.parse(input);
  const yesterday = addDays(localDay(scope.now(), scope.workspace.timeZone), -1);
  const days = Array.from({ length: PREVIEW_DAYS }, (_, i) => addDays(yesterday, i - PREVIEW_DAYS + 1));
  const judge = await openJudge(scope, rule, days);
  if (!judge) return { days: 0, alerts: [] };
  const found: (Verdict & { day: Day })[] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && dayNumber(day) - dayNumber(last.day) <= rule.quietDays) continue;
    const verdict = judge(day);
    if (verdict) found.push({ ...verdict, day });
  }
  return { days: days.length, alerts: found.toReversed() };
}

/** Null of a day on which nothing stands out; undefined of one of which nothing can be said yet. */
type Judge = (day: Day) => Verdict | null | undefined;

/** Reads once what the days need and answers how one is judged; null when nothing was there to be judged. */
async function openJudge(scope: Scope, rule: AlertRule, days: readonly Day[]): Promise<Judge | null> {
  if (days.length === 0) return null;
  if (rule.kind === "silence") return openSilence(scope, rule, days);
  const { filter } = parseFilterUrl(new URLSearchParams(rule.query));
  const first = addDays(days[0]!, -LOOKS_BACK_DAYS);
  const series = await coverageSeries(scope, { filter: { ...filter, from: first, to: days.at(-1)! }, bucket: "day", unit: rule.settings.unit }, { anyBucket: true });
  // Where nothing came at all, zero is no news, however low somebody drew a line.
  if (series.method.articles === 0) return null;
  const indexOf = (day: Day) => dayNumber(day) - dayNumber(first);
  switch (rule.kind) {
    case "spike":
      return (day) => sayFindings(rule.name, judgeSpike(series, indexOf(day), rule.settings), day, linkTo(filter, rule.settings.unit, addDays(day, -LOOKS_BACK_DAYS), day));
    case "threshold":
      return (day) => (rule.settings.per === "week" && !isWeekEnd(scope, day) ? null : sayFindings(rule.name, judgeThreshold(series, indexOf(day), rule.settings), day, linkTo(filter, rule.settings.unit, addDays(day, -LOOKS_BACK_DAYS), day)));
    case "digest":
      return (day) => (isWeekEnd(scope, day) ? sayWeekly(rule.name, series, indexOf(day), linkTo(filter, rule.settings.unit, addDays(day, -LOOKS_BACK_DAYS + 1), day)([])) : null);
  }
}

const isWeekEnd = ({ workspace }: Scope, day: Day): boolean => weekday(addDays(day, 1)) === workspace.weekStart;

/** The address of the very numbers: the rule's filter, days in view, and the themes of which it speaks. */
const linkTo = (filter: CoverageFilter, unit: "articles" | "stories", from: Day, to: Day) => (themeIds: string[]): string => {
  const query = printFilterUrl({ filter: { ...filter, from, to, ...(themeIds.length > 0 ? { themes: themeIds } : {}) }, bucket: "day", unit });
  if (themeIds.length > 0) query.set("point", `${themeIds[0]}@${to}`);
  return `trends?${query}`;
};

function sayFindings(name: string, findings: Finding[], day: Day, link: (themeIds: string[]) => string): Verdict | null {
  const [first, ...more] = findings;
  if (!first) return null;
  const others = more.length === 0 ? "" : more.length === 1 ? ` and ${more[0]!.themeName}` : ` and ${more.length} more themes`;
  return { title: `${name}: ${first.themeName}${others}, ${sayAlertDay(day)}`, reason: first.reason, lines: more.map(({ reason }) => reason), path: link(findings.map(({ themeId }) => themeId)) };
}

function sayWeekly(name: string, series: JudgedSeries, index: number, path: string): Verdict | null {
  const week = tellWeek(series, index);
  return week && { title: `${name}: the week to ${sayAlertDay(series.buckets[index]!.start)}`, ...week, path };
}

/** When a feed was asked and brought something, as far back as the days need. */
async function openSilence(scope: Scope, rule: AlertRule & { kind: "silence" }, days: readonly Day[]): Promise<Judge | null> {
  const { feedId } = rule.settings;
  const zone = scope.workspace.timeZone;
  const from = addDays(days[0]!, -1);
  const local = (moment: SQL) => sql`(${moment} at time zone ${zone})::date::text`;
  const [feed] = await scope.db.execute<FeedLife & Record<string, unknown>>(sql`
    with taken as (select e.created_at from feed_entries e where e.feed_id = ${feedId} and e.article_id is not null)
    select coalesce(nullif(f.title, ''), f.url) as title, f.error, ${local(sql`f.created_at`)} as "addedDay", ${local(sql`f.last_poll_at`)} as "askedDay",
      (select count(*)::int from taken where created_at > ${scope.now().toISOString()}::timestamptz - interval '28 days') as articles,
      (select ${local(sql`max(created_at)`)} from taken where ${local(sql`created_at`)} < ${from}) as earlier,
      (select coalesce(json_agg(arrival), '[]') from (
        select ${local(sql`created_at`)} as day, min(${local(sql`coalesce((select max(r.started_at) from collection_records r where r.feed_id = ${feedId} and r.finished_at < taken.created_at), created_at)`)}) as since
        from taken where ${local(sql`created_at`)} >= ${from} group by 1) arrival) as arrivals
    from feeds f where f.id = ${feedId} and f.workspace_id = ${scope.workspace.id} and f.removed_at is null`);
  if (!feed) return null;
  return (day) => {
    const reason = judgeSilence(feed, rule.settings.days, day);
    return reason ? { title: `${rule.name}: ${feed.title}`, reason, lines: [], path: "feeds" } : reason === undefined ? undefined : null;
  };
}

/** Writes the alert and its deliveries, unless the rule told of this day or is quiet after an earlier one. */
async function tell(scope: Scope, ruleId: string, rule: AlertRule, day: Day, verdict: Verdict, mails: boolean): Promise<boolean> {
  return scope.db.transaction(async (tx) => {
    // Two workers that judge at once take turns here, so that a cool-down counts for both.
    const [alive] = await tx.select({ id: alertRules.id }).from(alertRules).where(and(eq(alertRules.id, ruleId), isNull(alertRules.deletedAt), isNull(alertRules.pausedAt))).for("update");
    if (!alive) return false;
    const [last] = await tx.select({ day: alerts.day }).from(alerts).where(and(eq(alerts.ruleId, ruleId), lte(alerts.day, day))).orderBy(desc(alerts.day)).limit(1);
    if (last && dayNumber(day) - dayNumber(last.day) <= rule.quietDays) return false;
    const alertId = newId();
    const [made] = await tx.insert(alerts).values({ id: alertId, workspaceId: scope.workspace.id, ruleId, day, ...verdict, createdAt: scope.now() }).onConflictDoNothing().returning({ id: alerts.id });
    if (!made) return false;
    await enqueueDeliveries(tx, scope, ruleId, alertId, mails);
    return true;
  });
}

async function enqueueDeliveries(tx: Transaction, scope: Scope, ruleId: string, alertId: string, mails: boolean): Promise<void> {
  const hooks = await tx.select({ id: webhooks.id }).from(webhooks).where(and(eq(webhooks.workspaceId, scope.workspace.id), isNull(webhooks.deletedAt)));
  const readers = mails
    ? await tx
        .select({ email: users.email })
        .from(alertWatchers)
        .innerJoin(members, and(eq(members.userId, alertWatchers.userId), eq(members.workspaceId, scope.workspace.id), isNull(members.removedAt)))
        .innerJoin(users, eq(users.id, alertWatchers.userId))
        .where(eq(alertWatchers.ruleId, ruleId))
    : [];
  const wanted = [...hooks.map(({ id }) => ({ webhookId: id, recipient: id })), ...readers.map(({ email }) => ({ webhookId: null, recipient: email }))];
  for (const receiver of wanted) {
    const id = newId();
    await tx.insert(deliveries).values({ id, workspaceId: scope.workspace.id, alertId, ...receiver, createdAt: scope.now() });
    await enqueueJob(tx, { kind: "deliver-alert", workspaceId: scope.workspace.id, payload: { deliveryId: id }, key: `deliver-alert:${id}` });
  }
}
