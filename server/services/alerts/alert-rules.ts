import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { alertRules, alertWatchers, feeds, submissions, users } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { type AlertRule, alertRuleIdShape, alertRuleShape } from "@/server/core/alerts/alert-shapes";
import { addDays, localDay } from "@/server/core/trends/days";
import { describeFilter, type FilterNames } from "@/server/core/trends/describe-filter";
import { printFilterUrl } from "@/server/core/trends/filter-address";
import { parseFilterUrl } from "@/server/core/trends/filter-url";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, type Connection, requireRole, type Scope } from "@/server/services/scope";
import { readFilterNames } from "@/server/services/trends/filter-names";

const MOST_RULES = 100;

export const newRuleShape = z.strictObject({ requestId: z.uuid(), rule: alertRuleShape });
export const editedRuleShape = z.strictObject({ ruleId: z.uuid(), rule: alertRuleShape });
export const pauseShape = z.strictObject({ ruleId: z.uuid(), isPaused: z.boolean() });
export const watchShape = z.strictObject({ ruleId: z.uuid(), isWatched: z.boolean() });

export interface ListedRule {
  id: string;
  name: string;
  rule: AlertRule;
  /** What it watches, in words, one pair for each restriction; empty for all coverage. */
  watches: [what: string, words: string][];
  createdBy: string | null;
  isPaused: boolean;
  /** Whether whoever asks gets its alerts by mail. */
  isWatched: boolean;
}

/** The rules of the workspace in the order in which they were made. Needs `viewer`. */
export async function listRules(scope: Scope): Promise<ListedRule[]> {
  requireRole(scope, "viewer");
  const userId = actorUserId(scope.actor);
  const rows = await scope.db
    .select({ rule: alertRules, createdBy: users.name })
    .from(alertRules)
    .leftJoin(users, eq(users.id, alertRules.createdBy))
    .where(and(eq(alertRules.workspaceId, scope.workspace.id), isNull(alertRules.deletedAt)))
    .orderBy(asc(alertRules.createdAt), asc(alertRules.id))
    .limit(MOST_RULES);
  const watched = userId && rows.length > 0 ? await scope.db.select({ ruleId: alertWatchers.ruleId }).from(alertWatchers).where(and(eq(alertWatchers.userId, userId), inArray(alertWatchers.ruleId, rows.map(({ rule }) => rule.id)))) : [];
  const ids = new Set(watched.map(({ ruleId }) => ruleId));
  const names = await readFilterNames(scope);
  return rows.map(({ rule, createdBy }) => ({ id: rule.id, name: rule.name, rule: readRule(rule), watches: sayWatched(readRule(rule), names), createdBy, isPaused: rule.pausedAt !== null, isWatched: ids.has(rule.id) }));
}

const sayWatched = (rule: AlertRule, names: FilterNames): [string, string][] =>
  rule.kind === "silence" ? [["Feed", names.feeds?.get(rule.settings.feedId) ?? "a feed that is gone"]] : describeFilter(parseFilterUrl(new URLSearchParams(rule.query)).filter, names);

/** A stored rule as its shape reads it. */
export const readRule = (row: typeof alertRules.$inferSelect): AlertRule => alertRuleShape.parse({ kind: row.kind, name: row.name, query: row.query, quietDays: row.quietDays, settings: row.settings });

/** Makes a rule; from yesterday on, days are judged by it. A repeat of the request answers the same rule. Needs `analyst`. */
export async function createRule(scope: Scope, input: z.input<typeof newRuleShape>): Promise<{ ruleId: string }> {
  requireRole(scope, "analyst");
  const { requestId, rule } = newRuleShape.parse(input);
  const values = await readyRule(scope, rule);
  return scope.db.transaction(async (tx) => {
    const ruleId = newId();
    const claimed = await tx.insert(submissions).values({ workspaceId: scope.workspace.id, requestId, resultId: ruleId, createdAt: scope.now() }).onConflictDoNothing().returning();
    if (claimed.length === 0) {
      const [earlier] = await tx.select().from(submissions).where(and(eq(submissions.workspaceId, scope.workspace.id), eq(submissions.requestId, requestId)));
      return { ruleId: earlier!.resultId };
    }
    if ((await tx.$count(alertRules, and(eq(alertRules.workspaceId, scope.workspace.id), isNull(alertRules.deletedAt)))) >= MOST_RULES) throw new Refusal("CONFLICT", `There are ${MOST_RULES} alerts already. Remove one that nobody needs.`);
    await tx.insert(alertRules).values({ id: ruleId, workspaceId: scope.workspace.id, ...values, createdBy: actorUserId(scope.actor), createdAt: scope.now(), judgedDay: addDays(localDay(scope.now(), scope.workspace.timeZone), -2) });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "alert.create", subjectId: ruleId, detail: { name: rule.name, kind: rule.kind } });
    return { ruleId };
  });
}

