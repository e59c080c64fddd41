import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMend, explainError } from "@/server/core/themes/explain-error";
import { parseRule } from "@/server/core/themes/parse-rule";
import { printRule } from "@/server/core/themes/print-rule";
import { translateQuery } from "@/server/core/themes/translate-query";
import { leastProcessorMs } from "@/tests/support/processor-time";

const printed = (source: string) => {
  const parsed = parseRule(source);
  return parsed.ok ? printRule(parsed.rule) : parsed.errors.map((error) => error.message).join(" | ");
};

describe("the rule language", () => {
  it.each([
    ["frozen assets", "frozen AND assets"],
    ["a b OR c", "a AND b OR c"],
    ["a OR b AND c NEAR/5 d NOT e", "a OR b AND c NEAR/5 d AND NOT e"],
    ["(a OR b) NEAR/5 c", "(a OR b) NEAR/5 c"],
    ["((a (b c)) OR d)", "a AND b AND c OR d"],
    ["a BEFORE/3 \"b c\"", 'a BEFORE/3 "b c"'],
    ["SENTENCE(a NOT b) OR PARAGRAPH(c) OR TITLE(=NATO) OR ATLEAST/3(d OR e)", "SENTENCE(a AND NOT b) OR PARAGRAPH(c) OR TITLE(=NATO) OR ATLEAST/3(d OR e)"],
    ["long-term Ukraine’s l'Europe", '"long term" AND Ukraine AND "l Europe"'],
    ["a # one\n# two\nb", "a AND b"],
    ['"AND" "near"', '"AND" AND "near"'],
    ["sanction* organi?ation ab?*", "sanction* AND organi?ation AND ab?*"],
    ['制裁 "俄 罗 斯" NEAR/3 "ไทย ab"', '制裁 AND 俄罗斯 NEAR/3 "ไทย ab"'],
    ["NOT (a b) c", "NOT (a AND b) AND c"],
  ])("reads %s", (source, expected) => {
    expect(printed(source)).toBe(expected);
    expect(printed(expected)).toBe(expected);
  });

  it.each([
    ['a "b c', 2, 'a "b c"'],
    ["(a OR b", 0, "(a OR b)"],
    ["a)", 1, "a"],
    ["a AND", 2, "a "],
    ["OR a", 0, " a"],
    ["a AND OR b", 2, "a  OR b"],
    ["a NEAR b", 2, "a NEAR/5 b"],
    ["a NEAR5 b", 2, "a NEAR/5 b"],
    ["a NEAR/5f b", 2, "a BEFORE/5 b"],
    ["a W/3 b", 2, "a NEAR/3 b"],
    ["a NEAR/0 b", 2, "a NEAR/1 b"],
    ["a NEAR/9999 b", 2, "a NEAR/100 b"],
    ["ATLEAST/0(a)", 0, "ATLEAST/2(a)"],
    ["a ()", 2, "a "],
    ["a && b", 2, "a AND b"],
    ["a -b", 2, "a NOT b"],
    ["+a", 0, "a"],
    ['"a b"~4', 5, "(a NEAR/5 b)"],
    ["title:war", 0, "TITLE(war)"],
    ["raw:NATO", 0, "=NATO"],
    ["a [b]", 2, null],
    ["*", 0, ""],
    ["a*", 0, "a"],
    ["colo*r", 4, "colo*"],
    ["*ism", 0, "ism"],
    ["a NEAR/5 b NEAR/3 c", 11, "a NEAR/5 b AND b NEAR/3 c"],
    ["NOT a NEAR/2 b c", 0, "NOT (a NEAR/2 b) c"],
    ["x NEAR/2 (b c)", 9, 'x NEAR/2 "b c"'],
    ["ATLEAST/2(a b)", 9, "(ATLEAST/2(a) AND ATLEAST/2(b))"],
    ["SENTENCE a", 0, "SENTENCE(a)"],
  ])("refuses %s with a caret and a mend", (source, start, mended) => {
    const parsed = parseRule(source);
    if (parsed.ok) throw new Error(`accepted as ${printRule(parsed.rule)}`);
    const [error] = parsed.errors;
    expect(error?.start).toBe(start);
    if (mended !== null && error?.mend) expect(applyMend(source, error.mend)).toBe(mended);
    expect(error?.message).toMatch(/^.{15,220}[.?]$/su);
  });

  it.each(["NOT a", "a OR NOT b", "NOT a NOT b", "NOT (NOT a)", "SENTENCE(NOT a) b", "", "   ", "# only a comment", '"..."', "???", "= a", "a NEAR/5 SENTENCE(b)"])("refuses %s", (source) => {
    const parsed = parseRule(source);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(explainError(source, parsed.errors[0]!)).toContain("^");
  });

  it.each([
    ["a and b", "a AND b"],
    ["a or b", "a OR b"],
    ["a not b", "a NOT b"],
    ["a near b", "a NEAR/5 b"],
    ["a near/3 b", "a NEAR/3 b"],
    ["“a b” c", '"a b” c'],
    ["（a） b", "(a） b"],
    ["sentence(a b)", "SENTENCE(a b)"],
    ["'a b' c", '"a b" c'],
    ["a, b", "a OR b"],
    ["a #tag", "a tag"],
  ])("reads %s but says what was probably meant", (source, mended) => {
    const parsed = parseRule(source);
    expect(parsed.ok).toBe(true);
    expect(parsed.notices[0]?.mend && applyMend(source, parsed.notices[0].mend)).toBe(mended);
  });

  it("holds to its limits", () => {
    expect(parseRule("a ".repeat(10_001)).ok).toBe(false);
    expect(parseRule(Array.from({ length: 500 }, (_, index) => `w${index}`).join(" ")).ok).toBe(true);
    expect(parseRule(Array.from({ length: 501 }, (_, index) => `w${index}`).join(" ")).ok).toBe(false);
    expect(parseRule(`${"(".repeat(20)}a${")".repeat(20)}`).ok).toBe(true);
    expect(parseRule(`${"(".repeat(21)}a${")".repeat(21)}`).ok).toBe(false);
    expect(parseRule("(".repeat(19_999)).ok).toBe(false);
  });

  it.each(["a's's", "a’s’s’s", "O'Brien's", "⑴", "aﹽb", "ŉ", "a´ﹽ", "a⒈b", "ໜ", "a〸b", "制裁対象", "กำลัง", "制〸裁", "ゟヿ制"])("reads what it prints of %s as the same rule", (source) => {
    const parsed = parseRule(source);
    expect(parsed.ok && parseRule(printRule(parsed.rule))).toMatchObject({ rule: parsed.ok && parsed.rule });
  });

  it.each(["ﹽ", "?\u00AD?", "?'s's"])("finds nothing to look for in %j, which is drawn but not read", (source) => {
    expect(parseRule(source)).toMatchObject({ ok: false, errors: [{ message: expect.stringMatching(/no letters or digits|at least one letter/) }] });
  });

  it("answers 2,000 strings of any kind without throwing and at once", () => {
    const pieces = fc.constantFrom("(", ")", '"', "AND", "OR", "NOT", "NEAR/5", "BEFORE/", "SENTENCE(", "ATLEAST/3(", "a", "b*", "?", "*", "=", "#", "\n", " ", " ", "“", "（", "~5", "title:", "-", "+", "\\", "\uD800", "制", "'s", "[", "ﬁ", "\u00AD");
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.array(pieces, { maxLength: 60 }).map((list) => list.join(""))), (source) => {
        const parsed = parseRule(source);
        const translated = translateQuery(source);
        expect(leastProcessorMs(() => [parseRule(source), translateQuery(source)], 100)).toBeLessThan(100);
        expect(typeof translated.rule).toBe("string");
        for (const error of parsed.ok ? parsed.notices : parsed.errors) {
          expect(error.start).toBeGreaterThanOrEqual(0);
          expect(error.end).toBeLessThanOrEqual(source.length);
          explainError(source, error);
        }
        if (!parsed.ok) expect(parsed.errors.length).toBeGreaterThan(0);
        else expect(parseRule(printRule(parsed.rule))).toMatchObject({ ok: true, rule: parsed.rule });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("queries of other systems", () => {
  it.each([
    ['+frozen -yacht "russian assets"~5', "frozen NOT yacht (russian NEAR/6 assets)"],
    ['"frozen assets" AND language:en AND publication_date:[2022-01-01 TO 2022-02-01]', '"frozen assets"'],
    ["article_title:(peace OR truce)", "TITLE(peace OR truce)"],
    ["raw:NATO NEAR/5f Ukraine", "=NATO BEFORE/6 Ukraine"],
    ['{NATO OR "Article Five"} AND raw:(EU OR UN)', '(=NATO OR ="Article Five") AND (=EU OR =UN)'],
    ["(language:en OR language:fr) AND war", "war"],
    ["at_mentions:nato AND war AND engagement:[1 TO 5]", "war"],
    ["bank near deposit or bank onear/2 run", "bank NEAR/5 deposit OR bank BEFORE/3 run"],
    ["atleast/3 sanctions and war", "ATLEAST/3(sanctions) AND war"],
    ["/joh?n(ath)/ AND war", "war"],
    ["#ukraine OR @nato", "ukraine OR nato"],
    ["war AND \\(peace\\)", "war AND peace"],
    ["(frozen near/5 assets) and not yacht", "(frozen NEAR/6 assets) AND NOT yacht"],
    ["(a OR b) NOT site:example.com", "(a OR b)"],
    ["a && !b || c", "a AND NOT b OR c"],
  ])("translates %s", (source, expected) => {
    const { rule, notes, errors } = translateQuery(source);
    expect(rule).toBe(expected);
    expect(errors).toEqual([]);
    expect(notes.length).toBeGreaterThan(0);
  });

  it("keeps the small operators of Media Cloud as words", () => {
    expect(translateQuery("war and peace +x").rule).toBe('war "and" peace x');
  });
});
