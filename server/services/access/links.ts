import { and, eq, gt, isNull, like, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { apiKeys, members, oneTimeLinks, users, workspaces } from "@/db/schema";
import { claimShape, invitationShape, resetShape } from "@/server/core/access/credentials";
import { notFound, Refusal } from "@/server/core/access/refusal";
import type { Role } from "@/server/core/access/roles";
import { hashPassword } from "@/server/services/access/hash-password";
import { revokeSessionsOf } from "@/server/services/access/sessions";
import { hashToken, newToken } from "@/server/services/access/tokens";
import { recordAudit } from "@/server/services/audit/record-audit";
import type { Installation } from "@/server/services/installation";
import { actorUserId, type Connection, requireRole, type Scope } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { joinUnclaimed } from "@/server/services/workspaces/ensure-workspace";

const INVITATION_DAYS = 14;
const RESET_HOURS = 48;
const isOpen = and(isNull(oneTimeLinks.usedAt), isNull(oneTimeLinks.revokedAt));
const HAS_ACCOUNT = "There is an account with this address. Sign in to accept the invitation.";
const GONE = "This link has been used, has expired or was withdrawn. Ask an administrator for a new one.";

/** Whether anybody can sign in; an account without a password, such as the demo's analyst, is nobody. */
export async function hasAccounts(db: Connection): Promise<boolean> {
  const [anyone] = await db.select({ id: users.id }).from(users).where(like(users.passwordHash, "$argon2%")).limit(1);
  return anyone !== undefined;
}

/**
 * A fresh setup link while nobody has an account, else null. Earlier setup links stop working: only who reads the
 * terminal of the latest start can claim the installation.
 */
export async function createSetupLink(at: Installation): Promise<string | null> {
  return at.db.transaction(async (tx) => {
    await tx.execute(sql`lock table one_time_links in share row exclusive mode`);
    if (await hasAccounts(tx)) return null;
    await tx.update(oneTimeLinks).set({ revokedAt: at.now() }).where(and(eq(oneTimeLinks.kind, "setup"), isOpen));
    const token = newToken();
    await tx.insert(oneTimeLinks).values({ id: newId(), kind: "setup", tokenHash: hashToken(token), createdAt: at.now(), expiresAt: new Date(at.now().getTime() + 7 * 86_400_000) });
    return token;
  });
}

/** A link that lets one person join with a role. Any earlier open invitation of that address is withdrawn. Needs `admin`. */
export async function inviteMember(scope: Scope, input: z.input<typeof invitationShape>): Promise<{ token: string; expiresAt: string }> {
  requireRole(scope, "admin");
  const { email, role } = invitationShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const [member] = await tx
      .select({ removedAt: members.removedAt })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, scope.workspace.id), eq(users.email, email), isNull(members.removedAt)));
    if (member) throw new Refusal("CONFLICT", "This person is a member already.", "email");
    await tx
      .update(oneTimeLinks)
      .set({ revokedAt: scope.now() })
      .where(and(eq(oneTimeLinks.workspaceId, scope.workspace.id), eq(oneTimeLinks.kind, "invitation"), eq(oneTimeLinks.email, email), isOpen));
    const link = await insertLink(tx, scope, { kind: "invitation", email, role, lifetimeMs: INVITATION_DAYS * 86_400_000 });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "member.invite", detail: { email, role } });
    return link;
  });
}

/** A link that lets a member choose a new password; the administrator hands it over. Needs `admin`. */
export async function createResetLink(scope: Scope, input: { userId: string }): Promise<{ token: string; expiresAt: string; email: string }> {
  requireRole(scope, "admin");
  return scope.db.transaction(async (tx) => {
    const [member] = await tx
      .select({ email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, scope.workspace.id), eq(members.userId, input.userId), isNull(members.removedAt)));
    if (!member) throw notFound("member");
    await requireSoleMembership(tx, scope, input.userId);
    await withdrawResetLinks(tx, input.userId, scope.now());
    const link = await insertLink(tx, scope, { kind: "reset", userId: input.userId, email: member.email, lifetimeMs: RESET_HOURS * 3_600_000 });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "member.reset-link", subjectId: input.userId });
    return { ...link, email: member.email };
  });
}

