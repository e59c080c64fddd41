/** The costliest rules that the limits allow, as far as we could think of them. */

const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index));
/** Patterns over two letters with one letter open at changing places. */
const pattern = (index: number) => [...index.toString(2).padStart(8, "0")].map((bit) => (bit === "1" ? "?" : "a")).join("").replace(/\?{8}/u, "a???????");
const common = ["the", "aa", "ab", "a", "b", "of", "и", "制", "aaaa", "aaa"];
const commonOr = (count: number, from: number) => many(count, (index) => (index < common.length ? (common[index] as string) : `${"a".repeat(1 + ((index + from) % 12))}${"b?*"[index % 3] === "*" ? "a*" : ((index + from) % 40).toString(36)}`)).join(" OR ");

export const WORST_RULES: Readonly<Record<string, string>> = {
  "500 prefixes joined by OR": many(500, (index) => `${"a".repeat(2 + (index % 30))}*`).join(" OR "),
  "500 patterns with ? joined by AND": many(500, (index) => pattern(index % 255)).join(" "),
  "500 phrases of six common words": many(500, (index) => `"${many(6, (at) => ["aa*", "a?", "the", "ab*", "aaaa*"][(index + at * (1 + (index % 4))) % 5] as string).join(" ")}"`).join(" OR "),
  "250 NEAR/100 over prefixes": many(250, (index) => `${"a".repeat(2 + (index % 20))}* NEAR/100 ${"a".repeat(2 + (index % 7))}*`).join(" AND "),
  "250 NEAR in nested scopes": `PARAGRAPH(SENTENCE(${many(200, (index) => `aa* NEAR/${1 + (index % 99)} ${"a".repeat(2 + (index % 7))}*`).join(" AND ")}))`,
  "250 BEFORE of every distance": many(250, (index) => `${"a".repeat(2 + (index % 3))}* BEFORE/${1 + (index % 100)} ${index % 2 === 0 ? "the" : "aa*"}`).join(" OR "),
  "NEAR of two groups of 250": `(${commonOr(250, 0)}) NEAR/50 (${commonOr(250, 1)})`,
  "500 ATLEAST in SENTENCE": `SENTENCE(${many(500, (index) => `ATLEAST/${2 + (index % 50)}(${"a".repeat(2 + (index % 8))}*)`).join(" OR ")})`,
  "ATLEAST/1000 of phrases": many(49, (index) => `ATLEAST/1000(${many(9, (at) => `"${many(2 + at, () => "aa*").join(" ")}"`).join(" OR ")} OR zz${index})`).join(" AND "),
  "nested NOT, 20 deep": `aa* AND ${many(9, () => "NOT (aa* AND ").join("")}zz*${")".repeat(9)}`,
  "NOT in nested scopes": many(60, (index) => `SENTENCE(aa* NOT PARAGRAPH(ab* NOT SENTENCE(${"a".repeat(2 + (index % 20))}* NOT zz${index})))`).join(" OR "),
  "everything in SENTENCE": `SENTENCE(${many(480, (index) => `${"a".repeat(2 + (index % 30))}*`).join(" AND ")} OR zz*)`,
  "500 alternatives of common words": commonOr(500, 0),
  "500 exact words and patterns": many(500, (index) => `=${"aA"[index % 2]}${pattern(index % 255).slice(1)}${index % 3 === 0 ? "" : "*"}`).filter((one) => one.replace(/[^aA]/gu, "").length > 1).join(" OR "),
  "500 patterns of two letters": many(500, (index) => [..."????????????????????"].map((open, at) => (at === index % 20 ? "a" : at === (index * 7 + (index / 20)) % 20 >> 0 ? "b" : open)).join("")).join(" OR "),
  "a phrase of 500 words": `"${many(500, () => "aa").join(" ")}" OR "${many(400, () => "a?").join(" ")}"`,
};

function draw(count: number, make: (next: (below: number) => number) => string): string {
  let state = 9;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const pieces: string[] = [];
  for (let length = 0; length < count; length += (pieces.at(-1) as string).length) pieces.push(make(next));
  return pieces.join("").slice(0, count);
}

/** Texts of 1 MB in UTF-8 on which such rules meet as much as possible, or that are costly to cut. */
export const WORST_TEXTS: Readonly<Record<string, () => string>> = {
  "one word repeated": () => fill("aa "),
  "short sentences": () => fill("aa ab. Aaaa aa. "),
  "eight letters": () => fill("aaaaaaaa "),
  "sixty letters": () => fill(`${"a".repeat(60)}. Aa `),
  "common words, paragraphs": () => fill("the aa ab aaaa aaa the. The ab aa; aaaaa.\n\n"),
  "no sentence end": () => draw(1_000_000, (next) => `${common[next(5)]} `),
  "one letter": () => fill("a b A "),
  "one letter and a stop": () => fill("A. a. B. "),
  "lines of one word": () => fill("aa\n"),
  "words of two letters that all differ": () => draw(1_000_000, (next) => `${Array.from({ length: 20 }, () => "ab"[next(2)]).join("")} `),
  "numbers": () => draw(1_000_000, (next) => `aa${next(1_000_000)}, ${next(999)}.${next(99)} `),
  "capitals and small": () => draw(1_000_000, (next) => `${Array.from({ length: 8 }, () => "aA"[next(2)]).join("")} `),
  "combining marks": () => fill(`a${"\u0301".repeat(5)}a `),
  "a word of marks": () => `a${"\u0301".repeat(999_990)}`,
  "Cyrillic": () => fill("он и она. Ёлка в г. Москве, т. е. там ").slice(0, 600_000),
  "Chinese": () => fill("制裁对俄罗斯升级。北约").slice(0, 350_000),
  "apostrophes": () => fill("a'a'a's "),
  "quotation marks and dots": () => fill('"aa..." (aa. . .) “Aa”! '),
  "soft hyphens": () => fill("a\u00ADa a\u200Ba "),
  "emoji": () => fill("aa😀 𝐀a "),
  "one long word": () => "a".repeat(1_000_000),
};

function fill(piece: string): string {
  return piece.repeat(Math.ceil(1_000_000 / piece.length)).slice(0, 1_000_000);
}
