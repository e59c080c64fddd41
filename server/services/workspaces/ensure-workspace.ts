import { and, asc, eq, isNull, notExists, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { members, workspaces } from "@/db/schema";
import type { Installation } from "@/server/services/installation";
import type { Actor, WorkspaceScope } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";

/** The installation's first real workspace, made when there is none: the command line can be used before anybody signs in. */
export async function ensureWorkspace(at: Installation, actor: Actor): Promise<WorkspaceScope> {
  return at.db.transaction(async (tx) => {
    await tx.execute(sql`lock table workspaces in share row exclusive mode`);
    const [first] = await tx
      .select()
      .from(workspaces)
      .where(and(eq(workspaces.synthetic, false), isNull(workspaces.deletedAt)))
      .orderBy(asc(workspaces.createdAt))
      .limit(1);
    return first ?? createWorkspace(tx, { name: "Main", slug: "main", actor, now: at.now });
  });
}

/** Lets the first administrator into workspaces that were made before anybody had an account; answers the first real one. */
export async function joinUnclaimed(tx: Transaction, userId: string, now: Date): Promise<string | null> {
  const unclaimed = await tx
    .select({ id: workspaces.id, slug: workspaces.slug, synthetic: workspaces.synthetic })
    .from(workspaces)
    .where(and(isNull(workspaces.deletedAt), notExists(tx.select({ one: sql`1` }).from(members).where(eq(members.workspaceId, workspaces.id)))))
    .orderBy(asc(workspaces.createdAt));
  if (unclaimed.length > 0) await tx.insert(members).values(unclaimed.map(({ id }) => ({ workspaceId: id, userId, role: "admin" as const, createdAt: now })));
  return unclaimed.find(({ synthetic }) => !synthetic)?.slug ?? null;
}
