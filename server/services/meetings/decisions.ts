import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import { meetingDecisions } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { decisionIdShape, newDecisionShape } from "@/server/core/meetings/meeting-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { deriveId } from "@/server/services/derive-id";
import { findMeeting } from "@/server/services/meetings/meetings";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

/** Writes down what a meeting decided, while it runs or after it; the same request twice is one decision. Needs `analyst`. */
export async function addMeetingDecision(scope: Scope, input: z.input<typeof newDecisionShape>): Promise<{ decisionId: string }> {
  requireRole(scope, "analyst");
  const { requestId, meetingId, slideId, text } = newDecisionShape.parse(input);
  const decisionId = deriveId(scope.workspace.id, requestId, "meeting-decision");
  await scope.db.transaction(async (tx) => {
    const meeting = await findMeeting(tx, scope, meetingId);
    if (!meeting.startedAt) throw new Refusal("CONFLICT", "The meeting has not begun; nothing can be decided yet.");
    const made = await tx
      .insert(meetingDecisions)
      .values({ id: decisionId, workspaceId: scope.workspace.id, meetingId, slideId: slideId ?? null, text, createdBy: actorUserId(scope.actor), createdAt: scope.now() })
      .onConflictDoNothing()
      .returning({ id: meetingDecisions.id });
    if (made.length > 0) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "meeting.decide", subjectId: meetingId });
  });
  return { decisionId };
}

/** Takes a decision out of the minutes. Needs `analyst`. */
export const removeMeetingDecision = (scope: Scope, input: z.input<typeof decisionIdShape>): Promise<void> => setRemoved(scope, input, true);

/** Brings a decision back. Needs `analyst`. */
export const restoreMeetingDecision = (scope: Scope, input: z.input<typeof decisionIdShape>): Promise<void> => setRemoved(scope, input, false);

async function setRemoved(scope: Scope, input: z.input<typeof decisionIdShape>, isRemoved: boolean): Promise<void> {
  requireRole(scope, "analyst");
  const { decisionId } = decisionIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(meetingDecisions)
      .set({ deletedAt: isRemoved ? scope.now() : null })
      .where(and(eq(meetingDecisions.id, decisionId), eq(meetingDecisions.workspaceId, scope.workspace.id), isRemoved ? isNull(meetingDecisions.deletedAt) : isNotNull(meetingDecisions.deletedAt)))
      .returning({ meetingId: meetingDecisions.meetingId });
    if (!moved) throw notFound("decision");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isRemoved ? "meeting.undecide" : "meeting.redecide", subjectId: moved.meetingId });
  });
}
