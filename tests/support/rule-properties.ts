import fc from "fast-check";
import { expect } from "vitest";
import { candidateQuery, lexemesOf, satisfiesQuery } from "@/server/core/themes/candidate-query";
import { compileThemes, type ThemeMatch } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { printRule } from "@/server/core/themes/print-rule";
import { articleArbitrary, ruleArbitrary } from "@/tests/support/rule-arbitraries";
import { askOracle, type OracleSpan } from "@/tests/support/rule-oracle";

export function spansOf(match: ThemeMatch | undefined): OracleSpan[] {
  return (match?.evidence ?? []).flatMap(({ field, spans }) => spans.map(({ start, end }) => ({ field, start, end })));
}

/** The engine and the oracle give the same verdict and the same evidence; returns how many pairs held. */
export function checkAgainstOracle(numRuns: number, seed?: number): number {
  let held = 0;
  fc.assert(
    fc.property(ruleArbitrary, articleArbitrary, (rule, article) => {
      const wanted = askOracle(rule, article);
      const [match] = compileThemes([{ key: "k", rule }]).match(article);
      if (wanted.holds) held += 1;
      expect({ holds: match !== undefined, spans: spansOf(match) }, printRule(rule)).toEqual(wanted);
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  );
  return held;
}

/** Whatever a rule matches is among its candidates. */
export function checkCandidates(numRuns: number, seed?: number): void {
  fc.assert(
    fc.property(ruleArbitrary, articleArbitrary, (rule, article) => {
      const query = candidateQuery(rule);
      const lexemes = lexemesOf(article);
      fc.pre(query !== null && lexemes !== null && askOracle(rule, article).holds);
      expect(query && satisfiesQuery(new Set(lexemes), query), printRule(rule)).toBe(true);
    }),
    { numRuns, maxSkipsPerRun: 1_000, ...(seed === undefined ? {} : { seed }) },
  );
}

/** A printed rule parses back to the same rule. */
export function checkPrinting(numRuns: number, seed?: number): void {
  fc.assert(
    fc.property(ruleArbitrary, (rule) => {
      const parsed = parseRule(printRule(rule));
      expect(parsed.ok ? parsed.rule : parsed.errors, printRule(rule)).toEqual(rule);
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  );
}
