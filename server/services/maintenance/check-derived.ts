import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { StoredEvidence } from "@/db/schema/articles";
import { compareEarliest } from "@/server/core/stories/assign-story";
import { createStoryIndex } from "@/server/core/stories/group-stories";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { dayNumber } from "@/server/core/trends/days";
import { countDifferences } from "@/server/services/maintenance/count-differences";
import { versionsToEvaluate } from "@/server/services/themes/theme-versions";
import { loadPlacements } from "@/server/services/stories/load-placements";
import { textArray, uuidArray } from "@/server/services/trends/filter-sql";

/** What a rebuild from the articles would change; all but the first two are zero when the tables agree with the texts. */
export interface DerivedDifferences {
  articles: number;
  /** Matches that stand in the table. */
  matches: number;
  unprocessed: number;
  matchesMissing: number;
  matchesExtra: number;
  evidenceChanged: number;
  /** Articles that stand in a story with others than they should. */
  storiesChanged: number;
  leadsChanged: number;
  /** Imports whose counts disagree with their rows or with the articles that they made. */
  importsMiscounted: number;
  /** Addresses and content hashes that lead to no article, and articles to which none leads. */
  identitiesAstray: number;
  /** Kept counts per day that differ from a recount. */
  countsWrong: number;
}

const AT_ONCE = 500;

/**
 * Evaluates every article of a workspace anew, groups all stories anew and counts all imports anew, and compares with
 * what stands in the tables; changes nothing. Holds the workspace's texts in memory. Call it while no job is waiting.
 */
export async function checkDerived(db: Database, workspaceId: string): Promise<DerivedDifferences> {
  const matches = await checkMatches(db, workspaceId);
  const stories = await checkStories(db, workspaceId);
  return { ...matches, ...stories, ...(await checkCounts(db, workspaceId)), countsWrong: await countDifferences(db, workspaceId) };
}

const key = (articleId: string, versionId: string, revision: number) => `${articleId} ${versionId} ${revision}`;
const placesOf = (evidence: readonly StoredEvidence[]) => JSON.stringify(evidence.map(({ field, sentence, spans }) => [field, sentence.start, sentence.end, ...spans.flatMap(({ start, end }) => [start, end])]));

async function checkMatches(db: Database, workspaceId: string) {
  const themes = (await versionsToEvaluate(db, workspaceId)).map(({ versionId, rule }) => {
    const parsed = parseRule(rule);
    if (!parsed.ok) throw new Error(`Rule version ${versionId} was stored although it does not parse.`);
    return { key: versionId, rule: parsed.rule };
  });
  const matcher = compileThemes(themes);
  const found = { articles: 0, matches: 0, unprocessed: 0, matchesMissing: 0, matchesExtra: 0, evidenceChanged: 0 };
  for (let after: string | null = null; ; ) {
    const rows: readonly { id: string; revision: number; processed: boolean; title: string; text: string }[] = await db.execute<{ id: string; revision: number; processed: boolean; title: string; text: string }>(sql`
      select a.id, a.current_revision as revision, a.processed_revision is not distinct from a.current_revision as processed, r.title, r.text
      from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
      where a.workspace_id = ${workspaceId} ${after ? sql`and a.id > ${after}` : sql``} order by a.id limit ${AT_ONCE}`);
    if (rows.length === 0) return found;
    after = rows.at(-1)!.id;
    const stored = await db.execute<{ article_id: string; rule_version_id: string; revision: number; evidence: StoredEvidence[] }>(sql`
      select article_id, rule_version_id, revision, evidence from matches
      where article_id = any(${uuidArray(rows.map(({ id }) => id))}) and rule_version_id = any(${uuidArray(themes.map((theme) => theme.key))})`);
    const standing = new Map(stored.map((row) => [key(row.article_id, row.rule_version_id, row.revision), placesOf(row.evidence)]));
    found.articles += rows.length;
    found.matches += stored.length;
    for (const { id, revision, processed, title, text } of rows) {
      if (!processed) found.unprocessed += 1;
      for (const match of matcher.match({ title, text })) {
        const at = key(id, match.key, revision);
        const places = standing.get(at);
        if (places === undefined) found.matchesMissing += 1;
        else if (places !== placesOf(match.evidence as StoredEvidence[])) found.evidenceChanged += 1;
        standing.delete(at);
      }
    }
    found.matchesExtra += standing.size;
  }
}

async function checkStories(db: Database, workspaceId: string) {
  const rows = await db.execute<{ id: string; story_id: string; lead: string | null; day: string | null; at: string | null; title: string; text: string }>(sql`
    select a.id, a.story_id, s.lead_article_id as lead, a.published_day::text as day, a.published_at as at, r.title, r.text
    from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision left join stories s on s.id = a.story_id
    where a.workspace_id = ${workspaceId} and a.deleted_at is null`);
  const { apart, links } = await loadPlacements(db, workspaceId);
  const dated = rows.map((row) => ({ row, date: { articleId: row.id, day: row.day ? dayNumber(row.day) : 0, publishedAtMs: row.at ? Date.parse(row.at) : null, dated: row.day !== null } }));
  const index = createStoryIndex();
  for (const { row, date } of dated.toSorted((a, b) => compareEarliest(a.date, b.date))) {
    if (date.dated && !apart.has(row.id)) index.add(date, row);
    else index.addApart(date);
  }
  for (const [one, other] of links) index.tie(one, other);

  const together = (storyOf: (row: (typeof rows)[number]) => string) => {
    const stories = new Map<string, string[]>();
    for (const row of rows) stories.set(storyOf(row), [...(stories.get(storyOf(row)) ?? []), row.id]);
    return new Map([...stories.values()].flatMap((ids) => ids.map((id) => [id, ids.toSorted().join()] as const)));
  };
  const standing = together((row) => row.story_id);
  const rebuilt = together((row) => index.storyOf(row.id)!.story);
  const isAlone = (id: string) => rebuilt.get(id) === id;
  return {
    storiesChanged: rows.filter(({ id }) => standing.get(id) !== rebuilt.get(id)).length,
    leadsChanged: rows.filter(({ id, lead }) => lead !== (isAlone(id) ? null : index.storyOf(id)!.lead)).length,
  };
}

async function checkCounts(db: Database, workspaceId: string) {
  const outcomes = textArray(["created", "existing", "refused"]);
  const [row] = await db.execute<{ imports: number; astray: number }>(sql`
    select
      (select count(*)::int from imports i left join lateral (
          select array_agg(coalesce(n, 0) order by o) as counted from unnest(${outcomes}) with ordinality as t(outcome, o)
          left join (select r.outcome::text as outcome, count(*) as n from import_rows r where r.import_id = i.id group by 1) c using (outcome)) c on true
        where i.workspace_id = ${workspaceId} and i.state <> 'undone' and (
          i.created + i.existing + i.refused <> i.rows_read or c.counted <> array[i.created, i.existing, i.refused]::bigint[]
          or i.created <> (select count(*) from articles a where a.import_id = i.id))) as imports,
      (select count(*)::int from (
          select article_id from addresses where workspace_id = ${workspaceId} union all select article_id from content_hashes where workspace_id = ${workspaceId}) k
        full join (select id from articles where workspace_id = ${workspaceId}) a on a.id = k.article_id where a.id is null or k.article_id is null) as astray`);
  return { importsMiscounted: row!.imports, identitiesAstray: row!.astray };
}
