import { and, asc, eq, isNull, like, sql } from "drizzle-orm";
import { users, workspaces } from "@/db/schema";
import { Refusal } from "@/server/core/access/refusal";
import type { Installation, Person } from "@/server/services/installation";
import type { Connection } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";

/** Once the last real workspace is gone, whoever had the first account may begin anew; nobody else, and at no other time. */
export async function mayStartWorkspace(db: Connection, person: Person): Promise<boolean> {
  const [real] = await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(eq(workspaces.synthetic, false), isNull(workspaces.deletedAt)))
    .limit(1);
  if (real) return false;
  const [first] = await db.select({ id: users.id }).from(users).where(like(users.passwordHash, "$argon2%")).orderBy(asc(users.createdAt), asc(users.id)).limit(1);
  return first?.id === person.userId;
}

/** Makes a new first workspace, administered by the person. Refuses with FORBIDDEN unless `mayStartWorkspace`. */
export async function startWorkspace(at: Installation, person: Person): Promise<{ slug: string }> {
  return at.db.transaction(async (tx) => {
    await tx.execute(sql`lock table workspaces in share row exclusive mode`);
    if (!(await mayStartWorkspace(tx, person))) throw new Refusal("FORBIDDEN", "Ask an administrator for an invitation to a workspace.");
    const { slug } = await createWorkspace(tx, { name: "Main", slug: "main", actor: { kind: "member", role: "admin", ...person }, now: at.now });
    return { slug };
  });
}
