import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { lexemesOf } from "@/server/core/themes/candidate-query";
import { compileThemes, type ThemeMatcher } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { detectLanguage } from "@/server/ingest/detect-language";
import { assignStories } from "@/server/services/stories/assign-stories";
import { lockStories } from "@/server/services/stories/lock-stories";
import { type VersionToEvaluate, versionsToEvaluate } from "@/server/services/themes/theme-versions";
import { uuidArray } from "@/server/services/trends/filter-sql";

export interface TextToProcess {
  id: string;
  revision: number;
  title: string;
  text: string;
  language: string;
  published_day: string | null;
  processed_revision: number | null;
}

/**
 * Evaluates the current revision of each article under every version that charts show or that is being back-filled,
 * writes matches with their evidence, search tokens, language and story, and marks the revision as processed: one
 * transaction, in a fixed number of statements. Running it again writes the same rows.
 */
export async function processArticles(db: Database, workspaceId: string, articleIds: string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await lockStories(tx, workspaceId);
    const rows = await tx.execute<TextToProcess & Record<string, unknown>>(sql`
      select a.id, a.current_revision as revision, r.title, r.text, a.language, a.published_day::text, a.processed_revision
      from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
      where a.workspace_id = ${workspaceId} and a.id = any(${uuidArray(articleIds)}) order by a.id for no key update of a`);
    if (rows.length === 0) return;
    const versions = await versionsToEvaluate(tx, workspaceId);
    await writeMatches(tx, workspaceId, versions, rows, { replace: true });
    await markProcessed(tx, rows);
    await assignStories(
      tx,
      workspaceId,
      rows.map((row) => ({ articleId: row.id, revision: row.revision, title: row.title, text: row.text, publishedDay: row.published_day, changed: row.processed_revision !== row.revision })),
    );
  });
}

/** Evaluates texts under versions and writes what matched. `replace` first removes what an earlier revision matched. */
export async function writeMatches(tx: Transaction, workspaceId: string, versions: VersionToEvaluate[], texts: Pick<TextToProcess, "id" | "revision" | "title" | "text">[], options: { replace: boolean }): Promise<number> {
  if (versions.length === 0 || texts.length === 0) return 0;
  const matcher = matcherFor(versions);
  const themeOf = new Map(versions.map((version) => [version.versionId, version.themeId]));
  const found = texts.flatMap(({ id, revision, title, text }) =>
    matcher.match({ title, text }).map(({ key, evidence }) => ({ article_id: id, revision, version_id: key, theme_id: themeOf.get(key)!, evidence })),
  );
  if (options.replace) {
    await tx.execute(sql`delete from matches where article_id = any(${uuidArray(texts.map(({ id }) => id))}) and rule_version_id = any(${uuidArray(versions.map(({ versionId }) => versionId))})`);
  }
  if (found.length > 0) {
    await tx.execute(sql`
      insert into matches (article_id, rule_version_id, workspace_id, theme_id, revision, evidence)
      select f.article_id, f.version_id, ${workspaceId}, f.theme_id, f.revision, f.evidence
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f(article_id uuid, version_id uuid, theme_id uuid, revision int, evidence jsonb)
      on conflict do nothing`);
  }
  return found.length;
}

async function markProcessed(tx: Transaction, rows: readonly TextToProcess[]): Promise<void> {
  const marks = rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    language: row.language || detectLanguage(`${row.title}\n${row.text.slice(0, 2_000)}`),
    lexemes: lexemesOf(row),
  }));
  await tx.execute(sql`
    update articles a set processed_revision = m.revision, language = m.language, lexemes = array_to_tsvector(m.lexemes)
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m(id uuid, revision int, language text, lexemes text[])
    where a.id = m.id`);
}

let compiled: { key: string; matcher: ThemeMatcher } | null = null;

/** The compiled matcher of a set of versions; the last one is kept, because batches come in runs of the same set. */
function matcherFor(versions: VersionToEvaluate[]): ThemeMatcher {
  const key = versions.map(({ versionId }) => versionId).join();
  if (compiled?.key !== key) {
    const themes = versions.map(({ versionId, rule }) => {
      const parsed = parseRule(rule);
      if (!parsed.ok) throw new Error(`Rule version ${versionId} was stored although it does not parse: ${parsed.errors[0]?.message}`);
      return { key: versionId, rule: parsed.rule };
    });
    compiled = { key, matcher: compileThemes(themes) };
  }
  return compiled.matcher;
}
