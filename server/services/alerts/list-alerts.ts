import { and, count, desc, eq, gt, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { alertReaders, alertRules, alerts } from "@/db/schema";
import type { AlertKind } from "@/server/core/alerts/alert-words";
import { Refusal } from "@/server/core/access/refusal";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

const PAGE_SIZE = 30;

export const listAlertsShape = z.strictObject({ cursor: z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/).nullish() });

export interface ListedAlert {
  id: string;
  kind: AlertKind;
  rule: string;
  day: string;
  title: string;
  reason: string;
  lines: string[];
  /** The page with the very numbers, below the workspace's address. */
  path: string;
  createdAt: string;
  isNew: boolean;
}

/** What was told, latest first, a page at a time. Needs `viewer`. */
export async function listAlerts(scope: Scope, input: z.input<typeof listAlertsShape>): Promise<{ alerts: ListedAlert[]; cursor: string | null }> {
  requireRole(scope, "viewer");
  const { cursor } = listAlertsShape.parse(input);
  const [before, beforeId] = cursor?.split("~") ?? [];
  const at = before ? new Date(before) : null;
  if (at && Number.isNaN(at.getTime())) throw new Refusal("INVALID", "This page of the list does not exist.", "cursor");
  const seenAt = await readSeen(scope);
  const rows = await scope.db
    .select({ alert: alerts, kind: alertRules.kind, rule: alertRules.name })
    .from(alerts)
    .innerJoin(alertRules, eq(alertRules.id, alerts.ruleId))
    .where(and(eq(alerts.workspaceId, scope.workspace.id), at ? or(lt(alerts.createdAt, at), and(eq(alerts.createdAt, at), lt(alerts.id, beforeId!))) : undefined))
    .orderBy(desc(alerts.createdAt), desc(alerts.id))
    .limit(PAGE_SIZE + 1);
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    alerts: page.map(({ alert: { id, day, title, reason, lines, path, createdAt }, kind, rule }) => ({ id, kind, rule, day, title, reason, lines, path, createdAt: createdAt.toISOString(), isNew: seenAt === null || createdAt > seenAt })),
    cursor: rows.length > PAGE_SIZE && last ? `${last.alert.createdAt.toISOString()}~${last.alert.id}` : null,
  };
}

async function readSeen(scope: Scope): Promise<Date | null> {
  const userId = actorUserId(scope.actor);
  if (!userId) return null;
  const [row] = await scope.db.select({ seenAt: alertReaders.seenAt }).from(alertReaders).where(and(eq(alertReaders.workspaceId, scope.workspace.id), eq(alertReaders.userId, userId)));
  return row?.seenAt ?? null;
}

/** How many alerts whoever asks has not seen. Needs `viewer`. */
export async function countNewAlerts(scope: Scope): Promise<{ count: number }> {
  requireRole(scope, "viewer");
  const seenAt = await readSeen(scope);
  const [row] = await scope.db.select({ count: count() }).from(alerts).where(and(eq(alerts.workspaceId, scope.workspace.id), seenAt ? gt(alerts.createdAt, seenAt) : undefined));
  return { count: row!.count };
}

/** Everything that was told until now counts as seen. Needs `viewer`; it is about one's own reading only, and so leaves no trail. */
export async function markAlertsSeen(scope: Scope): Promise<void> {
  requireRole(scope, "viewer");
  const userId = actorUserId(scope.actor);
  if (!userId) throw new Refusal("FORBIDDEN", "Only people see alerts.");
  await scope.db
    .insert(alertReaders)
    .values({ workspaceId: scope.workspace.id, userId, seenAt: scope.now() })
    .onConflictDoUpdate({ target: [alertReaders.workspaceId, alertReaders.userId], set: { seenAt: sql`greatest(${alertReaders.seenAt}, excluded.seen_at)` } });
}
