import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { members, users, workspaces } from "@/db/schema";
import { planRuleEdits } from "@/server/core/demo/plan-rule-edits";
import { localDay } from "@/server/core/trends/days";
import { STARTING_THEMES } from "@/server/core/themes/starting-themes";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Installation, Person } from "@/server/services/installation";
import type { Actor } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";

export const DEMO_SEED = 20_250_301;
const DEMO_NAME = "Demo coverage";

/**
 * Makes the demo workspace and has the worker fill it; where the person has one already, that one. It is a workspace
 * of its own, marked as synthetic, so that no made-up article can stand in a real number. Without a person (the
 * start script's `--demo`) every administrator may open it.
 */
export async function createDemo(at: Installation, person: Person | null): Promise<{ slug: string; workspaceId: string }> {
  return at.db.transaction(async (tx) => {
    const existing = await findDemo(tx, person);
    if (existing) return existing;
    const endDay = localDay(at.now(), "UTC");
    const actor: Actor = person ? { kind: "member", userId: person.userId, sessionId: person.sessionId, name: person.name, role: "admin" } : { kind: "system", name: "command line" };
    const edits = new Map(planRuleEdits(endDay).map((edit) => [edit.themeName, edit]));
    const themes = STARTING_THEMES.map((theme) => ({ ...theme, rule: edits.get(theme.name)?.fromRule ?? theme.rule }));
    const workspace = await createWorkspace(tx, { name: DEMO_NAME, slug: "demo", synthetic: true, themes, actor, now: at.now });
    if (!person) await admitAdmins(tx, workspace.id, at.now());
    await enqueueJob(tx, { kind: "fill-demo", workspaceId: workspace.id, payload: { seed: DEMO_SEED, endDay }, key: `fill-demo:${workspace.id}` });
    return { slug: workspace.slug, workspaceId: workspace.id };
  });
}

async function findDemo(tx: Transaction, person: Person | null): Promise<{ slug: string; workspaceId: string } | null> {
  const live = and(eq(workspaces.synthetic, true), isNull(workspaces.deletedAt));
  const columns = { slug: workspaces.slug, workspaceId: workspaces.id };
  const [row] = person
    ? await tx.select(columns).from(workspaces).innerJoin(members, and(eq(members.workspaceId, workspaces.id), eq(members.userId, person.userId), isNull(members.removedAt))).where(live).limit(1)
    : await tx.select(columns).from(workspaces).where(live).limit(1);
  return row ?? null;
}

async function admitAdmins(tx: Transaction, workspaceId: string, now: Date): Promise<void> {
  const admins = await tx.selectDistinct({ userId: members.userId }).from(members).where(and(eq(members.role, "admin"), isNull(members.removedAt)));
  if (admins.length > 0) await tx.insert(members).values(admins.map(({ userId }) => ({ workspaceId, userId, role: "admin" as const, createdAt: now }))).onConflictDoNothing();
}

const ANALYST_EMAIL = "demo-analyst@demo.invalid";

/** Whose judgements the demo shows: an account that nobody can sign in to. */
export async function demoAnalyst(tx: Transaction, now: Date): Promise<string> {
  await tx
    .insert(users)
    .values({ id: newId(), email: ANALYST_EMAIL, name: "Demo analyst (synthetic)", passwordHash: "no password", createdAt: now, passwordChangedAt: now })
    .onConflictDoNothing();
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, ANALYST_EMAIL));
  return user!.id;
}
