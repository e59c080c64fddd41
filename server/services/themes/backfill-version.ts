import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { ruleVersions, themes } from "@/db/schema";
import { candidateQuery, printTsquery } from "@/server/core/themes/candidate-query";
import { parseRule } from "@/server/core/themes/parse-rule";
import { type TextToProcess, writeMatches } from "@/server/services/articles/process-articles";

/** Articles per transaction: small enough to give way to others, large enough to keep statements few. */
const STEP = 1_000;

/**
 * Evaluates a version over every article of the workspace, trash included, in order of their ids, and then lets
 * charts show it in one step. Each step commits its matches with its cursor, so that a run that was cut off goes on
 * where it stood; running it twice writes nothing twice. `goOn` is asked between steps; false ends the run early.
 */
export async function backfillVersion(db: Database, workspaceId: string, ruleVersionId: string, goOn: () => Promise<boolean>): Promise<"complete" | "superseded" | "interrupted"> {
  for (;;) {
    const step = await db.transaction(async (tx) => {
      const [version] = await tx
        .select()
        .from(ruleVersions)
        .where(and(eq(ruleVersions.id, ruleVersionId), eq(ruleVersions.workspaceId, workspaceId)))
        .for("no key update");
      if (!version || version.backfill !== "running") return version?.backfill === "complete" ? "complete" : "superseded";
      const parsed = parseRule(version.rule);
      if (!parsed.ok) throw new Error(`Rule version ${ruleVersionId} was stored although it does not parse.`);
      const query = candidateQuery(parsed.rule);
      const candidate = query ? sql`(a.lexemes is null or a.lexemes @@ ${printTsquery(query)}::tsquery)` : sql`true`;
      const page = await tx.execute<{ last: string | null; articles: number }>(sql`
        select (array_agg(id order by id desc))[1] as last, count(*)::int as articles from (
          select a.id from articles a where a.workspace_id = ${workspaceId} ${version.backfillCursor ? sql`and a.id > ${version.backfillCursor}` : sql``}
          order by a.id limit ${STEP}) page`);
      const { last, articles } = page[0]!;
      if (last) {
        // The row locks keep a revision from being processed between reading its text and writing its matches.
        const texts = await tx.execute<Pick<TextToProcess, "id" | "revision" | "title" | "text">>(sql`
          select a.id, a.current_revision as revision, r.title, r.text
          from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
          where a.workspace_id = ${workspaceId} and a.id <= ${last} ${version.backfillCursor ? sql`and a.id > ${version.backfillCursor}` : sql``} and ${candidate}
          order by a.id for share of a`);
        await writeMatches(tx, workspaceId, [{ versionId: version.id, themeId: version.themeId, rule: version.rule }], texts, { replace: true });
        await tx
          .update(ruleVersions)
          .set({ backfillCursor: last, backfillDone: sql`${ruleVersions.backfillDone} + ${articles}`, backfillTotal: sql`greatest(${ruleVersions.backfillTotal}, ${ruleVersions.backfillDone} + ${articles})` })
          .where(eq(ruleVersions.id, ruleVersionId));
      }
      if (articles === STEP) return "running";
      await showVersion(tx, version.id, version.themeId);
      return "complete";
    });
    if (step !== "running") return step;
    if (!(await goOn())) return "interrupted";
  }
}

/** The switch: from this commit on every chart counts the new version's matches and none of the old one's. */
async function showVersion(tx: Parameters<Parameters<Database["transaction"]>[0]>[0], versionId: string, themeId: string): Promise<void> {
  await tx.update(ruleVersions).set({ backfill: "complete", activeFrom: sql`coalesce(${ruleVersions.activeFrom}, now())` }).where(eq(ruleVersions.id, versionId));
  await tx.update(ruleVersions).set({ backfill: "superseded" }).where(and(eq(ruleVersions.themeId, themeId), ne(ruleVersions.id, versionId), eq(ruleVersions.backfill, "running")));
  await tx.update(themes).set({ activeVersionId: versionId }).where(eq(themes.id, themeId));
}