/** Rewrites a rule; answers what it was, so that the edit can be undone. Needs `analyst`. */
export async function editRule(scope: Scope, input: z.input<typeof editedRuleShape>): Promise<{ before: AlertRule }> {
  requireRole(scope, "analyst");
  const { ruleId, rule } = editedRuleShape.parse(input);
  const values = await readyRule(scope, rule);
  return scope.db.transaction(async (tx) => {
    const before = readRule(await lockRule(tx, scope, ruleId));
    await tx.update(alertRules).set(values).where(eq(alertRules.id, ruleId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "alert.edit", subjectId: ruleId, detail: { name: rule.name, kind: rule.kind } });
    return { before };
  });
}

/** The columns of a rule. A filter loses its days, which move; what makes no sense in it is refused. */
async function readyRule(scope: Scope, { kind, name, query, quietDays, settings }: AlertRule) {
  const { filter, dropped } = parseFilterUrl(new URLSearchParams(query));
  if (dropped.length > 0) throw new Refusal("INVALID", `This part of the filter makes no sense: ${dropped.join(", ")}.`, "query");
  if (kind === "silence") await requireFeed(scope.db, scope, settings.feedId);
  return { kind, name, query: printFilterUrl({ filter: { ...filter, from: undefined, to: undefined } }).toString(), quietDays, settings };
}

async function requireFeed(db: Connection, scope: Scope, feedId: string): Promise<void> {
  const [feed] = await db.select({ id: feeds.id }).from(feeds).where(and(eq(feeds.id, feedId), eq(feeds.workspaceId, scope.workspace.id), isNull(feeds.removedAt)));
  if (!feed) throw notFound("feed");
}

async function lockRule(tx: Transaction, scope: Scope, ruleId: string) {
  const [row] = await tx.select().from(alertRules).where(and(eq(alertRules.id, ruleId), eq(alertRules.workspaceId, scope.workspace.id), isNull(alertRules.deletedAt))).for("update");
  if (!row) throw notFound("alert");
  return row;
}

/** Keeps a rule silent until it is woken; days that pass meanwhile are never judged. Needs `analyst`. */
export async function pauseRule(scope: Scope, input: z.input<typeof pauseShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { ruleId, isPaused } = pauseShape.parse(input);
  await scope.db.transaction(async (tx) => {
    await lockRule(tx, scope, ruleId);
    await tx.update(alertRules).set({ pausedAt: isPaused ? scope.now() : null, judgedDay: addDays(localDay(scope.now(), scope.workspace.timeZone), -2) }).where(eq(alertRules.id, ruleId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isPaused ? "alert.pause" : "alert.wake", subjectId: ruleId });
  });
}

/** Takes a rule away; what it told stays. Needs `analyst`. */
export async function deleteRule(scope: Scope, input: z.input<typeof alertRuleIdShape>): Promise<void> {
  await setDeleted(scope, input, true);
}

/** Brings a removed rule back. Needs `analyst`. */
export async function restoreRule(scope: Scope, input: z.input<typeof alertRuleIdShape>): Promise<void> {
  await setDeleted(scope, input, false);
}

async function setDeleted(scope: Scope, input: z.input<typeof alertRuleIdShape>, isDeleted: boolean): Promise<void> {
  requireRole(scope, "analyst");
  const { ruleId } = alertRuleIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(alertRules)
      .set({ deletedAt: isDeleted ? scope.now() : null })
      .where(and(eq(alertRules.id, ruleId), eq(alertRules.workspaceId, scope.workspace.id), isDeleted ? isNull(alertRules.deletedAt) : isNotNull(alertRules.deletedAt)))
      .returning({ name: alertRules.name });
    if (!moved) throw notFound("alert");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isDeleted ? "alert.delete" : "alert.restore", subjectId: ruleId, detail: { name: moved.name } });
  });
}

/** Whether whoever asks gets the rule's alerts by mail. Needs `viewer`; it is about one's own letters only. */
export async function watchRule(scope: Scope, input: z.input<typeof watchShape>): Promise<void> {
  requireRole(scope, "viewer");
  const { ruleId, isWatched } = watchShape.parse(input);
  const userId = actorUserId(scope.actor);
  if (!userId) throw new Refusal("FORBIDDEN", "Letters go to people.");
  await scope.db.transaction(async (tx) => {
    await lockRule(tx, scope, ruleId);
    if (isWatched) await tx.insert(alertWatchers).values({ ruleId, userId, workspaceId: scope.workspace.id }).onConflictDoNothing();
    else await tx.delete(alertWatchers).where(and(eq(alertWatchers.ruleId, ruleId), eq(alertWatchers.userId, userId)));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isWatched ? "alert.watch" : "alert.unwatch", subjectId: ruleId });
  });
}
