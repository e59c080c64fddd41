import { describe, expect, it } from "vitest";
import { formatCount, formatOf, formatShare } from "@/components/charts/format-value";

describe("values in words", () => {
  it.each([
    [0.041, "4.1 %"],
    [0, "0.0 %"],
    [0.0004, "<0.1 %"],
    [0.0006, "0.1 %"],
    [1, "100.0 %"],
    [null, "no share"],
  ])("share %s", (share, words) => {
    expect(formatShare(share).replaceAll("\u00a0", " ")).toBe(words);
  });

  it("never prints what is more than nothing as nothing", () => {
    for (let share = 1e-7; share < 0.01; share *= 1.3) expect(formatShare(share)).not.toMatch(/^0\.0\D/u);
  });

  it("groups thousands and names the base", () => {
    expect(formatCount(1268)).toBe("1,268");
    expect(formatOf(52, 1268)).toBe("52 of 1,268");
  });
});
