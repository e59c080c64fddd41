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
    detail: event.detail ?? {},
    at: by.now(),
  });
}
