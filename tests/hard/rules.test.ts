import { describe, expect, it } from "vitest";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { checkAgainstOracle, checkCandidates, checkPrinting } from "@/tests/support/rule-properties";
import { leastProcessorMs } from "@/tests/support/processor-time";
import { WORST_RULES, WORST_TEXTS } from "@/tests/support/worst-rules";

describe("the rule engine against the oracle", () => {
  it("agrees on 10,000 random pairs of rule and text, on evidence too", () => {
    expect(checkAgainstOracle(10_000)).toBeGreaterThan(1_000);
  });

  it("never loses a match among the candidates, 3,000 matches", () => {
    checkCandidates(3_000);
  });

  it("prints 10,000 rules to what parses back", () => {
    checkPrinting(10_000);
  });
});

describe("the worst rules that the limits allow", () => {
  // The goal is 100 ms on a quiet core, which the bench measures; beside other suites the same work takes half as much again.
  const texts = Object.entries(WORST_TEXTS).map(([name, make]) => ({ name, text: make() }));

  it.each(Object.entries(WORST_RULES))("%s: no text of 1 MB takes long", (_, source) => {
    const parsed = parseRule(source);
    if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
    const matcher = compileThemes([{ key: "worst", rule: parsed.rule }]);
    for (const { name, text } of texts) expect(leastProcessorMs(() => matcher.match({ title: "", text }), 100, 8), name).toBeLessThan(150);
  }, 120_000);
});
