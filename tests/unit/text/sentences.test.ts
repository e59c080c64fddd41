import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitParagraphs, splitSentences } from "@/server/core/text/sentences";
import { mergeSpans } from "@/server/core/text/span";
import { leastProcessorMs } from "@/tests/support/processor-time";

const sentences = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));
const paragraphs = (text: string) => splitParagraphs(text).map(({ start, end }) => text.slice(start, end));

describe("sentences", () => {
  it.each([
    ["names and titles", "Gen. Mark A. Hall met Dr. Osei on Friday. They spoke for an hour.", ["Gen. Mark A. Hall met Dr. Osei on Friday.", "They spoke for an hour."]],
    ["acronyms before and inside", "It moved to the U.S. Then it left the U.S. market again.", ["It moved to the U.S.", "Then it left the U.S. market again."]],
    ["amounts and shares", "It fell 2.5 pct. The fund lost $1.2 billion. Nobody paid.", ["It fell 2.5 pct.", "The fund lost $1.2 billion.", "Nobody paid."]],
    ["speech", "“We will not wait.” The minister left. “Why?” he asked.", ["“We will not wait.”", "The minister left.", "“Why?” he asked."]],
    ["omissions", "He paused ... then went on. And so... The end came.", ["He paused ... then went on.", "And so...", "The end came."]],
    ["companies", "Harper & Sons Co. said so. It was sold to Delta Inc. The price is secret.", ["Harper & Sons Co. said so.", "It was sold to Delta Inc.", "The price is secret."]],
    ["numbered items in one line", "1) Freeze the funds 2) Seize the funds", ["1) Freeze the funds", "2) Seize the funds"]],
    ["German", "Am 3. Oktober sprach Dr. Weiß z. B. über Gas. Das war die 2. Rede. Es gab ca. 40 Gäste.", ["Am 3. Oktober sprach Dr. Weiß z. B. über Gas.", "Das war die 2. Rede.", "Es gab ca. 40 Gäste."]],
    ["French", "M. Lenoir a parlé à 9 h. Est-ce vrai ? Oui ! « C’est faux. » Il est parti.", ["M. Lenoir a parlé à 9 h.", "Est-ce vrai ?", "Oui !", "« C’est faux. »", "Il est parti."]],
    ["Russian", "В 2022 г. Россия заплатила 3 млрд руб. штрафа. Это много, т.е. слишком. Проф. Иванов согласен.", ["В 2022 г. Россия заплатила 3 млрд руб. штрафа.", "Это много, т.е. слишком.", "Проф. Иванов согласен."]],
    ["Ukrainian", "На вул. Садовій об’єднали 5 тис. людей. Це було в 2021 р. Вони чекали.", ["На вул. Садовій об’єднали 5 тис. людей.", "Це було в 2021 р.", "Вони чекали."]],
    ["German titles and closing marks", "Prof. Dr. h. c. Weber sprach am 12. Dez. 2023 in Bonn. Er sagte: »Nein.« Dann schwieg er.", ["Prof. Dr. h. c. Weber sprach am 12. Dez. 2023 in Bonn.", "Er sagte: »Nein.«", "Dann schwieg er."]],
    ["French articles, initials and hours", "L’art. 5 du traité s’applique. J.-P. Petit arrive à 9 h. 30. Le 1er janv. 2024, tout change.", ["L’art. 5 du traité s’applique.", "J.-P. Petit arrive à 9 h. 30.", "Le 1er janv. 2024, tout change."]],
    ["Russian addresses, lists and sums", "Он живет на ул. Ленина, д. 5, кв. 10. Купили танки и т. д. Компания заплатила 5 млрд руб. Банк молчит.", ["Он живет на ул. Ленина, д. 5, кв. 10.", "Купили танки и т. д.", "Компания заплатила 5 млрд руб.", "Банк молчит."]],
    ["Ukrainian places and hours", "У м. Київ на вул. Садовій, буд. 5 тихо. О 7 год. 30 хв. він прибув у с. Моринці. Потім пішов.", ["У м. Київ на вул. Садовій, буд. 5 тихо.", "О 7 год. 30 хв. він прибув у с. Моринці.", "Потім пішов."]],
    ["Chinese", "他来了。她走了！真的吗？", ["他来了。", "她走了！", "真的吗？"]],
  ])("%s", (_, text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it("reads through lines that a machine wrapped and stops at lines that a person ended", () => {
    const wrapped = "The bank said it would cut its rate to\nthree per cent from four, a step that\nmost had expected.\n    Shares rose. The currency fell to a\nnew low.";
    expect(sentences(wrapped).map((one) => one.replace(/\s+/gu, " "))).toEqual(["The bank said it would cut its rate to three per cent from four, a step that most had expected.", "Shares rose.", "The currency fell to a new low."]);
    expect(sentences("Key points\nRussia waits\nUkraine votes")).toEqual(["Key points", "Russia waits", "Ukraine votes"]);
    expect(sentences("One has ended.\nTwo has not\n\nthree")).toEqual(["One has ended.", "Two has not", "three"]);
  });

  it("cuts paragraphs at blank lines and at the ends of unwrapped lines", () => {
    expect(paragraphs("One. Two.\n\n\nThree.\nFour.")).toEqual(["One. Two.", "Three.", "Four."]);
    expect(paragraphs("\r\n  a\r\n \r\nb ")).toEqual(["a", "b"]);
  });

  it("covers every visible character once, in order, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 3 }), fc.constantFrom(". ", "! ", "\n", "\n\n", "...", ". . .", "a", "The ", "1. ", "“", "” ")), { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(last, start).trim().replaceAll("\u200B", "")).toBe("");
          last = end;
        }
        expect(text.slice(last).trim().replaceAll("\u200B", "")).toBe("");
      }),
      { numRuns: 400 },
    );
  });

  it("takes time in proportion to the text", () => {
    for (const piece of [". ", "A. ", "... ", "1. ", "\n", "a\n", "(", "• ", "A. a. B. ", "Ёлка. ", "He said. She "]) {
      expect(leastProcessorMs(() => splitSentences(piece.repeat(100_000)), 6_000), JSON.stringify(piece)).toBeLessThan(6_000);
    }
  });

  it("reads a text of very many short lines", () => {
    expect(splitSentences("Aa\n".repeat(300_000))).toHaveLength(300_000);
  });

  it("joins spans that overlap", () => {
    expect(mergeSpans([{ start: 5, end: 9 }, { start: 0, end: 3 }, { start: 8, end: 12 }])).toEqual([{ start: 0, end: 3 }, { start: 5, end: 12 }]);
  });
});
