import { afterAll, beforeAll, describe, it } from "vitest";
import { holdsBesideTheChart, holdsForTheChart, type LawPlace, openLawPlace, tryLaw } from "@/tests/support/filter-laws";

/** How many filters are drawn for each law, and from where; another seed draws others. */
const RUNS = Number(process.env["LAW_RUNS"] ?? 60);
const SEED = Number(process.env["LAW_SEED"] ?? 4_711);

describe("the first law, under many drawn filters", () => {
  let place: LawPlace;
  beforeAll(async () => {
    place = await openLawPlace();
  });
  afterAll(() => place.house.close());

  it("holds for the chart, the list, the table and every export", () => tryLaw(place, holdsForTheChart, { numRuns: RUNS, seed: SEED }));
  it("holds for everything beside the chart", () => tryLaw(place, holdsBesideTheChart, { numRuns: Math.ceil(RUNS / 2), seed: SEED + 1 }));
});
