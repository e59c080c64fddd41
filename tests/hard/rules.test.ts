import { describe, expect, it } from "vitest";
import { checkAgainstOracle, checkCandidates, checkPrinting } from "@/tests/support/rule-properties";

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
