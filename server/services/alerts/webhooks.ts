import { randomBytes } from "node:crypto";
import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import { newId } from "@/db/new-id";
import { alerts, deliveries, users, webhooks } from "@/db/schema";
import { webhookIdShape, webhookShape } from "@/server/core/alerts/alert-shapes";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

const MOST_WEBHOOKS = 20;
const SECRET_BYTES = 32;
const SHOWN_DELIVERIES = 50;

/** Sends every alert from now on to an address. The secret that signs them is in the answer and shown nowhere else. Needs `admin`. */
export async function addWebhook(scope: Scope, input: z.input<typeof webhookShape>): Promise<{ webhookId: string; secret: string }> {
  requireRole(scope, "admin");
  const { name, url } = webhookShape.parse(input);
  const { username, password } = new URL(url);
  if (username || password) throw new Refusal("INVALID", "The address contains a user name or password; messages are signed instead.", "url");
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
  return scope.db.transaction(async (tx) => {
    if ((await tx.$count(webhooks, and(eq(webhooks.workspaceId, scope.workspace.id), isNull(webhooks.deletedAt)))) >= MOST_WEBHOOKS) throw new Refusal("CONFLICT", `There are ${MOST_WEBHOOKS} addresses already. Remove one that nobody listens at.`);
    const webhookId = newId();
    await tx.insert(webhooks).values({ id: webhookId, workspaceId: scope.workspace.id, name, url, secret, createdBy: actorUserId(scope.actor), createdAt: scope.now() });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "webhook.add", subjectId: webhookId, detail: { name, host: new URL(url).host } });
    return { webhookId, secret };
  });
}

/** Sends no more alerts to an address; what is on its way is not sent either. Needs `admin`. */
export async function removeWebhook(scope: Scope, input: z.input<typeof webhookIdShape>): Promise<void> {
  await setRemoved(scope, input, true);
}

/** Sends alerts to a removed address again, with the secret of before. Needs `admin`. */
export async function restoreWebhook(scope: Scope, input: z.input<typeof webhookIdShape>): Promise<void> {
  await setRemoved(scope, input, false);
}

async function setRemoved(scope: Scope, input: z.input<typeof webhookIdShape>, isRemoved: boolean): Promise<void> {
  requireRole(scope, "admin");
  const { webhookId } = webhookIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(webhooks)
      .set({ deletedAt: isRemoved ? scope.now() : null })
      .where(and(eq(webhooks.id, webhookId), eq(webhooks.workspaceId, scope.workspace.id), isRemoved ? isNull(webhooks.deletedAt) : isNotNull(webhooks.deletedAt)))
      .returning({ name: webhooks.name });
    if (!moved) throw notFound("address");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isRemoved ? "webhook.remove" : "webhook.restore", subjectId: webhookId, detail: { name: moved.name } });
  });
}

/** Sends a trial to an address, signed like an alert. Needs `admin`. */
export async function tryWebhook(scope: Scope, input: z.input<typeof webhookIdShape>): Promise<void> {
  requireRole(scope, "admin");
  const { webhookId } = webhookIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [hook] = await tx.select({ name: webhooks.name }).from(webhooks).where(and(eq(webhooks.id, webhookId), eq(webhooks.workspaceId, scope.workspace.id), isNull(webhooks.deletedAt)));
    if (!hook) throw notFound("address");
    const id = newId();
    await tx.insert(deliveries).values({ id, workspaceId: scope.workspace.id, webhookId, recipient: webhookId, createdAt: scope.now() });
    await enqueueJob(tx, { kind: "deliver-alert", workspaceId: scope.workspace.id, payload: { deliveryId: id }, key: `deliver-alert:${id}` });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "webhook.try", subjectId: webhookId, detail: { name: hook.name } });
  });
}

export interface ListedWebhook {
  id: string;
  name: string;
  url: string;
  createdBy: string | null;
}

export interface ListedDelivery {
  id: string;
  /** The address's name, or the address of a letter. */
  to: string;
  isLetter: boolean;
  /** Null for a trial. */
  alert: string | null;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  lastError: string;
  createdAt: string;
  endedAt: string | null;
}

/** Where alerts are sent, and what became of the latest fifty. Needs `admin`. */
export async function listWebhooks(scope: Scope): Promise<{ webhooks: ListedWebhook[]; deliveries: ListedDelivery[] }> {
  requireRole(scope, "admin");
  const [hooks, sent] = await Promise.all([
    scope.db
      .select({ id: webhooks.id, name: webhooks.name, url: webhooks.url, createdBy: users.name })
      .from(webhooks)
      .leftJoin(users, eq(users.id, webhooks.createdBy))
      .where(and(eq(webhooks.workspaceId, scope.workspace.id), isNull(webhooks.deletedAt)))
      .orderBy(asc(webhooks.createdAt))
      .limit(MOST_WEBHOOKS),
    scope.db
      .select({ delivery: deliveries, hook: webhooks.name, alert: alerts.title })
      .from(deliveries)
      .leftJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
      .leftJoin(alerts, eq(alerts.id, deliveries.alertId))
      .where(eq(deliveries.workspaceId, scope.workspace.id))
      .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
      .limit(SHOWN_DELIVERIES),
  ]);
  return {
    webhooks: hooks,
    deliveries: sent.map(({ delivery, hook, alert }) => ({
      id: delivery.id,
      to: hook ?? delivery.recipient,
      isLetter: delivery.webhookId === null,
      alert,
      state: delivery.state,
      attempts: delivery.attempts,
      lastError: delivery.lastError,
      createdAt: delivery.createdAt.toISOString(),
      endedAt: delivery.endedAt?.toISOString() ?? null,
    })),
  };
}
