/** The costliest rules that the limits allow, as far as we could think of them. */

const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index));
/** Patterns over two letters with one letter open at changing places. */
const pattern = (index: number) => [...index.toString(2).padStart(8, "0")].map((bit) => (bit === "1" ? "?" : "a")).join("").replace(/\?{8}/u, "a???????");

export const WORST_RULES: Readonly<Record<string, string>> = {
  "500 prefixes joined by OR": many(500, (index) => `${"a".repeat(2 + (index % 30))}*`).join(" OR "),
  "500 patterns with ? joined by AND": many(500, (index) => pattern(index % 255)).join(" "),
  "500 phrases of six common words": many(500, (index) => `"${many(6, (at) => ["aa*", "a?", "the", "ab*", "aaaa*"][(index + at * (1 + (index % 4))) % 5] as string).join(" ")}"`).join(" OR "),
  "250 NEAR/100 over prefixes": many(250, (index) => `${"a".repeat(2 + (index % 20))}* NEAR/100 ${"a".repeat(2 + (index % 7))}*`).join(" AND "),
  "250 NEAR in nested scopes": `PARAGRAPH(SENTENCE(${many(200, (index) => `aa* NEAR/${1 + (index % 99)} ${"a".repeat(2 + (index % 7))}*`).join(" AND ")}))`,
  "500 ATLEAST in SENTENCE": `SENTENCE(${many(500, (index) => `ATLEAST/${2 + (index % 50)}(${"a".repeat(2 + (index % 8))}*)`).join(" OR ")})`,
  "nested NOT, 20 deep": `aa* AND ${many(9, () => "NOT (aa* AND ").join("")}zz*${")".repeat(9)}`,
  "everything in SENTENCE": `SENTENCE(${many(480, (index) => `${"a".repeat(2 + (index % 30))}*`).join(" AND ")} OR zz*)`,
};

/** Texts of 1,000,000 characters on which such rules meet as much as possible. */
export function worstTexts(): string[] {
  const fill = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length)).slice(0, 1_000_000);
  return [fill("aa "), fill("aa ab. Aaaa aa. "), fill("aaaaaaaa "), fill(`${"a".repeat(60)}. Aa `), fill("the aa ab aaaa aaa the. The ab aa; aaaaa.\n\n")];
}
