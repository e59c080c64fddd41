import { and, asc, eq, isNull } from "drizzle-orm";
import { members, workspaces } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import type { Role } from "@/server/core/access/roles";
import type { Installation, Person } from "@/server/services/installation";
import type { Actor, Scope, WorkspaceScope } from "@/server/services/scope";

const columns = {
  id: workspaces.id,
  slug: workspaces.slug,
  name: workspaces.name,
  timeZone: workspaces.timeZone,
  weekStart: workspaces.weekStart,
  synthetic: workspaces.synthetic,
};

export interface OwnWorkspace extends WorkspaceScope {
  role: Role;
}

/** The workspaces that a person is a member of, real ones first. */
export async function listWorkspaces(at: Installation, person: Person): Promise<OwnWorkspace[]> {
  return at.db
    .select({ ...columns, role: members.role })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, person.userId), isNull(members.removedAt), isNull(workspaces.deletedAt)))
    .orderBy(asc(workspaces.synthetic), asc(workspaces.createdAt));
}

/** The scope in which a member acts. Somebody else's workspace answers exactly like one that does not exist. */
export async function openWorkspace(at: Installation, person: Person, slug: string): Promise<Scope> {
  const [row] = await at.db
    .select({ ...columns, role: members.role })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(workspaces.slug, slug), eq(members.userId, person.userId), isNull(members.removedAt), isNull(workspaces.deletedAt)));
  if (!row) throw notFound("workspace");
  const { role, ...workspace } = row;
  return { db: at.db, now: at.now, workspace, actor: { kind: "member", userId: person.userId, sessionId: person.sessionId, name: person.name, role } };
}

/** The scope of the installation itself: worker and command line. Null when the workspace is gone. */
export async function openAsSystem(at: Installation, by: { id: string } | { slug: string }, name: string): Promise<Scope | null> {
  const [workspace] = await at.db.select(columns).from(workspaces).where(and("id" in by ? eq(workspaces.id, by.id) : eq(workspaces.slug, by.slug), isNull(workspaces.deletedAt)));
  const actor: Actor = { kind: "system", name };
  return workspace ? { db: at.db, now: at.now, workspace, actor } : null;
}

/** Every workspace of the installation, oldest first; for the command line. */
export async function allWorkspaces(at: Installation): Promise<WorkspaceScope[]> {
  return at.db.select(columns).from(workspaces).where(isNull(workspaces.deletedAt)).orderBy(asc(workspaces.createdAt));
}