/** Open reset links of a person stop working: the password was changed, or the account now opens more than it did. */
export async function withdrawResetLinks(db: Connection, userId: string, now: Date): Promise<void> {
  await db.update(oneTimeLinks).set({ revokedAt: now }).where(and(eq(oneTimeLinks.kind, "reset"), eq(oneTimeLinks.userId, userId), isOpen));
}

/** Open links and keys that a person made in the workspace stop working: whoever is no administrator must hold no way in. */
export async function withdrawWaysInBy(db: Connection, workspaceId: string, userId: string, now: Date): Promise<void> {
  await db.update(apiKeys).set({ revokedAt: now }).where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.createdBy, userId), isNull(apiKeys.revokedAt)));
  await db.update(oneTimeLinks).set({ revokedAt: now }).where(and(eq(oneTimeLinks.workspaceId, workspaceId), eq(oneTimeLinks.createdBy, userId), isOpen));
}

/** A reset gives away the whole account, so another workspace's members are out of this administrator's reach. */
async function requireSoleMembership(tx: Transaction, scope: Scope, userId: string): Promise<void> {
  const rows = await tx
    .select({ id: members.workspaceId })
    .from(members)
    .innerJoin(workspaces, and(eq(workspaces.id, members.workspaceId), isNull(workspaces.deletedAt), eq(workspaces.synthetic, false)))
    .where(and(eq(members.userId, userId), isNull(members.removedAt)));
  if (rows.some((row) => row.id !== scope.workspace.id)) {
    throw new Refusal("FORBIDDEN", "This person belongs to another workspace too. The operator can reset the password on the command line.");
  }
}

async function insertLink(
  tx: Transaction,
  scope: Scope,
  link: { kind: "invitation" | "reset"; email: string; role?: Role; userId?: string; lifetimeMs: number },
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken();
  const expiresAt = new Date(scope.now().getTime() + link.lifetimeMs);
  await tx.insert(oneTimeLinks).values({
    id: newId(),
    kind: link.kind,
    tokenHash: hashToken(token),
    workspaceId: scope.workspace.id,
    userId: link.userId ?? null,
    email: link.email,
    role: link.role ?? null,
    createdBy: actorUserId(scope.actor),
    createdAt: scope.now(),
    expiresAt,
  });
  return { token, expiresAt: expiresAt.toISOString() };
}

export interface LinkPreview {
  kind: "setup" | "invitation" | "reset";
  email: string | null;
  role: Role | null;
  workspace: string | null;
  /** The invited address has an account already: its owner only confirms the password. */
  hasAccount: boolean;
}

/** What an unused link is for; refuses with NOT_FOUND when it is not usable, without saying why. */
export async function readLink(at: Installation, token: string): Promise<LinkPreview> {
  const [row] = await at.db
    .select({ kind: oneTimeLinks.kind, email: oneTimeLinks.email, role: oneTimeLinks.role, workspace: workspaces.name, userId: users.id })
    .from(oneTimeLinks)
    .leftJoin(workspaces, eq(workspaces.id, oneTimeLinks.workspaceId))
    .leftJoin(users, eq(users.email, oneTimeLinks.email))
    .where(and(usable(token, at.now()), isNull(workspaces.deletedAt)));
  if (!row) throw new Refusal("NOT_FOUND", GONE);
  return { kind: row.kind, email: row.email, role: row.role, workspace: row.workspace, hasAccount: row.userId !== null };
}

const usable = (token: string, now: Date) => and(eq(oneTimeLinks.tokenHash, hashToken(token)), isOpen, gt(oneTimeLinks.expiresAt, now));

async function useLink(tx: Transaction, at: Installation, token: string, kind: LinkPreview["kind"]) {
  const [link] = await tx.update(oneTimeLinks).set({ usedAt: at.now() }).where(and(usable(token, at.now()), eq(oneTimeLinks.kind, kind))).returning();
  if (!link) throw new Refusal("NOT_FOUND", GONE);
  return link;
}

/**
 * Claims the installation: the first administrator, in the first workspace with its starting themes. Workspaces that
 * the command line made before are the administrator's too. Signing in comes after.
 */
