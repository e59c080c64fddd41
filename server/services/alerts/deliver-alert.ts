import { createHmac } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { alertRules, alerts, alertWatchers, deliveries, members, users, webhooks } from "@/db/schema";
import { RETRY_MINUTES, signedText, type WebhookBody } from "@/server/core/alerts/sign-webhook";
import { type Letter, writeAlert } from "@/server/core/mail/letters";
import { localDay } from "@/server/core/trends/days";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";

/** What became of one attempt, as the outside world tells it. */
export type PostOutcome = { ok: true; status: number } | { ok: false; reason: string; retryable: boolean; status: number | null };

/** The outside world, as the worker gives it. */
export interface AlertPost {
  postWebhook: (url: string, headers: Record<string, string>, body: string) => Promise<PostOutcome>;
  /** Null without a mail server. */
  sendLetter: ((letter: Letter) => Promise<{ ok: true } | { ok: false; reason: string; retryable: boolean }>) | null;
  /** The installation's public address; null when none is set. */
  origin: string | null;
}

/**
 * Makes one attempt to deliver an alert, and asks for another when this one failed for a reason that may pass. A worker
 * that is killed between sending and noting sends again, under the same id. For the worker.
 */
export async function deliverAlert(scope: Scope, deliveryId: string, post: AlertPost): Promise<void> {
  const [row] = await scope.db
    .select({ delivery: deliveries, alert: alerts, rule: { id: alertRules.id, name: alertRules.name, kind: alertRules.kind }, hook: webhooks })
    .from(deliveries)
    .leftJoin(alerts, eq(alerts.id, deliveries.alertId))
    .leftJoin(alertRules, eq(alertRules.id, alerts.ruleId))
    .leftJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
    .where(and(eq(deliveries.id, deliveryId), eq(deliveries.workspaceId, scope.workspace.id), eq(deliveries.state, "waiting")));
  if (!row) return;
  const { delivery, alert, rule, hook } = row;
  const outcome = hook ? await callWebhook(scope, post, delivery, alert, rule, hook) : await mail(scope, post, delivery.recipient, alert!, rule!.id);
  const attempts = delivery.attempts + 1;
  const waitMinutes = outcome.ok || !outcome.retryable ? undefined : RETRY_MINUTES[attempts - 1];
  await scope.db.transaction(async (tx) => {
    const isOver = outcome.ok || waitMinutes === undefined;
    await tx
      .update(deliveries)
      .set({ attempts, lastStatus: outcome.status, lastError: outcome.ok ? "" : outcome.reason.slice(0, 500), state: outcome.ok ? "delivered" : isOver ? "failed" : "waiting", endedAt: isOver ? scope.now() : null })
      .where(eq(deliveries.id, deliveryId));
    if (!isOver) await enqueueJob(tx, { kind: "deliver-alert", workspaceId: scope.workspace.id, payload: { deliveryId }, key: `deliver-alert:${deliveryId}:${attempts}`, delayMs: waitMinutes * 60_000 });
  });
}

const over = (reason: string): PostOutcome => ({ ok: false, reason, retryable: false, status: null });

type Alert = typeof alerts.$inferSelect;

async function callWebhook(scope: Scope, post: AlertPost, delivery: typeof deliveries.$inferSelect, alert: Alert | null, rule: { name: string; kind: string } | null, hook: typeof webhooks.$inferSelect): Promise<PostOutcome> {
  if (hook.deletedAt) return over("The address was removed meanwhile.");
  const { slug, name } = scope.workspace;
  const home = `${post.origin ?? ""}/w/${slug}`;
  const told = alert ?? { id: delivery.id, day: localDay(scope.now(), scope.workspace.timeZone), title: "A trial", reason: "Somebody asked whether messages arrive here. They do.", lines: [], path: "alerts", createdAt: delivery.createdAt };
  const body: WebhookBody = {
    type: alert ? "alert" : "trial",
    id: told.id,
    workspace: { slug, name },
    rule: { name: rule?.name ?? "Trial", kind: rule?.kind ?? "trial" },
    day: told.day,
    title: told.title,
    reason: told.reason,
    lines: told.lines,
    url: `${home}/${told.path}`,
    createdAt: told.createdAt.toISOString(),
  };
  const text = JSON.stringify(body);
  const timestampSeconds = Math.floor(scope.now().getTime() / 1_000);
  const key = Buffer.from(hook.secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(signedText(delivery.id, timestampSeconds, text)).digest("base64");
  return post.postWebhook(hook.url, { "webhook-id": delivery.id, "webhook-timestamp": String(timestampSeconds), "webhook-signature": `v1,${signature}` }, text);
}

async function mail(scope: Scope, post: AlertPost, to: string, alert: Alert, ruleId: string): Promise<PostOutcome> {
  if (!post.sendLetter || !post.origin) return over("No mail server is set.");
  // Who left, or wants no letters any more, gets none that are still on their way.
  const [reader] = await scope.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(alertWatchers, and(eq(alertWatchers.userId, users.id), eq(alertWatchers.ruleId, ruleId)))
    .innerJoin(members, and(eq(members.userId, users.id), eq(members.workspaceId, scope.workspace.id), isNull(members.removedAt)))
    .where(eq(users.email, to));
  if (!reader) return over("Its reader does not want it any more.");
  const home = `${post.origin}/w/${scope.workspace.slug}`;
  const sent = await post.sendLetter(writeAlert({ to, workspace: scope.workspace.name, title: alert.title, reason: alert.reason, lines: alert.lines, url: `${home}/${alert.path}`, settingsUrl: `${home}/alerts` }));
  return sent.ok ? { ok: true, status: 250 } : { ...sent, status: null };
}
