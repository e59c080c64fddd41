import { and, asc, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { ruleVersions, themes, users } from "@/db/schema";
import { parseRule } from "@/server/core/themes/parse-rule";
import { printRule } from "@/server/core/themes/print-rule";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { themeNameShape } from "@/server/core/themes/theme-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { requireRole, type Scope } from "@/server/services/scope";

export const themeIdShape = z.strictObject({ themeId: z.uuid() });
export const renameThemeShape = z.strictObject({ themeId: z.uuid(), name: themeNameShape });

export const askStanceShape = z.strictObject({ themeId: z.uuid(), asksStance: z.boolean() });

export interface ListedTheme {
  id: string;
  name: string;
  markIndex: number;
  asksStance: boolean;
  archived: boolean;
  rule: string;
  /** The rule without remarks and line breaks. */
  ruleLine: string;
  version: number;
  changedBy: string | null;
  changedAt: string;
  /** A newer version that is being back-filled. */
  pending: { number: number; done: number; total: number } | null;
}

function oneLine(rule: string): string {
  const parsed = parseRule(rule);
  return parsed.ok ? printRule(parsed.rule) : rule;
}

/** All themes with the version that charts show, archived ones last. Needs `viewer`. */
export async function listThemes(scope: Scope): Promise<ListedTheme[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db
    .select({ theme: themes, rule: ruleVersions.rule, version: ruleVersions.number, changedAt: ruleVersions.createdAt, changedBy: users.name })
    .from(themes)
    .innerJoin(ruleVersions, eq(ruleVersions.id, themes.activeVersionId))
    .leftJoin(users, eq(users.id, ruleVersions.createdBy))
    .where(eq(themes.workspaceId, scope.workspace.id))
    .orderBy(sql`${themes.archivedAt} is not null`, asc(themes.createdAt), asc(themes.id))
    .limit(1_000);
  const running = await scope.db
    .select({ themeId: ruleVersions.themeId, number: ruleVersions.number, done: ruleVersions.backfillDone, total: ruleVersions.backfillTotal })
    .from(ruleVersions)
    .where(and(eq(ruleVersions.workspaceId, scope.workspace.id), eq(ruleVersions.backfill, "running")))
    .orderBy(asc(ruleVersions.number));
  const pending = new Map(running.map(({ themeId, ...progress }) => [themeId, progress]));
  return rows.map(({ theme, changedAt, ...row }) => ({
    id: theme.id,
    name: theme.name,
    markIndex: theme.markIndex,
    asksStance: theme.asksStance,
    archived: theme.archivedAt !== null,
    ...row,
    ruleLine: oneLine(row.rule),
    changedAt: changedAt.toISOString(),
    pending: pending.get(theme.id) ?? null,
  }));
}

export interface ThemeHistory extends ListedTheme {
  versions: { id: string; number: number; rule: string; reason: string; createdBy: string | null; createdAt: string; state: "running" | "complete" | "superseded"; shown: boolean; matches: number }[];
}

/** One theme with every version of its rule, latest first. Needs `viewer`. */
export async function getTheme(scope: Scope, input: z.input<typeof themeIdShape>): Promise<ThemeHistory> {
  const { themeId } = themeIdShape.parse(input);
  const theme = (await listThemes(scope)).find(({ id }) => id === themeId);
  if (!theme) throw notFound("theme");
  const rows = await scope.db
    .select({
      id: ruleVersions.id,
      number: ruleVersions.number,
      rule: ruleVersions.rule,
      reason: ruleVersions.reason,
      createdBy: users.name,
      createdAt: ruleVersions.createdAt,
      state: ruleVersions.backfill,
      matches: sql<number>`(select count(*)::int from matches m join articles a on a.id = m.article_id where m.workspace_id = ${scope.workspace.id} and m.rule_version_id = ${ruleVersions.id} and a.deleted_at is null)`,
    })
    .from(ruleVersions)
    .leftJoin(users, eq(users.id, ruleVersions.createdBy))
    .where(eq(ruleVersions.themeId, themeId))
    .orderBy(desc(ruleVersions.number))
    .limit(200);
  return { ...theme, versions: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), shown: row.number === theme.version })) };
}

/** Gives a theme another name; its colour, rule and history stay. Needs `analyst`. */
export async function renameTheme(scope: Scope, input: z.input<typeof renameThemeShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { themeId, name } = renameThemeShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [other] = await tx.select({ id: themes.id }).from(themes).where(and(eq(themes.workspaceId, scope.workspace.id), sql`lower(${themes.name}) = lower(${name})`, sql`${themes.id} <> ${themeId}`));
    if (other) throw new Refusal("CONFLICT", `There is a theme called ${name} already.`, "name");
    const [theme] = await tx.update(themes).set({ name }).where(and(eq(themes.id, themeId), eq(themes.workspaceId, scope.workspace.id))).returning({ id: themes.id });
    if (!theme) throw notFound("theme");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "theme.rename", subjectId: themeId, detail: { name } });
  });
}

/** Asks people for the stance of a theme's articles from now on, or no longer; stances that were given are kept. Needs `analyst`. */
export async function askStance(scope: Scope, input: z.input<typeof askStanceShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { themeId, asksStance } = askStanceShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [theme] = await tx.update(themes).set({ asksStance }).where(and(eq(themes.id, themeId), eq(themes.workspaceId, scope.workspace.id))).returning({ name: themes.name });
    if (!theme) throw notFound("theme");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "theme.ask-stance", subjectId: themeId, detail: { name: theme.name, asksStance } });
  });
}

/** Takes a theme off charts and lists; it goes on being matched, so that bringing it back is instant. Needs `admin`. */
export const archiveTheme = (scope: Scope, input: z.input<typeof themeIdShape>) => setArchived(scope, input, true);

/** Brings an archived theme back. Needs `admin`. */
export const reviveTheme = (scope: Scope, input: z.input<typeof themeIdShape>) => setArchived(scope, input, false);

async function setArchived(scope: Scope, input: z.input<typeof themeIdShape>, archived: boolean): Promise<void> {
  requireRole(scope, "admin");
  const { themeId } = themeIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [theme] = await tx
      .update(themes)
      .set({ archivedAt: archived ? scope.now() : null })
      .where(and(eq(themes.id, themeId), eq(themes.workspaceId, scope.workspace.id)))
      .returning({ name: themes.name });
    if (!theme) throw notFound("theme");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: archived ? "theme.archive" : "theme.revive", subjectId: themeId, detail: { name: theme.name } });
  });
}
