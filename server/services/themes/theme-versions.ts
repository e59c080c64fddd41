import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { ruleVersions, themes } from "@/db/schema";
import type { Connection } from "@/server/services/scope";

export interface ActiveTheme {
  id: string;
  name: string;
  markIndex: number;
  asksStance: boolean;
  versionId: string;
  versionNumber: number;
}

/** Themes with the version that charts show, in the order in which they were made; archived ones only when named. */
export async function activeThemes(db: Connection, workspaceId: string, only?: string[]): Promise<ActiveTheme[]> {
  const rows = await db
    .select({
      id: themes.id,
      name: themes.name,
      markIndex: themes.markIndex,
      asksStance: themes.asksStance,
      versionId: ruleVersions.id,
      versionNumber: ruleVersions.number,
    })
    .from(themes)
    .innerJoin(ruleVersions, eq(ruleVersions.id, themes.activeVersionId))
    .where(and(eq(themes.workspaceId, workspaceId), only ? inArray(themes.id, only) : isNull(themes.archivedAt)))
    .orderBy(asc(themes.createdAt), asc(themes.id));
  return rows;
}

export interface VersionToEvaluate {
  versionId: string;
  themeId: string;
  rule: string;
}

/** The versions under which an arriving article is evaluated: the shown one of every theme, archived ones too, and those whose back-fill runs. */
export async function versionsToEvaluate(db: Connection, workspaceId: string): Promise<VersionToEvaluate[]> {
  return db
    .select({ versionId: ruleVersions.id, themeId: ruleVersions.themeId, rule: ruleVersions.rule })
    .from(ruleVersions)
    .innerJoin(themes, eq(themes.id, ruleVersions.themeId))
    .where(and(eq(ruleVersions.workspaceId, workspaceId), or(eq(ruleVersions.id, themes.activeVersionId), eq(ruleVersions.backfill, "running"))))
    .orderBy(asc(ruleVersions.id));
}
