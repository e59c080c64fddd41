import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { annotations, submissions, themes } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { annotationIdShape, editedAnnotationShape, newAnnotationShape } from "@/server/core/trends/annotation-shape";
import type { ShownAnnotation } from "@/server/core/trends/shown-annotation";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

/** Puts a dated note on the time axis, for all themes or for one; a repeat of the request answers the same note. Needs `analyst`. */
export async function addAnnotation(scope: Scope, input: z.input<typeof newAnnotationShape>): Promise<{ annotationId: string }> {
  requireRole(scope, "analyst");
  const { requestId, ...note } = newAnnotationShape.parse(input);
  return scope.db.transaction(async (tx) => {
    await requireTheme(tx, scope, note.themeId);
    const annotationId = newId();
    const claimed = await tx.insert(submissions).values({ workspaceId: scope.workspace.id, requestId, resultId: annotationId, createdAt: scope.now() }).onConflictDoNothing().returning();
    if (claimed.length === 0) {
      const [earlier] = await tx.select().from(submissions).where(and(eq(submissions.workspaceId, scope.workspace.id), eq(submissions.requestId, requestId)));
      return { annotationId: earlier!.resultId };
    }
    await tx.insert(annotations).values({ id: annotationId, workspaceId: scope.workspace.id, ...note, createdBy: actorUserId(scope.actor), createdAt: scope.now() });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "annotation.add", subjectId: annotationId, detail: { day: note.fromDay } });
    return { annotationId };
  });
}

async function requireTheme(tx: Transaction, scope: Scope, themeId: string | null | undefined): Promise<void> {
  if (!themeId) return;
  const [theme] = await tx.select({ id: themes.id }).from(themes).where(and(eq(themes.id, themeId), eq(themes.workspaceId, scope.workspace.id)));
  if (!theme) throw notFound("theme");
}

/** Rewrites a note; answers what it said before, so that the edit can be undone. Needs `analyst`. */
export async function editAnnotation(scope: Scope, input: z.input<typeof editedAnnotationShape>): Promise<{ before: Pick<ShownAnnotation, "themeId" | "fromDay" | "toDay" | "text"> }> {
  requireRole(scope, "analyst");
  const { annotationId, ...note } = editedAnnotationShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const [before] = await tx
      .select({ themeId: annotations.themeId, fromDay: annotations.fromDay, toDay: annotations.toDay, text: annotations.text })
      .from(annotations)
      .where(and(eq(annotations.id, annotationId), eq(annotations.workspaceId, scope.workspace.id), isNull(annotations.deletedAt)))
      .for("update");
    if (!before) throw notFound("annotation");
    await requireTheme(tx, scope, note.themeId);
    const after = { themeId: note.themeId ?? null, fromDay: note.fromDay, toDay: note.toDay ?? null, text: note.text };
    await tx.update(annotations).set({ ...after, editedBy: actorUserId(scope.actor), editedAt: scope.now() }).where(eq(annotations.id, annotationId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "annotation.edit", subjectId: annotationId, detail: { before: before.text, day: after.fromDay } });
    return { before };
  });
}

/** Takes a note off the time axis. Needs `analyst`. */
export async function removeAnnotation(scope: Scope, input: z.input<typeof annotationIdShape>): Promise<void> {
  await setRemoved(scope, input, true);
}

/** Puts a removed note back. Needs `analyst`. */
export async function restoreAnnotation(scope: Scope, input: z.input<typeof annotationIdShape>): Promise<void> {
  await setRemoved(scope, input, false);
}

async function setRemoved(scope: Scope, input: z.input<typeof annotationIdShape>, isRemoved: boolean): Promise<void> {
  requireRole(scope, "analyst");
  const { annotationId } = annotationIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(annotations)
      .set({ deletedAt: isRemoved ? scope.now() : null })
      .where(and(eq(annotations.id, annotationId), eq(annotations.workspaceId, scope.workspace.id), isRemoved ? isNull(annotations.deletedAt) : isNotNull(annotations.deletedAt)))
      .returning({ id: annotations.id });
    if (!moved) throw notFound("annotation");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isRemoved ? "annotation.remove" : "annotation.restore", subjectId: annotationId });
  });
}
