import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { ruleVersions, type StoredEvidence, themes } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { gainOf } from "@/server/core/themes/compare-rules";
import { addEstimates, type Estimate, estimateCount, exactly, subtractEstimate } from "@/server/core/themes/estimate-matches";
import { compileThemes, type Evidence, type ThemeMatcher } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { type MonthCount, PreviewTally, type WordCount } from "@/server/core/themes/preview-tally";
import type { Rule } from "@/server/core/themes/rule";
import type { RuleError } from "@/server/core/themes/rule-error";
import { ruleSourceShape } from "@/server/core/themes/theme-shapes";
import { localDay } from "@/server/core/trends/days";
import { requireRole, type Scope } from "@/server/services/scope";
import { type Draw, drawCandidates, drawMatches, NOTHING } from "@/server/services/themes/draw-articles";
import { exampleOf, type RuleExample, type SampledText, settleDraw } from "@/server/services/themes/read-sample";
import { uuidArray } from "@/server/services/trends/filter-sql";

export const previewRuleShape = z.strictObject({ rule: ruleSourceShape, themeId: z.uuid().optional() });

/** No round of reading begins later than this after the request: somebody is typing. */
const READING_ENDS_MS = 300;
const EXAMPLES = 5;
/** Articles that match as before are read too, this many, to show what the rule finds. */
const SHOWING = 120;

export type RulePreview =
  | { ok: false; errors: RuleError[]; notices: RuleError[] }
  | {
      ok: true;
      notices: RuleError[];
      matches: Estimate;
      /** The shown version that the rule is held against; null for a new theme. `ready` is false while its own first back-fill runs. */
      against: { number: number; matches: number; ready: boolean } | null;
      gained: Estimate | null;
      lost: Estimate | null;
      /** Texts that were read, and how many articles would have to be for certainty. */
      read: number;
      of: number;
      matchExamples: RuleExample[];
      gainedExamples: RuleExample[];
      lostExamples: RuleExample[];
      /** Counts among `readMatches` matching articles. */
      words: WordCount[];
      readMatches: number;
      months: MonthCount[];
      lastMonthUnfinished: boolean;
    };

interface ShownVersion {
  id: string;
  number: number;
  rule: string;
  ready: boolean;
}

/**
 * What a rule would match, and what it gains and loses against the theme's shown version, with examples. What cannot be
 * read in time is estimated from a random sample, with an interval. Needs `viewer`.
 */
export async function previewRule(scope: Scope, input: z.input<typeof previewRuleShape>, readingEndsMs = READING_ENDS_MS): Promise<RulePreview> {
  requireRole(scope, "viewer");
  const deadline = performance.now() + readingEndsMs;
  const { rule: source, themeId } = previewRuleShape.parse(input);
  const shown = themeId ? await shownVersion(scope, themeId) : null;
  const parsed = parseRule(source);
  if (!parsed.ok) return { ok: false, errors: parsed.errors, notices: parsed.notices };
  const { rule, notices } = parsed;
  const base = shown?.ready ? { id: shown.id, rule: storedRule(shown) } : null;
  const gains = base ? gainOf(base.rule, rule) : rule;
  const [fresh, held] = await Promise.all([
    gains ? drawCandidates(scope, [gains], base?.id ?? null) : NOTHING,
    base ? drawMatches(scope, base.id, rule, gainOf(rule, base.rule)) : NOTHING,
  ]);

  const matcher = compileThemes([{ key: "rule", rule }]);
  const gain = new Side(fresh);
  const kept = new Side(held);
  const [readFresh, readHeld] = await Promise.all([
    settleDraw(scope, fresh, { deadline, showing: 0 }, (known, text) => gain.settle(known === "matches", text, matcher)),
    settleDraw(scope, held, { deadline, showing: SHOWING }, (known, text) => kept.settle(known === "matches", text, matcher)),
  ]);
  const gained = gain.estimate(readFresh.drawn);
  const stayed = kept.estimate(readHeld.drawn);
  const tally = new PreviewTally();
  for (const [side, drawn] of [[gain, readFresh.drawn], [kept, readHeld.drawn]] as const) {
    const weight = side.found.length === 0 ? 0 : side.estimate(drawn).value / side.found.length;
    for (const { text, evidence } of side.found) tally.add(text, text.published_day, evidence, weight);
  }
  const months = tally.perMonth();
  const found = [...gain.found, ...kept.found];
  const lostIds = held.articles.slice(0, readHeld.drawn).flatMap(({ id }, at) => (kept.misses.has(at) ? [id] : []));
  return {
    ok: true,
    notices,
    matches: addEstimates(gained, stayed),
    against: shown ? { number: shown.number, matches: held.size, ready: shown.ready } : null,
    gained: base ? gained : null,
    lost: base ? subtractEstimate(held.size, stayed) : null,
    read: readFresh.read + readHeld.read,
    of: fresh.size + held.articles.filter(({ known }) => known === "unknown").length,
    matchExamples: latestFirst(found).slice(0, EXAMPLES),
    gainedExamples: base ? latestFirst(gain.found).slice(0, EXAMPLES) : [],
    lostExamples: base ? await lostExamples(scope, base.id, lostIds.slice(0, EXAMPLES)) : [],
    words: tally.topWords(),
    readMatches: tally.count,
    months,
    lastMonthUnfinished: months.at(-1)?.month === localDay(scope.now(), scope.workspace.timeZone).slice(0, 7),
  };
}

