import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { ruleVersions } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { gainOf } from "@/server/core/themes/compare-rules";
import { type Estimate, estimateCount, exactly } from "@/server/core/themes/estimate-matches";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import type { Rule } from "@/server/core/themes/rule";
import { requireRole, type Scope } from "@/server/services/scope";
import { drawCandidates, type DrawLimits, NOTHING } from "@/server/services/themes/draw-articles";
import { exampleOf, type RuleExample, settleDraw } from "@/server/services/themes/read-sample";

export const compareVersionsShape = z.strictObject({ themeId: z.uuid(), from: z.int().min(1), to: z.int().min(1) });

/** Asked for by a click, so that it may take longer than a preview and is nearly always exact. */
const READING_ENDS_MS = 2_500;
const UNHURRIED: DrawLimits = { listed: 60_000, drawn: 20_000 };
const MOST_EXAMPLES = 50;

export interface VersionComparison {
  /** Articles that `to` matches and `from` does not, as the articles are today. */
  gained: Estimate;
  lost: Estimate;
  /** The latest of them that were read. */
  gainedArticles: RuleExample[];
  lostArticles: RuleExample[];
  read: number;
  of: number;
}

/**
 * Holds two versions of a theme's rule against each other over today's articles: an old version's own matches end
 * where it was replaced, so both rules are evaluated anew. Sampled, with intervals, where there is too much to read. Needs `viewer`.
 */
export async function compareVersions(scope: Scope, input: z.input<typeof compareVersionsShape>, readingEndsMs = READING_ENDS_MS): Promise<VersionComparison> {
  requireRole(scope, "viewer");
  const deadline = performance.now() + readingEndsMs;
  const { themeId, from, to } = compareVersionsShape.parse(input);
  const [before, after] = await versionRules(scope, themeId, [from, to]);
  const either = [gainOf(before!, after!), gainOf(after!, before!)].filter((rule) => rule !== null);
  const draw = either.length > 0 ? await drawCandidates(scope, either, null, UNHURRIED) : NOTHING;
  const matcher = compileThemes([
    { key: "before", rule: before! },
    { key: "after", rule: after! },
  ]);
  const gained: RuleExample[] = [];
  const lost: RuleExample[] = [];
  const { drawn, read } = await settleDraw(scope, draw, { deadline, showing: 0 }, (_known, text) => {
    if (!text) return;
    const [first, second] = matcher.match(text);
    if (!first || second) return;
    (first.key === "after" ? gained : lost).push(exampleOf(text, first.evidence));
  });
  const count = (hits: number) => (draw.size === 0 ? exactly(0) : estimateCount(hits, drawn, draw.size));
  return { gained: count(gained.length), lost: count(lost.length), gainedArticles: latest(gained), lostArticles: latest(lost), read, of: draw.size };
}

const latest = (examples: RuleExample[]): RuleExample[] => examples.sort((a, b) => ((a.publishedDay ?? "") < (b.publishedDay ?? "") ? 1 : -1)).slice(0, MOST_EXAMPLES);

async function versionRules(scope: Scope, themeId: string, numbers: number[]): Promise<Rule[]> {
  const rows = await scope.db
    .select({ number: ruleVersions.number, rule: ruleVersions.rule })
    .from(ruleVersions)
    .where(and(eq(ruleVersions.themeId, themeId), eq(ruleVersions.workspaceId, scope.workspace.id), inArray(ruleVersions.number, numbers)));
  return numbers.map((number) => {
    const row = rows.find((version) => version.number === number);
    if (!row) throw notFound("version");
    const parsed = parseRule(row.rule);
    if (!parsed.ok) throw new Error(`Version ${number} of theme ${themeId} was stored although it does not parse.`);
    return parsed.rule;
  });
}
