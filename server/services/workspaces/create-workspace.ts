import { eq, like, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { members, workspaces } from "@/db/schema";
import { STARTING_THEMES, type StartingTheme } from "@/server/core/themes/starting-themes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { type Actor, actorUserId, type WorkspaceScope } from "@/server/services/scope";
import { insertTheme } from "@/server/services/themes/save-rule";

export interface NewWorkspace {
  name: string;
  slug: string;
  synthetic?: boolean;
  /** The starting themes unless others are given. */
  themes?: readonly StartingTheme[];
  actor: Actor;
  now: () => Date;
}

/** Makes a workspace with the four starting themes and, where a person makes it, its first administrator. */
export async function createWorkspace(tx: Transaction, input: NewWorkspace): Promise<WorkspaceScope> {
  const workspace: WorkspaceScope = { id: newId(), slug: await freeSlug(tx, input.slug), name: input.name, timeZone: "UTC", weekStart: 1, synthetic: input.synthetic ?? false };
  await tx.insert(workspaces).values({ ...workspace, createdAt: input.now() });
  const userId = actorUserId(input.actor);
  if (userId) await tx.insert(members).values({ workspaceId: workspace.id, userId, role: "admin", createdAt: input.now() });
  for (const theme of input.themes ?? STARTING_THEMES) await insertTheme(tx, { workspace, actor: input.actor, now: input.now }, { ...theme, reason: "Starting theme" });
  await recordAudit(tx, { workspaceId: workspace.id, ...input }, { verb: "workspace.create", subjectId: workspace.id, detail: { name: input.name } });
  return workspace;
}

async function freeSlug(tx: Transaction, wanted: string): Promise<string> {
  const taken = new Set((await tx.select({ slug: workspaces.slug }).from(workspaces).where(or(eq(workspaces.slug, wanted), like(workspaces.slug, `${wanted}-%`)))).map(({ slug }) => slug));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
