import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOutRule } from "@/server/core/themes/lay-out-rule";
import { parseRule } from "@/server/core/themes/parse-rule";
import { STARTING_THEMES } from "@/server/core/themes/starting-themes";
import type { Rule } from "@/server/core/themes/rule";
import { ruleArbitrary } from "@/tests/support/rule-arbitraries";

function parsed(source: string): Rule {
  const result = parseRule(source);
  if (!result.ok) throw new Error(`${source}: ${result.errors[0]?.message}`);
  return result.rule;
}

describe("laying out a rule", () => {
  it("keeps a short rule on its line", () => {
    expect(layOutRule(parsed('"frozen assets"  orde*  OR (frozen  NEAR/5 assets)'))).toBe('"frozen assets" AND orde* OR frozen NEAR/5 assets');
  });

  it("gives each alternative of a long rule a line of its own", () => {
    const rule = parsed("(frozen OR seized OR confiscated) NEAR/6 (assets OR funds OR reserves) OR SENTENCE(loan AND backed AND immobilised AND reserves AND Belgium)");
    expect(layOutRule(rule).split("\n")).toEqual(["(frozen OR seized OR confiscated) NEAR/6 (assets OR funds OR reserves)", "OR SENTENCE(loan AND backed AND immobilised AND reserves AND Belgium)"]);
  });

  it("gives the same rule back, whatever the rule", () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        expect(parsed(layOutRule(rule))).toEqual(rule);
      }),
      { numRuns: 300 },
    );
    for (const { rule } of STARTING_THEMES) expect(parsed(layOutRule(parsed(rule)))).toEqual(parsed(rule));
  });
});
