import { and, asc, desc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { members, oneTimeLinks, users } from "@/db/schema";
import { emailShape, nameShape, passwordShape } from "@/server/core/access/credentials";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { roleShape } from "@/server/core/access/role-shape";
import type { Role } from "@/server/core/access/roles";
import { hashPassword } from "@/server/services/access/hash-password";
import { withdrawResetLinks, withdrawWaysInBy } from "@/server/services/access/links";
import { revokeSessionsOf } from "@/server/services/access/sessions";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: string;
  /** Whether this is the person who asks. */
  isSelf: boolean;
}

export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
}

/** The workspace's members and its invitations that nobody has claimed yet. Needs `viewer`; addresses are for `admin`. */
export async function listMembers(scope: Scope): Promise<{ members: Member[]; invitations: OpenInvitation[] }> {
  requireRole(scope, "viewer");
  const isAdmin = scope.actor.kind === "system" || scope.actor.role === "admin";
  const rows = await scope.db
    .select({ userId: users.id, name: users.name, email: users.email, role: members.role, createdAt: members.createdAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, scope.workspace.id), isNull(members.removedAt)))
    .orderBy(asc(members.createdAt))
    .limit(1_000);
  const open = isAdmin
    ? await scope.db
        .select({ id: oneTimeLinks.id, email: oneTimeLinks.email, role: oneTimeLinks.role, expiresAt: oneTimeLinks.expiresAt })
        .from(oneTimeLinks)
        .where(and(eq(oneTimeLinks.workspaceId, scope.workspace.id), eq(oneTimeLinks.kind, "invitation"), isNull(oneTimeLinks.usedAt), isNull(oneTimeLinks.revokedAt), gt(oneTimeLinks.expiresAt, scope.now())))
        .orderBy(desc(oneTimeLinks.createdAt))
        .limit(200)
    : [];
  return {
    members: rows.map(({ createdAt, email, ...row }) => ({ ...row, email: isAdmin ? email : "", joinedAt: createdAt.toISOString(), isSelf: row.userId === actorUserId(scope.actor) })),
    invitations: open.map((row) => ({ id: row.id, email: row.email!, role: row.role!, expiresAt: row.expiresAt.toISOString() })),
  };
}

export const memberIdShape = z.strictObject({ userId: z.uuid() });
export const setRoleShape = z.strictObject({ userId: z.uuid(), role: roleShape });

/** Gives a member another role; the member's sessions end, so that nothing goes on under the old one. Needs `admin`. */
export async function setRole(scope: Scope, input: z.input<typeof setRoleShape>): Promise<void> {
  requireRole(scope, "admin");
  const { userId, role } = setRoleShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const member = await lockMember(tx, scope, userId);
    if (member.role === role) return;
    if (member.role === "admin") await requireAnotherAdmin(tx, scope, userId);
    await tx.update(members).set({ role }).where(and(eq(members.workspaceId, scope.workspace.id), eq(members.userId, userId)));
    await revokeSessionsOf(tx, userId, scope.now(), scope.actor.kind === "member" && scope.actor.userId === userId ? (scope.actor.sessionId ?? undefined) : undefined);
    if (role !== "admin") await withdrawWaysInBy(tx, scope.workspace.id, userId, scope.now());
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "member.role", subjectId: userId, detail: { from: member.role, to: role } });
  });
}

/** Ends a membership and the member's sessions; what the person did stays, with the name. Needs `admin`. */
export async function removeMember(scope: Scope, input: z.input<typeof memberIdShape>): Promise<void> {
  requireRole(scope, "admin");
  const { userId } = memberIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const member = await lockMember(tx, scope, userId);
    if (member.role === "admin") await requireAnotherAdmin(tx, scope, userId);
    await tx.update(members).set({ removedAt: scope.now() }).where(and(eq(members.workspaceId, scope.workspace.id), eq(members.userId, userId)));
    await revokeSessionsOf(tx, userId, scope.now());
    await withdrawWaysInBy(tx, scope.workspace.id, userId, scope.now());
    await withdrawResetLinks(tx, userId, scope.now());
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "member.remove", subjectId: userId });
  });
}

