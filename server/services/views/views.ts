import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { savedViews, users } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { newViewShape, normaliseQuery, QUERY_VERSION, viewChangeShape, viewIdShape, type ViewKind, viewKindShape, type Visibility } from "@/server/core/views/view-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { deriveId } from "@/server/services/derive-id";
import { actorUserId, type Connection, requireRole, type Scope } from "@/server/services/scope";
import { requireMayKeep, visibleTo } from "@/server/services/views/visible-to";

export interface SavedView {
  id: string;
  kind: ViewKind;
  name: string;
  /** The screen's state as its address carries it. */
  query: string;
  visibility: Visibility;
  isMine: boolean;
  by: string | null;
}

/** More than this of one kind are no help to anybody. */
const MOST_VIEWS = 300;

export const listViewsShape = z.strictObject({ kind: viewKindShape.optional() });

/** The workspace's saved views and the actor's own, by name. Needs `viewer`. */
export async function listViews(scope: Scope, input: z.input<typeof listViewsShape>): Promise<SavedView[]> {
  requireRole(scope, "viewer");
  const { kind } = listViewsShape.parse(input);
  const userId = actorUserId(scope.actor);
  const rows = await scope.db
    .select({ id: savedViews.id, kind: savedViews.kind, name: savedViews.name, query: savedViews.query, visibility: savedViews.visibility, createdBy: savedViews.createdBy, by: users.name })
    .from(savedViews)
    .leftJoin(users, eq(users.id, savedViews.createdBy))
    .where(and(eq(savedViews.workspaceId, scope.workspace.id), isNull(savedViews.deletedAt), visibleTo(scope, savedViews), kind ? eq(savedViews.kind, kind) : undefined))
    .orderBy(asc(sql`lower(${savedViews.name})`), asc(savedViews.id))
    .limit(2 * MOST_VIEWS);
  return rows.map(({ createdBy, ...row }) => ({ ...row, isMine: userId !== null && createdBy === userId }));
}

/** Keeps a filter under a name; the same request twice is one view. A private view needs `viewer`, the workspace's `analyst`. */
export async function saveView(scope: Scope, input: z.input<typeof newViewShape>): Promise<{ viewId: string }> {
  const { requestId, kind, name, query, visibility } = newViewShape.parse(input);
  requireMayKeep(scope, visibility);
  const viewId = deriveId(scope.workspace.id, requestId, "view");
  await scope.db.transaction(async (tx) => {
    const [held] = await tx.select({ count: sql<number>`count(*)::int` }).from(savedViews).where(and(eq(savedViews.workspaceId, scope.workspace.id), eq(savedViews.kind, kind), isNull(savedViews.deletedAt), visibleTo(scope, savedViews)));
    if (held!.count >= MOST_VIEWS) throw new Refusal("CONFLICT", `${MOST_VIEWS} are saved already. Delete some that nobody opens.`, "name");
    const made = await tx
      .insert(savedViews)
      .values({ id: viewId, workspaceId: scope.workspace.id, kind, name, query: normaliseQuery(kind, query), queryVersion: QUERY_VERSION, visibility, createdBy: actorUserId(scope.actor), createdAt: scope.now(), changedAt: scope.now() })
      .onConflictDoNothing()
      .returning({ id: savedViews.id });
    if (made.length > 0) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "view.save", subjectId: viewId, detail: auditName(visibility, name) });
  });
  return { viewId };
}

/** The trail is read by administrators: what somebody keeps for themselves stays unnamed there. */
const auditName = (visibility: Visibility, name: string) => ({ visibility, name: visibility === "workspace" ? name : null });

async function ownView(tx: Connection, scope: Scope, viewId: string, isDeleted: boolean) {
  const [row] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, viewId), eq(savedViews.workspaceId, scope.workspace.id), visibleTo(scope, savedViews), isDeleted ? isNotNull(savedViews.deletedAt) : isNull(savedViews.deletedAt)));
  if (!row) throw notFound("saved view");
  return row;
}

/** Renames a view, gives it another filter or other readers. Only its maker can take a view away from the workspace. */
export async function changeView(scope: Scope, input: z.input<typeof viewChangeShape>): Promise<void> {
  requireRole(scope, "viewer");
  const { viewId, ...changes } = viewChangeShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const view = await ownView(tx, scope, viewId, false);
    const visibility = changes.visibility ?? view.visibility;
    requireMayKeep(scope, view.visibility, visibility);
    if (visibility === "private" && view.visibility === "workspace" && view.createdBy !== actorUserId(scope.actor)) throw new Refusal("FORBIDDEN", "Only whoever saved it can keep it for themselves.", "visibility");
    await tx
      .update(savedViews)
      .set({ name: changes.name ?? view.name, visibility, changedAt: scope.now(), ...(changes.query === undefined ? {} : { query: normaliseQuery(view.kind, changes.query), queryVersion: QUERY_VERSION }) })
      .where(eq(savedViews.id, viewId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "view.change", subjectId: viewId, detail: auditName(visibility, changes.name ?? view.name) });
  });
}

/** Takes a view off the lists; `restoreView` brings it back. */
export const deleteView = (scope: Scope, input: z.input<typeof viewIdShape>): Promise<void> => setDeleted(scope, input, true);

/** Brings a deleted view back. */
export const restoreView = (scope: Scope, input: z.input<typeof viewIdShape>): Promise<void> => setDeleted(scope, input, false);

async function setDeleted(scope: Scope, input: z.input<typeof viewIdShape>, isDeleted: boolean): Promise<void> {
  requireRole(scope, "viewer");
  const { viewId } = viewIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const view = await ownView(tx, scope, viewId, !isDeleted);
    requireMayKeep(scope, view.visibility);
    await tx.update(savedViews).set({ deletedAt: isDeleted ? scope.now() : null }).where(eq(savedViews.id, viewId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isDeleted ? "view.delete" : "view.restore", subjectId: viewId, detail: auditName(view.visibility, view.name) });
  });
}
