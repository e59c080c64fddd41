import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SaidNumbers } from "@/components/trends/said-numbers";

const parts = [{ words: "6 of 100 articles", lineId: "t", bucketIndex: 2 }, ".", " Loans came next with 5.0 % (", { words: "5 of 100", lineId: "u", bucketIndex: 2 }, ").", " Too few to read a trend from."];
const SAID = "6 of 100 articles. Loans came next with 5.0 % (5 of 100). Too few to read a trend from.";

describe("a sentence whose numbers open", () => {
  it("reads as it is said, with the marks around a number on its line", () => {
    const html = renderToStaticMarkup(<SaidNumbers parts={parts} onOpen={() => undefined} />);
    expect(html.replaceAll(/<[^>]*>/g, "")).toBe(SAID);
    expect(html.match(/<button/g)).toHaveLength(2);
    expect(html).toMatch(/nowrap">\(<button[^>]*>5 of 100<\/button>\)\.<\/span>/);
  });

  it("is plain where nothing opens", () => expect(renderToStaticMarkup(<SaidNumbers parts={parts} />)).toBe(SAID));
});