/** Takes a removal back: the person is a member again with the role of before. Needs `admin`. */
export async function readmitMember(scope: Scope, input: z.input<typeof memberIdShape>): Promise<void> {
  requireRole(scope, "admin");
  const { userId } = memberIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [member] = await tx
      .update(members)
      .set({ removedAt: null })
      .where(and(eq(members.workspaceId, scope.workspace.id), eq(members.userId, userId), isNotNull(members.removedAt)))
      .returning({ role: members.role });
    if (!member) throw notFound("removed member");
    await withdrawResetLinks(tx, userId, scope.now());
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "member.readmit", subjectId: userId, detail: { role: member.role } });
  });
}

/** Withdraws an invitation that nobody has claimed. Needs `admin`. */
export async function withdrawInvitation(scope: Scope, input: { invitationId: string }): Promise<void> {
  requireRole(scope, "admin");
  await scope.db.transaction(async (tx) => {
    const gone = await tx
      .update(oneTimeLinks)
      .set({ revokedAt: scope.now() })
      .where(and(eq(oneTimeLinks.id, input.invitationId), eq(oneTimeLinks.workspaceId, scope.workspace.id), eq(oneTimeLinks.kind, "invitation"), isNull(oneTimeLinks.usedAt), isNull(oneTimeLinks.revokedAt)))
      .returning({ email: oneTimeLinks.email });
    if (gone.length === 0) throw notFound("invitation");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "member.uninvite", detail: { email: gone[0]!.email } });
  });
}

async function lockMember(tx: Transaction, scope: Scope, userId: string) {
  // All role changes of a workspace queue here, so that two administrators cannot remove each other at once.
  await tx.execute(sql`select 1 from workspaces where id = ${scope.workspace.id} for update`);
  const [member] = await tx.select().from(members).where(and(eq(members.workspaceId, scope.workspace.id), eq(members.userId, userId), isNull(members.removedAt)));
  if (!member) throw notFound("member");
  return member;
}

async function requireAnotherAdmin(tx: Transaction, scope: Scope, userId: string): Promise<void> {
  const admins = await tx.select({ userId: members.userId }).from(members).where(and(eq(members.workspaceId, scope.workspace.id), eq(members.role, "admin"), isNull(members.removedAt)));
  if (!admins.some((admin) => admin.userId !== userId)) throw new Refusal("CONFLICT", "A workspace needs at least one administrator. Make somebody else one first.");
}

export const createMemberShape = z.strictObject({ email: emailShape, name: nameShape, role: roleShape, password: passwordShape });

/** Creates an account with a membership, or adds an existing account to the workspace; for the command line. Needs `admin`. */
export async function createMember(scope: Scope, input: z.input<typeof createMemberShape>): Promise<{ userId: string }> {
  requireRole(scope, "admin");
  const { email, name, role, password } = createMemberShape.parse(input);
  const passwordHash = await hashPassword(password);
  return scope.db.transaction(async (tx) => {
    const [existing] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (existing) throw new Refusal("CONFLICT", `There is an account for ${email} already; invite it, or reset its password.`, "email");
    const userId = newId();
    await tx.insert(users).values({ id: userId, email, name, passwordHash, createdAt: scope.now(), passwordChangedAt: scope.now() });
    await tx.insert(members).values({ workspaceId: scope.workspace.id, userId, role, createdAt: scope.now() });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "member.create", subjectId: userId, detail: { email, role } });
    return { userId };
  });
}

/** Sets a password on the command line; every session of the account ends. */
export async function resetPassword(scope: Pick<Scope, "db" | "now" | "actor">, input: { email: string; password: string }): Promise<void> {
  const email = emailShape.parse(input.email);
  const passwordHash = await hashPassword(passwordShape.parse(input.password));
  await scope.db.transaction(async (tx) => {
    const [user] = await tx.update(users).set({ passwordHash, passwordChangedAt: scope.now() }).where(eq(users.email, email)).returning({ id: users.id });
    if (!user) throw new Refusal("NOT_FOUND", `There is no account for ${email}.`, "email");
    await revokeSessionsOf(tx, user.id, scope.now());
    await withdrawResetLinks(tx, user.id, scope.now());
    await recordAudit(tx, { workspaceId: null, ...scope }, { verb: "password.reset", subjectId: user.id });
  });
}
