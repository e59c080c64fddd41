import type { Database, Transaction } from "@/db/client";
import { Refusal } from "@/server/core/access/refusal";
import { type Role, roleAllows } from "@/server/core/access/roles";

/** A member acts with a role, a machine with that of its key; the command line and the worker act as the installation itself. */
export type Actor = { kind: "member"; userId: string; name: string; sessionId: string | null; role: Role } | { kind: "key"; keyId: string; name: string; role: Role } | { kind: "system"; name: string };

export interface WorkspaceScope {
  id: string;
  slug: string;
  name: string;
  timeZone: string;
  weekStart: number;
  synthetic: boolean;
}

/** What every verb is given: who acts, in which workspace, on which database, and when. */
export interface Scope {
  db: Database;
  workspace: WorkspaceScope;
  actor: Actor;
  now: () => Date;
}

/** Refuses unless the actor's role allows it. Each verb calls it first, whatever the procedure above it checked. */
export function requireRole(scope: Scope, role: Role): void {
  if (scope.actor.kind !== "system" && !roleAllows(scope.actor.role, role)) {
    throw new Refusal("FORBIDDEN", `This needs the role ${role}; yours is ${scope.actor.role}.`);
  }
}

/** The user's id for `created_by` columns; null for machines, the command line and the worker. */
export const actorUserId = (actor: Actor): string | null => (actor.kind === "member" ? actor.userId : null);

/** A statement runs on the pool or inside somebody's transaction. */
export type Connection = Database | Transaction;
