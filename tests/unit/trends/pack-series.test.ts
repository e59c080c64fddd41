import { expect, it } from "vitest";
import { densePoints, type SeriesBucket } from "@/server/core/trends/coverage-series";
import { packSeries, unpackSeries } from "@/server/core/trends/pack-series";

it("hands a series over as it is, in a third of the letters", () => {
  const buckets: SeriesBucket[] = Array.from({ length: 200 }, (_, day) => ({ start: `day ${day}`, end: `day ${day}`, total: day % 7, state: day === 199 ? "unfinished" : "complete", reasons: day === 3 ? ["A disk was full."] : [], ...(day === 199 && { elapsed: { days: 0, of: 1 } }) }));
  const lines = Array.from({ length: 12 }, (_, number) => ({ theme: { id: `theme ${number}` }, rejected: number, points: densePoints(buckets, buckets.map(({ total }) => Math.min(total, number))) }));
  const series = { from: "day 0", to: "day 199", buckets, lines, method: { processed: 9 } };
  const packed = packSeries(series);
  expect(unpackSeries(packed)).toEqual(series);
  expect(packed.length).toBeLessThan(JSON.stringify(series).length / 3);
});
