import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { ruleVersions, themes } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { freeMark } from "@/server/core/themes/free-mark";
import { parseRule } from "@/server/core/themes/parse-rule";
import { type NewTheme, newThemeShape, ruleEditShape } from "@/server/core/themes/theme-shapes";
import type { z } from "zod";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

/** Refuses a rule that the language does not accept, with the first error's own sentence. */
function requireRule(source: string): void {
  const parsed = parseRule(source);
  if (!parsed.ok) throw new Refusal("INVALID", parsed.errors[0]!.message, "rule");
}

/** Creates a theme with its first version, which is shown at once while it is back-filled. Needs `analyst`. */
export async function createTheme(scope: Scope, input: NewTheme): Promise<{ themeId: string; versionId: string }> {
  requireRole(scope, "analyst");
  const { name, rule, reason, asksStance } = newThemeShape.parse(input);
  requireRule(rule);
  return scope.db.transaction((tx) => insertTheme(tx, scope, { name, rule, reason: reason || "First version", asksStance }));
}

/** Inserts a theme with its first version inside the caller's transaction; refuses a name that is taken. */
export async function insertTheme(
  tx: Transaction,
  scope: Pick<Scope, "workspace" | "actor" | "now">,
  { name, rule, reason, asksStance }: { name: string; rule: string; reason: string; asksStance: boolean },
): Promise<{ themeId: string; versionId: string }> {
  const existing = await tx.select({ name: themes.name, markIndex: themes.markIndex }).from(themes).where(eq(themes.workspaceId, scope.workspace.id));
  if (existing.some((theme) => theme.name.toLowerCase() === name.toLowerCase())) throw taken(name);
  const themeId = newId();
  const createdAt = scope.now();
  const made = await tx.insert(themes).values({ id: themeId, workspaceId: scope.workspace.id, name, asksStance, markIndex: freeMark(existing.map((theme) => theme.markIndex)), createdBy: actorUserId(scope.actor), createdAt }).onConflictDoNothing().returning({ id: themes.id });
  if (made.length === 0) throw taken(name);
  const versionId = await insertVersion(tx, scope, { themeId, number: 1, rule, reason });
  await tx.update(themes).set({ activeVersionId: versionId }).where(eq(themes.id, themeId));
  await tx.update(ruleVersions).set({ activeFrom: createdAt }).where(eq(ruleVersions.id, versionId));
  await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "theme.create", subjectId: themeId, detail: { name } });
  return { themeId, versionId };
}

const taken = (name: string) => new Refusal("CONFLICT", `There is a theme called ${name} already.`, "name");

/**
 * Saves an edit of a rule as a new version; charts show it when its back-fill is complete. Refuses with CONFLICT when
 * somebody saved another version since the editor was opened. Needs `analyst`.
 */
export async function saveRule(scope: Scope, input: z.input<typeof ruleEditShape>): Promise<{ versionId: string; number: number }> {
  requireRole(scope, "analyst");
  const { themeId, rule, reason, basedOnVersion } = ruleEditShape.parse(input);
  requireRule(rule);
  return scope.db.transaction(async (tx) => {
    const [theme] = await tx.select().from(themes).where(and(eq(themes.id, themeId), eq(themes.workspaceId, scope.workspace.id))).for("update");
    if (!theme) throw notFound("theme");
    const [latest] = await tx.select().from(ruleVersions).where(eq(ruleVersions.themeId, themeId)).orderBy(desc(ruleVersions.number)).limit(1);
    if (latest!.number !== basedOnVersion) {
      throw new Refusal("CONFLICT", `Version ${latest!.number} was saved while you were editing version ${basedOnVersion}. Your text is kept; compare it with the new version and save again.`, "rule");
    }
    if (latest!.rule === rule) throw new Refusal("INVALID", "The rule is the same as before; there is nothing to save.", "rule");
    const number = latest!.number + 1;
    await tx.update(ruleVersions).set({ backfill: "superseded" }).where(and(eq(ruleVersions.themeId, themeId), eq(ruleVersions.backfill, "running"), isNull(ruleVersions.activeFrom)));
    const versionId = await insertVersion(tx, scope, { themeId, number, rule, reason });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "theme.edit-rule", subjectId: themeId, detail: { name: theme.name, version: number, reason } });
    return { versionId, number };
  });
}

async function insertVersion(tx: Transaction, scope: Pick<Scope, "workspace" | "actor" | "now">, version: { themeId: string; number: number; rule: string; reason: string }): Promise<string> {
  const id = newId();
  const [count] = await tx.execute<{ articles: number }>(sql`select count(*)::int as articles from articles where workspace_id = ${scope.workspace.id}`);
  await tx.insert(ruleVersions).values({ id, workspaceId: scope.workspace.id, ...version, createdBy: actorUserId(scope.actor), createdAt: scope.now(), backfillTotal: count!.articles });
  await enqueueJob(tx, { kind: "backfill-version", workspaceId: scope.workspace.id, payload: { ruleVersionId: id }, key: `backfill:${id}` });
  return id;
}
