import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { newId } from "@/db/new-id";
import { annotations, themes } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { annotationShape } from "@/server/core/trends/annotation-shape";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

/** Puts a dated note on the time axis, for all themes or for one. Needs `analyst`. */
export async function addAnnotation(scope: Scope, input: z.input<typeof annotationShape>): Promise<{ annotationId: string }> {
  requireRole(scope, "analyst");
  const note = annotationShape.parse(input);
  return scope.db.transaction(async (tx) => {
    if (note.themeId) {
      const [theme] = await tx.select({ id: themes.id }).from(themes).where(and(eq(themes.id, note.themeId), eq(themes.workspaceId, scope.workspace.id)));
      if (!theme) throw notFound("theme");
    }
    const annotationId = newId();
    await tx.insert(annotations).values({ id: annotationId, workspaceId: scope.workspace.id, ...note, createdBy: actorUserId(scope.actor), createdAt: scope.now() });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "annotation.add", subjectId: annotationId, detail: { day: note.fromDay } });
    return { annotationId };
  });
}

export const annotationIdShape = z.strictObject({ annotationId: z.uuid() });

/** Takes a note off the time axis. Needs `analyst`. */
export async function removeAnnotation(scope: Scope, input: z.input<typeof annotationIdShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { annotationId } = annotationIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [gone] = await tx
      .update(annotations)
      .set({ deletedAt: scope.now() })
      .where(and(eq(annotations.id, annotationId), eq(annotations.workspaceId, scope.workspace.id), isNull(annotations.deletedAt)))
      .returning({ id: annotations.id });
    if (!gone) throw notFound("annotation");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "annotation.remove", subjectId: annotationId });
  });
}
