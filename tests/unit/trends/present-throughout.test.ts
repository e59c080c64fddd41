import { describe, expect, it } from "vitest";
import { presentThroughout } from "@/server/core/trends/present-throughout";

const outlet = (outletId: string, first: string, last: string, articles = 10) => ({ outletId, articles, first, last });
const gap = (outletId: string, fromDay: string, toDay: string) => ({ outletId, outletName: outletId, fromDay, toDay, reason: "" });

describe("outlets that were collected throughout", () => {
  it.each([
    ["over the whole range and beyond it", "2024-06-01", "2026-01-01", true],
    ["from the first day to the last", "2025-01-01", "2025-12-31", true],
    ["four weeks late", "2025-01-29", "2025-12-31", true],
    ["a day later than that", "2025-01-30", "2025-12-31", false],
    ["four weeks short of the end", "2025-01-01", "2025-12-03", true],
    ["a day shorter than that", "2025-01-01", "2025-12-02", false],
  ])("%s", (_, first, last, isPresent) => {
    expect(presentThroughout([outlet("a", first, last)], [], "2025-01-01", "2025-12-31")).toEqual(isPresent ? ["a"] : []);
  });

  it("allows at most a quarter of a short range, and nothing of a day", () => {
    expect(presentThroughout([outlet("a", "2025-01-03", "2025-01-08")], [], "2025-01-01", "2025-01-08")).toEqual(["a"]);
    expect(presentThroughout([outlet("a", "2025-01-04", "2025-01-08")], [], "2025-01-01", "2025-01-08")).toEqual([]);
    expect(presentThroughout([outlet("a", "2025-01-02", "2025-01-02")], [], "2025-01-01", "2025-01-01")).toEqual([]);
  });

  it("leaves out who has a gap in these days, and puts first who brings most", () => {
    const all = [outlet("a", "2024-01-01", "2026-01-01"), outlet("b", "2024-01-01", "2026-01-01", 30), outlet("c", "2024-01-01", "2026-01-01", 20)];
    expect(presentThroughout(all, [gap("a", "2024-02-01", "2024-02-09"), gap("c", "2025-12-31", "2026-01-02")], "2025-01-01", "2025-12-31")).toEqual(["b", "a"]);
  });
});
