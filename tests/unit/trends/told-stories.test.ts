import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FoldingQuery, foldStories, packStories, type ToldStory, unpackStories } from "@/server/core/trends/told-stories";

const OUTLETS = ["o1", "o2", "o3"];
const LANGUAGES = ["en", "de", ""];
const VERSIONS = ["v1", "v2", "v3"];
const id = (n: number) => `${n.toString(16).padStart(8, "0")}-0000-7000-8000-0123456789ab`;

const stories: fc.Arbitrary<ToldStory[]> = fc
  .array(
    fc.array(fc.record({ day: fc.oneof(fc.integer({ min: 20_000, max: 20_020 }), fc.integer({ min: -60_000, max: 60_000 })), outletId: fc.constantFrom(...OUTLETS), language: fc.constantFrom(...LANGUAGES), versionIds: fc.subarray(VERSIONS) }), { minLength: 1, maxLength: 6 }),
    { maxLength: 12 },
  )
  .map((drawn) => drawn.map((members, i) => ({ storyId: id(i), members: members.toSorted((a, b) => a.day - b.day) })));

/** The law as it is written: a story once, on the day of its earliest article that passes. */
function foldPlainly(told: readonly ToldStory[], { from, to, outletIds, languages, versionIds }: FoldingQuery): Map<string, number> {
  const changes = new Map<string, number>();
  const add = (what: string, day: number, change: number) => changes.set(`${what} ${day}`, (changes.get(`${what} ${day}`) ?? 0) + change);
  for (const { members } of told) {
    const passing = members.filter(({ day, outletId, language }) => day >= from && day <= to && (!outletIds || outletIds.has(outletId)) && (!languages || languages.has(language)));
    if (passing.length === 0) continue;
    const first = Math.min(...passing.map(({ day }) => day));
    for (const { day } of passing) add("all", day, -1);
    add("all", first, 1);
    for (const version of versionIds) {
      const matched = passing.filter((one) => one.versionIds.includes(version));
      for (const { day } of matched) add(version, day, -1);
      if (matched.length > 0) add(version, first, 1);
    }
  }
  return new Map([...changes].filter(([, change]) => change !== 0).sort());
}

describe("stories that several articles carry", () => {
  it("come out of their packing as they went in", () => {
    fc.assert(fc.property(stories, (told) => { expect(unpackStories(packStories(told))).toEqual(told); }));
    const packed = packStories([{ storyId: id(1), members: [] }, { storyId: id(2), members: [{ day: 20_000, outletId: "o1", language: "", versionIds: ["v1"] }] }]);
    expect(unpackStories(packed, new Set([id(2)]))).toEqual([{ storyId: id(1), members: [] }]);
  });

  it("are folded as the law says, under any filter", () => {
    const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values]).map((picked) => new Set(picked)));
    fc.assert(
      fc.property(stories, some(OUTLETS), some(LANGUAGES), fc.subarray(VERSIONS), fc.integer({ min: 19_990, max: 20_015 }), fc.nat(20), fc.subarray([0, 1, 2, 3]), (told, outletIds, languages, versionIds, from, length, gone) => {
        const query = { from, to: from + length, outletIds, languages, versionIds };
        const leftOut = new Set(gone.map(id));
        const { totals, versions } = foldStories([{ stories: packStories(told), leftOut }], query);
        const found = new Map<string, number>();
        for (const [what, { firstDay, counts }] of [["all", totals] as const, ...versions]) counts.forEach((change, i) => change !== 0 && found.set(`${what} ${firstDay + i}`, change));
        expect(new Map([...found].sort())).toEqual(foldPlainly(told.filter(({ storyId }) => !leftOut.has(storyId)), query));
      }),
    );
  });
});
