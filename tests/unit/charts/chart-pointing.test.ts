import { describe, expect, it } from "vitest";
import { firstPointed, linesAtBucket, pointAt, stepPointed } from "@/components/charts/chart-pointing";
import { prepareSeries, xOfBucket, yOfValue } from "@/components/charts/prepare-series";
import { buildSeries } from "./build-series";

const series = buildSeries({ low: [1, 2, 0, 3, 1], high: [8, 9, 0, 7, 4] }, { states: ["complete", "complete", "gap", "complete", "unfinished"] });
const prepared = prepareSeries(series, { width: 900, height: 400 });

describe("pointing", () => {
  it("finds the nearest line of the bucket under the pointer", () => {
    const found = pointAt(series, prepared, xOfBucket(prepared, 1) + 4, yOfValue(prepared, 0.085));
    expect(found).toMatchObject({ bucketIndex: 1, lineIndex: 1 });
    expect(found?.distancePx).toBeLessThan(40);
  });

  it("finds nothing outside the plot, and no line within reach in a gap", () => {
    expect(pointAt(series, prepared, 5, 5)).toBeNull();
    expect(pointAt(series, prepared, xOfBucket(prepared, 2), 200)?.distancePx).toBe(Number.POSITIVE_INFINITY);
    expect(linesAtBucket(series, 2)).toEqual([]);
  });

  it("begins at the highest line of the last finished bucket", () => {
    expect(firstPointed(series)).toEqual({ bucketIndex: 3, lineIndex: 1 });
  });

  it("moves by keys and stays inside", () => {
    const at = { bucketIndex: 1, lineIndex: 1 };
    expect(stepPointed(series, at, "ArrowRight")).toEqual({ bucketIndex: 2, lineIndex: 1 });
    expect(stepPointed(series, at, "ArrowDown")).toEqual({ bucketIndex: 1, lineIndex: 0 });
    expect(stepPointed(series, at, "ArrowUp")).toEqual(at);
    expect(stepPointed(series, at, "Home").bucketIndex).toBe(0);
    expect(stepPointed(series, at, "End").bucketIndex).toBe(4);
    expect(stepPointed(series, { ...at, bucketIndex: 0 }, "ArrowLeft").bucketIndex).toBe(0);
  });
});
