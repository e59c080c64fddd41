import { describe, expect, it } from "vitest";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { checkAgainstOracle, checkCandidates, checkPrinting } from "@/tests/support/rule-properties";
import { WORST_RULES, worstTexts } from "@/tests/support/worst-rules";

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
  // The goal is 100 ms on a quiet core, which the bench measures; beside other suites the same work takes up to twice that.
  it.each(Object.entries(WORST_RULES))("%s: no text of 1 MB takes long", (_, source) => {
    const parsed = parseRule(source);
    if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
    const matcher = compileThemes([{ key: "worst", rule: parsed.rule }]);
    for (const text of worstTexts()) expect(leastCpuMs(() => matcher.match({ title: "", text }))).toBeLessThan(250);
  });
});

/** Processor time of the fastest of eight runs, so that other work on the machine does not count. */
function leastCpuMs(run: () => unknown): number {
  const times = Array.from({ length: 8 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}
