import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StoredEvidence } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { candidateQuery, printTsquery } from "@/server/core/themes/candidate-query";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { ruleSourceShape } from "@/server/core/themes/theme-shapes";
import type { Evidence } from "@/server/core/themes/match-themes";
import type { RuleError } from "@/server/core/themes/rule-error";
import { requireRole, type Scope } from "@/server/services/scope";
import { uuidArray } from "@/server/services/trends/filter-sql";

export const previewRuleShape = z.strictObject({ rule: ruleSourceShape, themeId: z.uuid().optional() });

/** Candidates are read whole up to this many; beyond it the latest ones are read and the numbers say that they are a sample. */
const MOST_READ = 3_000;
const EXAMPLES = 5;

export interface RuleExample {
  articleId: string;
  title: string;
  outlet: string;
  publishedDay: string | null;
  sentence: { text: string; spans: { start: number; end: number }[] } | null;
}

export type RulePreview =
  | { ok: false; errors: RuleError[] }
  | {
      ok: true;
      /** Articles that can match by their words, and how many of them were read. */
      candidates: number;
      read: number;
      /** Counts among the articles that were read; exact when `read` equals `candidates`. */
      matches: number;
      gained: number;
      lost: number;
      gainedExamples: RuleExample[];
      lostExamples: RuleExample[];
      matchExamples: RuleExample[];
    };

interface CandidateRow extends Record<string, unknown> {
  id: string;
  title: string;
  text: string;
  outlet: string;
  published_day: string | null;
  now_matches: boolean;
}

/**
 * What a rule would match, and what it gains and loses against the theme's shown version, with examples. Reads the
 * latest candidates only, up to a bound; `lost` also counts articles that the new rule's words exclude. Needs `viewer`.
 */
export async function previewRule(scope: Scope, input: z.input<typeof previewRuleShape>): Promise<RulePreview> {
  requireRole(scope, "viewer");
  const { rule, themeId } = previewRuleShape.parse(input);
  const parsed = parseRule(rule);
  if (!parsed.ok) return { ok: false, errors: parsed.errors };
  const versionId = themeId ? await shownVersion(scope, themeId) : null;
  const query = candidateQuery(parsed.rule);
  const candidate = query ? sql`(a.lexemes is null or a.lexemes @@ ${printTsquery(query)}::tsquery)` : sql`true`;
  const matched = versionId ? sql`exists (select 1 from matches m where m.article_id = a.id and m.rule_version_id = ${versionId})` : sql`false`;
  const base = sql`a.workspace_id = ${scope.workspace.id} and a.deleted_at is null`;

  const [count] = await scope.db.execute<{ candidates: number }>(sql`select count(*)::int as candidates from articles a where ${base} and ${candidate}`);
  const rows = await scope.db.execute<CandidateRow>(sql`
    select a.id, r.title, r.text, o.name as outlet, a.published_day::text, ${matched} as now_matches
    from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision join outlets o on o.id = a.outlet_id
    where ${base} and ${candidate} order by a.published_day desc nulls last, a.id desc limit ${MOST_READ}`);
  const matcher = compileThemes([{ key: "preview", rule: parsed.rule }]);
  const found = rows.flatMap((row) => {
    const [match] = matcher.match(row);
    return match ? [{ row, evidence: match.evidence }] : [];
  });
  const matchedIds = new Set(found.map(({ row }) => row.id));
  const isWhole = rows.length === count!.candidates;
  const lostAmongRead = rows.filter((row) => row.now_matches && !matchedIds.has(row.id));
  const excluded = versionId && isWhole ? await excludedMatches(scope, versionId, rows.map(({ id }) => id)) : { lost: 0, examples: [] };
  return {
    ok: true,
    candidates: count!.candidates,
    read: rows.length,
    matches: found.length,
    gained: found.filter(({ row }) => !row.now_matches).length,
    lost: lostAmongRead.length + excluded.lost,
    matchExamples: found.slice(0, EXAMPLES).map(({ row, evidence }) => example(row, evidence)),
    gainedExamples: found.filter(({ row }) => !row.now_matches).slice(0, EXAMPLES).map(({ row, evidence }) => example(row, evidence)),
    lostExamples: [...lostAmongRead.map((row) => example(row, [])), ...excluded.examples].slice(0, EXAMPLES),
  };
}

async function shownVersion(scope: Scope, themeId: string): Promise<string | null> {
  const [theme] = await scope.db.execute<{ active_version_id: string | null }>(sql`select active_version_id from themes where id = ${themeId} and workspace_id = ${scope.workspace.id}`);
  if (!theme) throw notFound("theme");
  return theme.active_version_id;
}

/** Matches of the shown version on articles that are no candidates of the new rule at all. */
async function excludedMatches(scope: Scope, versionId: string, candidateIds: string[]): Promise<{ lost: number; examples: RuleExample[] }> {
  const rows = await scope.db.execute<CandidateRow & { evidence: StoredEvidence[]; lost: number }>(sql`
    select a.id, r.title, r.text, o.name as outlet, a.published_day::text, true as now_matches, m.evidence, (count(*) over ())::int as lost
    from matches m join articles a on a.id = m.article_id join article_revisions r on r.article_id = a.id and r.number = m.revision join outlets o on o.id = a.outlet_id
    where m.workspace_id = ${scope.workspace.id} and m.rule_version_id = ${versionId} and a.deleted_at is null and not (a.id = any(${uuidArray(candidateIds)}))
    order by a.published_day desc nulls last, a.id desc limit ${EXAMPLES}`);
  return { lost: rows[0]?.lost ?? 0, examples: rows.map((row) => example(row, row.evidence)) };
}

function example(row: CandidateRow, evidence: readonly Evidence[]): RuleExample {
  const first = evidence[0];
  return {
    articleId: row.id,
    title: row.title,
    outlet: row.outlet,
    publishedDay: row.published_day,
    sentence: first
      ? {
          text: row[first.field].slice(first.sentence.start, first.sentence.end),
          spans: first.spans.map((span) => ({ start: span.start - first.sentence.start, end: span.end - first.sentence.start })),
        }
      : null,
  };
}
