import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gainOf } from "@/server/core/themes/compare-rules";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { printRule } from "@/server/core/themes/print-rule";
import type { Rule } from "@/server/core/themes/rule";
import { articleArbitrary, ruleArbitrary } from "@/tests/support/rule-arbitraries";

function parsed(source: string): Rule {
  const result = parseRule(source);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.rule;
}

const gain = (before: string, after: string) => {
  const rule = gainOf(parsed(before), parsed(after));
  return rule && printRule(rule);
};

describe("what an edit can gain, by its shape", () => {
  it.each([
    ["a1 OR b1", "a1 OR b1 OR c1", "c1"],
    ["a1 OR b1", "b1", null],
    ["a1", "a1 NOT b1", null],
    ["a1 AND b1", "b1 AND c1 AND a1", null],
    ["a1 AND b1", "a1", "a1"],
    ["a1 OR b1", "a1 AND c1 OR d1", "d1"],
    ["a1 NEAR/5 b1", "a1 NEAR/5 b1 OR a1 NEAR/9 b1", "a1 NEAR/9 b1"],
    ["a1", "b1 OR c1", "b1 OR c1"],
  ])("%s becomes %s", (before, after, expected) => {
    expect(gain(before, after)).toBe(expected);
  });

  it("holds wherever the later rule holds and the earlier does not", () => {
    const pair = fc.oneof(
      fc.tuple(ruleArbitrary, ruleArbitrary),
      fc.tuple(ruleArbitrary, ruleArbitrary).map(([a, b]): [Rule, Rule] => [a, parsed(`(${printRule(a)}) OR (${printRule(b)})`)]),
      fc.tuple(ruleArbitrary, ruleArbitrary).map(([a, b]): [Rule, Rule] => [a, parsed(`(${printRule(a)}) AND (${printRule(b)})`)]),
    );
    fc.assert(
      fc.property(pair, fc.array(articleArbitrary, { minLength: 1, maxLength: 8 }), ([before, after], articles) => {
        const narrow = gainOf(before, after);
        const matcher = compileThemes([{ key: "before", rule: before }, { key: "after", rule: after }, ...(narrow ? [{ key: "gain", rule: narrow }] : [])]);
        for (const article of articles) {
          const keys = matcher.match(article).map(({ key }) => key);
          if (keys.includes("after") && !keys.includes("before")) expect(keys).toContain("gain");
        }
      }),
      { numRuns: 200 },
    );
  });
});
