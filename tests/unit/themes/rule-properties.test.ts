import { describe, expect, it } from "vitest";
import { checkAgainstOracle, checkCandidates, checkPrinting } from "@/tests/support/rule-properties";

describe("random rules on random texts", () => {
  it("match as the oracle says, with the same evidence", () => {
    expect(checkAgainstOracle(600)).toBeGreaterThan(50);
  });

  it("never lose a match among the candidates", () => {
    checkCandidates(150);
  });

  it("print to what parses back", () => {
    checkPrinting(500);
  });
});
