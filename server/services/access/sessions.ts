import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { newId } from "@/db/new-id";
import { sessions, users } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { emailShape } from "@/server/core/access/credentials";
import { verifyPassword } from "@/server/services/access/hash-password";
import { type AttemptLimit, countAttempt, refundAttempt } from "@/server/services/access/limit-attempts";
import { hashToken, newToken } from "@/server/services/access/tokens";
import type { Installation, Person } from "@/server/services/installation";
import type { Connection } from "@/server/services/scope";

const SESSION_DAYS = 30;
const SEEN_EVERY_MS = 5 * 60_000;

const signInLimit = (peer: string): AttemptLimit => ({ key: `sign-in:${peer}`, most: 20, windowMinutes: 15 });

/**
 * Checks a password and opens a session; answers its token. Refuses with TOO_MANY when the peer (the real network
 * address, not a header of its choice) guessed too often, and with UNAUTHENTICATED without saying which part was wrong.
 */
export async function signIn(at: Installation, input: { email: string; password: string; peer: string; userAgent: string }): Promise<{ token: string; person: Person }> {
  const now = at.now();
  const limit = signInLimit(input.peer);
  if (!(await countAttempt(at.db, limit, now))) throw new Refusal("TOO_MANY", "Too many attempts from this network address. Wait a quarter of an hour and try again.");
  const email = emailShape.safeParse(input.email);
  const [user] = email.success ? await at.db.select().from(users).where(eq(users.email, email.data)) : [];
  const isRight = await verifyPassword(user?.passwordHash ?? null, input.password.slice(0, 200));
  if (!isRight || !user) throw new Refusal("UNAUTHENTICATED", "E-mail address or password is not right.");
  await refundAttempt(at.db, limit, now);
  const { token, sessionId } = await openSession(at.db, user.id, input.userAgent, now);
  return { token, person: { userId: user.id, sessionId, name: user.name, email: user.email } };
}

async function openSession(db: Connection, userId: string, userAgent: string, now: Date): Promise<{ token: string; sessionId: string }> {
  const token = newToken();
  const sessionId = newId();
  await db.insert(sessions).values({
    id: sessionId,
    tokenHash: hashToken(token),
    userId,
    userAgent: userAgent.slice(0, 300),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
  });
  return { token, sessionId };
}

/** Who holds a session token, looked up on every request, so that a revoked session ends at once; null for nobody. */
export async function findPerson(at: Installation, token: string): Promise<Person | null> {
  const now = at.now();
  const [row] = await at.db
    .select({ sessionId: sessions.id, userId: users.id, name: users.name, email: users.email, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, hashToken(token)), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)));
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await at.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, row.sessionId));
  const { lastSeenAt: _lastSeenAt, ...person } = row;
  return person;
}

export interface OpenSession {
  id: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

/** The person's own open sessions, latest first. */
export async function listSessions(at: Installation, person: Person): Promise<OpenSession[]> {
  const rows = await at.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, person.userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, at.now())))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(100);
  return rows.map((row) => ({ id: row.id, userAgent: row.userAgent, createdAt: row.createdAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString(), current: row.id === person.sessionId }));
}

/** Ends one of the person's own sessions. */
export async function revokeSession(at: Installation, person: Person, sessionId: string): Promise<void> {
  const ended = await at.db
    .update(sessions)
    .set({ revokedAt: at.now() })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, person.userId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  if (ended.length === 0) throw notFound("session");
}

/** Ends the session of a token: signing out. */
export async function signOut(at: Installation, token: string): Promise<void> {
  await at.db.update(sessions).set({ revokedAt: at.now() }).where(and(eq(sessions.tokenHash, hashToken(token)), isNull(sessions.revokedAt)));
}

/** Ends every session of a user, but for one that may stay. */
export async function revokeSessionsOf(db: Connection, userId: string, now: Date, exceptSessionId?: string): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), exceptSessionId ? ne(sessions.id, exceptSessionId) : sql`true`));
}
