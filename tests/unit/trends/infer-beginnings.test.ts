import { describe, expect, it } from "vitest";
import { addDays, type Day } from "@/server/core/trends/days";
import { inferBeginnings } from "@/server/core/trends/infer-beginnings";
import type { DailyCoverage } from "@/server/core/trends/infer-gaps";

const UNTIL = "2025-06-30";

/** An outlet that brings `perDay` articles every `every` days from a day on, and single ones on others. */
function outlet(outletId: string, from: Day, perDay: number, { every = 1, days = 120, strays = [] as Day[] } = {}): DailyCoverage {
  const counts = new Map<Day, number>(strays.map((day) => [day, 1]));
  for (let i = 0; i < days; i += every) counts.set(addDays(from, i), perDay);
  return { outletId, counts, until: UNTIL };
}

describe("outlets that were taken in later", () => {
  const old = outlet("old", "2024-01-01", 10, { days: 500 });

  it("were not collected from the first day of all until they began", () => {
    expect(inferBeginnings([old, outlet("new", "2024-06-03", 5)])).toEqual([{ outletIds: ["new"], fromDay: "2024-01-01", toDay: "2024-06-02", reason: "Nothing came before 3 Jun 2024, while others were collected." }]);
  });

  it("are told together when they began on one day, and strays before it are counted", () => {
    const [pair, late] = inferBeginnings([outlet("late", "2024-10-07", 5, { strays: ["2023-05-01", "2024-02-01"] }), old, outlet("a", "2024-06-03", 5), outlet("b", "2024-06-03", 6)]);
    expect(pair).toMatchObject({ outletIds: ["a", "b"], fromDay: "2023-05-01", toDay: "2024-06-02" });
    expect(late).toMatchObject({ outletIds: ["late"], reason: "Only 2 stray articles came before 7 Oct 2024, while others were collected." });
  });

  it.each<[string, DailyCoverage[]]>([
    ["began within two weeks of the first", [old, outlet("new", "2024-01-15", 5)]],
    ["bring too little to move a line", [outlet("old", "2024-01-01", 100, { days: 500 }), outlet("new", "2024-06-03", 5)]],
    ["come now and then", [old, outlet("new", "2024-06-03", 20, { every: 3 })]],
    ["were there, and grew", [outlet("old", "2024-01-01", 10, { days: 500 }), outlet("grown", "2024-06-03", 20, { strays: Array.from({ length: 30 }, (_, i) => addDays("2024-01-02", i * 5)) })]],
    ["are all there is", [outlet("only", "2024-06-03", 5, { strays: ["2020-01-01"] })]],
    ["are none", []],
  ])("are not those that %s", (_, coverage) => expect(inferBeginnings(coverage)).toEqual([]));
});
