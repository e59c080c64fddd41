import { and, eq } from "drizzle-orm";
import { newId } from "@/db/new-id";
import { members, sessions, users } from "@/db/schema";
import { createCaller } from "@/server/api/root";
import type { Role } from "@/server/core/access/roles";
import { hashToken, newToken } from "@/server/services/access/tokens";
import { findPerson } from "@/server/services/access/sessions";
import type { Installation, Person } from "@/server/services/installation";

export type Caller = ReturnType<typeof createCaller>;

/** Somebody in a browser: a session whose token is looked up before every call, as a request does it. */
export interface Visitor {
  userId: string;
  email: string;
  token: string;
  /** Who the session's holder is at this moment; null once it has ended. */
  person(): Promise<Person | null>;
  /** Procedures as this visitor may call them at this moment. */
  call(): Promise<Caller>;
}

let peers = 0;

/** Procedures called by somebody, or by the anonymous, from a network address of their own. */
export const callerFor = (at: Installation, person: Person | null, peer = `test-${(peers += 1)}`): Caller => createCaller({ db: at.db, now: at.now, person, peer });

/** A session of an existing account. */
export async function openSessionOf(at: Installation, userId: string): Promise<Visitor> {
  const token = newToken();
  const [user] = await at.db.select().from(users).where(eq(users.id, userId));
  await at.db.insert(sessions).values({ id: newId(), tokenHash: hashToken(token), userId, userAgent: "test", createdAt: at.now(), lastSeenAt: at.now(), expiresAt: new Date(at.now().getTime() + 86_400_000) });
  const person = () => findPerson(at, token);
  return { userId, email: user!.email, token, person, call: async () => callerFor(at, await person()) };
}

/** A new account with a session and, unless `role` is null, a membership. */
export async function addVisitor(at: Installation, workspaceId: string, role: Role | null, { passwordHash = "none", name = "Somebody" } = {}): Promise<Visitor> {
  const userId = newId();
  await at.db.insert(users).values({ id: userId, email: `${userId}@example.org`, name, passwordHash });
  if (role) await at.db.insert(members).values({ workspaceId, userId, role });
  return openSessionOf(at, userId);
}

/** A session of the test house's person with a role. */
export async function visitorAs(at: Installation, workspaceId: string, role: Role): Promise<Visitor> {
  const [row] = await at.db
    .select({ userId: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(users.email, `${role}@example.org`)));
  return openSessionOf(at, row!.userId);
}
