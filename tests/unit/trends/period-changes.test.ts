import { describe, expect, it } from "vitest";
import { periodChanges, sumPoints } from "@/server/core/trends/period-changes";

const point = (count: number, total: number) => ({ count, total, share: total === 0 ? null : count / total });

describe("what changed since the period before", () => {
  it("compares whole periods, weighs by coverage, and puts the largest change first", () => {
    const now = [
      { themeId: "a", points: [point(1, 10), point(9, 90)] },
      { themeId: "b", points: [point(5, 10), point(45, 90)] },
    ];
    const before = [
      { themeId: "a", points: [point(1, 20), point(0, 0)] },
      { themeId: "b", points: [point(1, 10), point(1, 10)] },
    ];
    expect(periodChanges(now, before).map(({ themeId, change }) => [themeId, change && Math.round(change * 1_000)])).toEqual([
      ["b", 400],
      ["a", 50],
    ]);
  });

  it("says nothing where a period has no coverage, and leaves out what was not there", () => {
    expect(periodChanges([{ themeId: "a", points: [point(1, 10)] }], [{ themeId: "a", points: [point(0, 0)] }])[0]).toMatchObject({ change: null, before: { share: null } });
    expect(periodChanges([{ themeId: "new", points: [] }], [])).toEqual([]);
    expect(sumPoints([])).toEqual({ count: 0, total: 0, share: null });
  });
});
