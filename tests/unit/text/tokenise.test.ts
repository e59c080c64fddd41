import { describe, expect, it } from "vitest";
import { foldWord } from "@/server/core/text/fold-word";
import { tokenise, tokenisePattern } from "@/server/core/text/tokenise";
import { leastProcessorMs } from "@/tests/support/processor-time";

const words = (text: string) => [...tokenise(text).words];

describe("the tokenisation law", () => {
  it.each([
    ["hyphens of every kind separate", "long-term long‑term long–term", ["long", "term", "long", "term", "long", "term"]],
    ["full stops separate letters", "the U.S. army", ["the", "u", "s", "army"]],
    ["points and commas stay inside numbers", "10.6 and 8,000, or 5.", ["10.6", "and", "8,000", "or", "5"]],
    ["a final 's is dropped, whatever the apostrophe", "Ukraine's Ukraine’s UKRAINE'S 1980s' 1990’s", ["ukraine", "ukraine", "ukraine", "1980s", "1990"]],
    ["other apostrophes are one and stay", "п'ять п’ять пʼять O'Brien don`t", ["п'ять", "п'ять", "п'ять", "o'brien", "don't"]],
    ["elided words stand alone", "l’Ukraine qu'il dell'Ucraina aujourd'hui", ["l", "ukraine", "qu", "il", "dell", "ucraina", "aujourd'hui"]],
    ["quotation marks are no apostrophes", "‘frozen’ 'assets' allies' plan", ["frozen", "assets", "allies", "plan"]],
    ["nobody sees soft hyphens and zero-width characters", "re\u00ADarm a\u200Bb", ["rearm", "ab"]],
    ["ligatures and compatibility forms", "ﬁne Ｎａｔｏ m² œuvre Straße", ["fine", "nato", "m2", "oeuvre", "strasse"]],
    ["marks are ignored in Latin and Greek", "Café São Wałęsa Άρης ΆΡΗΣ İstanbul ırak", ["cafe", "sao", "walesa", "αρησ", "αρησ", "istanbul", "irak"]],
    ["Cyrillic keeps its letters, except ё", "Йод йод иод Київ ёж еж Зеле\u0301нский", ["йод", "йод", "иод", "київ", "еж", "еж", "зеленский"]],
    ["scripts without spaces give letters", "制裁 ロシア ไทย", ["制", "裁", "ロ", "シ", "ア", "ไ", "ท", "ย"]],
    ["symbols and emoji separate", "€8bn AT&T 😀war_peace #tag", ["8bn", "at", "t", "war", "peace", "tag"]],
    ["lone surrogates and marks without a letter are nothing", "\uD800a \u0301 b", ["a", "b"]],
    ["composed and decomposed letters are alike", "Київ Ки\u0457в Киi\u0308в".slice(0, 9), ["київ", "київ"]],
  ])("%s", (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("gives offsets of the written word", () => {
    const text = "Ukraine’s “ﬁne” so\u00ADft 𝐍ATO";
    const tokens = tokenise(text);
    expect(Array.from(tokens.starts, (start, index) => text.slice(start, tokens.ends[index]))).toEqual(["Ukraine", "ﬁne", "so\u00ADft", "𝐍ATO"]);
    expect(tokens.words[3]).toBe("nato");
  });

  it("keeps wildcards in the words of a rule", () => {
    expect([...tokenisePattern("sanction* organi?ation").words]).toEqual(["sanction*", "organi?ation"]);
    expect(foldWord("Café*")).toBe("cafe*");
  });

  it("takes time in proportion to the text, also on odd texts", () => {
    for (const piece of ["a'", "a\u200B", "'s ", "1.", "e\u0301", "a\u00AD'"]) {
      expect(leastProcessorMs(() => tokenise(piece.repeat(200_000)), 4_000), JSON.stringify(piece)).toBeLessThan(4_000);
    }
  });
});