export async function claimSetup(at: Installation, input: z.input<typeof claimShape>): Promise<{ slug: string }> {
  const { token, name, email, password } = claimShape.parse(input);
  await readLink(at, token);
  const passwordHash = await hashPassword(password);
  return at.db.transaction(async (tx) => {
    await useLink(tx, at, token, "setup");
    if (await hasAccounts(tx)) throw new Refusal("NOT_FOUND", "Themeline has an administrator already. Ask there for an invitation.");
    const userId = newId();
    await tx.insert(users).values({ id: userId, email, name, passwordHash, createdAt: at.now(), passwordChangedAt: at.now() });
    const actor = { kind: "member" as const, userId, name, sessionId: null, role: "admin" as const };
    const claimed = await joinUnclaimed(tx, userId, at.now());
    const slug = claimed ?? (await createWorkspace(tx, { name: "Main", slug: "main", actor, now: at.now })).slug;
    return { slug };
  });
}

/**
 * Joins a workspace by invitation. A new address gets an account with the password typed; somebody who has an account
 * signs in and accepts with `acceptInvitation`.
 */
export async function claimInvitation(at: Installation, input: z.input<typeof claimShape>): Promise<{ slug: string }> {
  const { token, name, email, password } = claimShape.parse(input);
  const preview = await readLink(at, token);
  if (preview.email !== email) throw new Refusal("INVALID", `This invitation is for ${preview.email}.`, "email");
  if (preview.hasAccount) throw new Refusal("CONFLICT", HAS_ACCOUNT, "email");
  const passwordHash = await hashPassword(password);
  return at.db.transaction(async (tx) => {
    const link = await useLink(tx, at, token, "invitation");
    const userId = newId();
    const [created] = await tx.insert(users).values({ id: userId, email, name, passwordHash, createdAt: at.now(), passwordChangedAt: at.now() }).onConflictDoNothing().returning({ id: users.id });
    if (!created) throw new Refusal("CONFLICT", HAS_ACCOUNT, "email");
    return { slug: await join(tx, at, link, userId, name) };
  });
}

/** Accepts an invitation for the signed-in person, whose address must be the invited one. */
export async function acceptInvitation(at: Installation, person: { userId: string; name: string; email: string }, token: string): Promise<{ slug: string }> {
  const preview = await readLink(at, token);
  if (preview.email !== person.email) throw new Refusal("FORBIDDEN", `This invitation is for ${preview.email}; you are signed in as ${person.email}.`);
  return at.db.transaction(async (tx) => {
    const link = await useLink(tx, at, token, "invitation");
    return { slug: await join(tx, at, link, person.userId, person.name) };
  });
}

async function join(tx: Transaction, at: Installation, link: typeof oneTimeLinks.$inferSelect, userId: string, name: string): Promise<string> {
  const [workspace] = await tx.select({ slug: workspaces.slug }).from(workspaces).where(and(eq(workspaces.id, link.workspaceId!), isNull(workspaces.deletedAt)));
  if (!workspace) throw new Refusal("NOT_FOUND", GONE);
  await withdrawResetLinks(tx, userId, at.now());
  await tx
    .insert(members)
    .values({ workspaceId: link.workspaceId!, userId, role: link.role!, createdAt: at.now() })
    .onConflictDoUpdate({ target: [members.workspaceId, members.userId], set: { role: link.role!, removedAt: null } });
  await recordAudit(tx, { workspaceId: link.workspaceId, actor: { kind: "member", userId, name, sessionId: null, role: link.role! }, now: at.now }, { verb: "member.join", subjectId: userId, detail: { role: link.role! } });
  return workspace.slug;
}

/** Sets a new password by a reset link; every session of the person ends. */
export async function claimReset(at: Installation, input: z.input<typeof resetShape>): Promise<{ email: string }> {
  const { token, password } = resetShape.parse(input);
  await readLink(at, token);
  const passwordHash = await hashPassword(password);
  return at.db.transaction(async (tx) => {
    const link = await useLink(tx, at, token, "reset");
    const [user] = await tx.update(users).set({ passwordHash, passwordChangedAt: at.now() }).where(eq(users.id, link.userId!)).returning({ email: users.email, name: users.name });
    await revokeSessionsOf(tx, link.userId!, at.now());
    await withdrawResetLinks(tx, link.userId!, at.now());
    await recordAudit(tx, { workspaceId: link.workspaceId, actor: { kind: "system", name: user!.name }, now: at.now }, { verb: "password.reset", subjectId: link.userId });
    return { email: user!.email };
  });
}
