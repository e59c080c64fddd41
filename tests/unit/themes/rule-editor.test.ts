import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeRule } from "@/components/themes/complete-rule";
import { highlightRule } from "@/components/themes/highlight-rule";
import { parseRule } from "@/server/core/themes/parse-rule";

describe("completing an operator", () => {
  const labels = (source: string, caret = source.length) => completeRule(source, caret).choices.map(({ label }) => label);

  it("offers what capitals begin", () => {
    expect(labels("frozen NE")).toEqual(["NEAR/5"]);
    expect(labels("(SE")).toEqual(["SENTENCE(…)"]);
    expect(labels("frozen A")).toEqual(["AND", "ATLEAST/3(…)"]);
  });

  it("stays silent in words, phrases, remarks and finished operators", () => {
    for (const source of ["frozen ne", '"frozen NE', "# NE", "frozen AND", "ANEX", "НАТО"]) expect(labels(source), source).toEqual([]);
    expect(labels("NE x", 2)).toEqual(["NEAR/5"]);
    expect(labels("NEx", 2)).toEqual([]);
  });
});

describe("colouring a rule", () => {
  it("covers every letter once, in order, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "Ж", '"', "(", ")", "#", "\n", " ", "=", "*", "AND", "NEAR/5", "&&", "“", "é") }), (source) => {
        const parsed = parseRule(source);
        const segments = highlightRule(source, { errors: parsed.ok ? [] : parsed.errors, notices: parsed.notices });
        expect(segments.map(({ start, end }) => source.slice(start, end)).join("")).toBe(source);
        for (const { start, end } of segments) expect(end).toBeGreaterThan(start);
      }),
      { numRuns: 300 },
    );
  });

  it("marks where the fault stands", () => {
    const source = "frozen && assets";
    const parsed = parseRule(source);
    if (parsed.ok) throw new Error("It was accepted.");
    const faulty = highlightRule(source, parsed).filter(({ problem }) => problem === "error");
    expect(faulty.map(({ start, end }) => source.slice(start, end))).toEqual(["&&"]);
  });
});
