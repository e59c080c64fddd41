import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markSegments } from "@/components/articles/mark-segments";
import { leastProcessorMs } from "@/tests/support/processor-time";

const spansIn = (length: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: length }), { maxLength: 8 }).map((cuts) => {
    const sorted = cuts.sort((a, b) => a - b);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({ start: sorted[2 * i]!, end: sorted[2 * i + 1]! }));
  });

describe("evidence in a text", () => {
  it("cuts paragraphs and overlapping themes", () => {
    expect(markSegments("One two.\n\nThree four", [{ themeId: "a", spans: [{ start: 4, end: 15 }] }, { themeId: "b", spans: [{ start: 12, end: 20 }] }])).toEqual([
      { start: 0, segments: [{ text: "One ", start: 0, themeIds: [] }, { text: "two.", start: 4, themeIds: ["a"] }] },
      { start: 10, segments: [{ text: "Th", start: 10, themeIds: ["a"] }, { text: "ree", start: 12, themeIds: ["a", "b"] }, { text: " four", start: 15, themeIds: ["b"] }] },
    ]);
  });

  it("has nothing to say about an empty text", () => {
    expect(markSegments("", [])).toEqual([]);
    expect(markSegments("\n \n", [])).toEqual([]);
  });

  it("keeps every character at its offset and marks it exactly where a span covers it", () => {
    const drawn = fc.string({ unit: fc.constantFrom("a", " ", "\n", "😀", "е́"), maxLength: 60 }).chain((text) => fc.tuple(fc.constant(text), fc.array(spansIn(text.length), { maxLength: 3 })));
    fc.assert(
      fc.property(drawn, ([text, themes]) => {
        const marked = themes.map((spans, i) => ({ themeId: String(i), spans }));
        for (const { segments } of markSegments(text, marked)) {
          for (const segment of segments) {
            expect(text.slice(segment.start, segment.start + segment.text.length)).toBe(segment.text);
            for (let at = segment.start; at < segment.start + segment.text.length; at += 1) {
              expect(segment.themeIds).toEqual(marked.filter(({ spans }) => spans.some(({ start, end }) => start <= at && at < end)).map(({ themeId }) => themeId));
            }
          }
        }
      }),
    );
  });

  it("stays quick on a megabyte with thousands of spans", () => {
    const text = "word and another one\n".repeat(50_000);
    const spans = Array.from({ length: 20_000 }, (_, i) => ({ start: i * 50, end: i * 50 + 4 }));
    expect(leastProcessorMs(() => markSegments(text, [{ themeId: "a", spans }, { themeId: "b", spans }]), 2_000)).toBeLessThan(2_000);
  });
});
