import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { auditEntries } from "@/db/schema";
import { type Actor, actorUserId } from "@/server/services/scope";

export interface AuditEvent {
  verb: string;
  subjectId?: string | null;
  /** Counts, names and ids; never a secret, never an article's text. */
  detail?: Record<string, string | number | boolean | null>;
}

/** One row per command, in the command's own transaction. */
export async function recordAudit(tx: Transaction, by: { workspaceId: string | null; actor: Actor; now: () => Date }, event: AuditEvent): Promise<void> {
  await tx.insert(auditEntries).values({
    id: newId(),
    workspaceId: by.workspaceId,
    userId: actorUserId(by.actor),
    actor: by.actor.name,
    verb: event.verb,
    subjectId: event.subjectId ?? null,
    detail: Object.fromEntries(Object.entries(event.detail ?? {}).map(([name, value]) => [name, typeof value === "string" ? mendText(value) : value])),
    at: by.now(),
  });
}

/** Half of a surrogate pair, cut off somewhere, is no character: a text column replaces it, a JSON column refuses. */
const mendText = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, "\ufffd");
