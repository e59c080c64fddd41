import { describe, expect, it } from "vitest";
import { smoothPoints } from "@/server/core/trends/smooth-points";

const points = (...pairs: [count: number, total: number][]) => pairs.map(([count, total]) => ({ count, total, share: total === 0 ? null : count / total }));
const always = () => true;

describe("a smoothed line", () => {
  it("is a share of all coverage of the last periods, so that a thin one weighs little", () => {
    expect(smoothPoints(points([1, 1], [0, 99], [5, 100], [10, 100]), always, "share", 2)).toEqual([null, 0.01, 5 / 199, 15 / 200]);
  });

  it("is a plain mean of counts", () => {
    expect(smoothPoints(points([3, 9], [0, 9], [6, 9], [3, 9]), always, "count", 3)).toEqual([null, null, 3, 3]);
  });

  it("begins anew after a gap and never reaches over it", () => {
    expect(smoothPoints(points([1, 10], [1, 10], [9, 10], [1, 10], [3, 10]), (at) => at !== 2, "share", 2)).toEqual([null, 0.1, null, null, 0.2]);
  });

  it("has no share where there was nothing at all", () => {
    expect(smoothPoints(points([0, 0], [0, 0]), always, "share", 2)).toEqual([null, null]);
  });
});