/** One draw as it is settled: how many match, which do not, and those that were read with their evidence. */
class Side {
  readonly found: { text: SampledText; evidence: readonly Evidence[] }[] = [];
  /** Places in the draw of articles that do not match. */
  readonly misses = new Set<number>();
  private at = 0;

  constructor(private readonly draw: Draw) {}

  settle(isKnownMatch: boolean, text: SampledText | null, matcher: ThemeMatcher): void {
    const match = text ? matcher.match(text)[0] : undefined;
    if (match && text) this.found.push({ text, evidence: match.evidence });
    else if (text || !isKnownMatch) this.misses.add(this.at);
    this.at += 1;
  }

  estimate(drawn: number): Estimate {
    return this.draw.size === 0 ? exactly(0) : estimateCount(drawn - this.misses.size, drawn, this.draw.size);
  }
}

const latestFirst = (found: Side["found"]): RuleExample[] =>
  [...found].sort((a, b) => ((a.text.published_day ?? "") < (b.text.published_day ?? "") ? 1 : -1)).map(({ text, evidence }) => exampleOf(text, evidence));

async function shownVersion(scope: Scope, themeId: string): Promise<ShownVersion> {
  const [version] = await scope.db
    .select({ id: ruleVersions.id, number: ruleVersions.number, rule: ruleVersions.rule, state: ruleVersions.backfill })
    .from(themes)
    .innerJoin(ruleVersions, eq(ruleVersions.id, themes.activeVersionId))
    .where(and(eq(themes.id, themeId), eq(themes.workspaceId, scope.workspace.id)));
  if (!version) throw notFound("theme");
  const { state, ...rest } = version;
  return { ...rest, ready: state === "complete" };
}

function storedRule(version: ShownVersion): Rule {
  const parsed = parseRule(version.rule);
  if (!parsed.ok) throw new Error(`Rule version ${version.id} was stored although it does not parse.`);
  return parsed.rule;
}

/** What the shown version found in articles that the new rule no longer matches. */
async function lostExamples(scope: Scope, versionId: string, articleIds: string[]): Promise<RuleExample[]> {
  if (articleIds.length === 0) return [];
  const rows = await scope.db.execute<SampledText & { evidence: StoredEvidence[] }>(sql`
    select a.id, r.title, r.text, a.language, o.name as outlet, a.published_day::text, m.evidence
    from matches m join articles a on a.id = m.article_id join article_revisions r on r.article_id = a.id and r.number = m.revision join outlets o on o.id = a.outlet_id
    where a.workspace_id = ${scope.workspace.id} and m.rule_version_id = ${versionId} and a.id = any(${uuidArray(articleIds)})
    order by a.published_day desc nulls last, a.id desc`);
  return rows.map((row) => exampleOf(row, row.evidence));
}
