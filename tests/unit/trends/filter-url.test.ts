import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUCKETS } from "@/server/core/trends/buckets";
import { ORIGINS, UNITS } from "@/server/core/trends/coverage-choices";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { dayFromNumber, dayNumber } from "@/server/core/trends/days";
import { type FilterUrl, printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";
import { parseFilterUrl, queryOf } from "@/server/core/trends/filter-url";

const day = fc.integer({ min: dayNumber("1800-01-01"), max: dayNumber("2200-12-31") }).map(dayFromNumber);
const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 5 });
const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).map((text) => text.trim()).filter((text) => text !== "" && !/\p{Surrogate}/u.test(text));

const filter: fc.Arbitrary<CoverageFilter> = fc
  .record(
    { from: day, to: day, themes: some(fc.uuid()), allThemes: some(fc.uuid()), noThemes: some(fc.uuid()), outlets: some(fc.uuid()), outletGroups: some(fc.constantFrom("Quality press", "Regional; north", "öffentlich & recht=lich")), countries: some(fc.constantFrom("UA", "DE", "XK")), feeds: some(fc.uuid()), languages: some(fc.constantFrom("en", "de", "uk", "gsw")), origins: some(fc.constantFrom(...ORIGINS)), q: words, matches: fc.constantFrom("unrejected" as const, "rejected" as const) },
    { requiredKeys: [] },
  )
  .map((drawn) => (drawn.from && drawn.to && drawn.from > drawn.to ? { ...drawn, from: drawn.to, to: drawn.from } : drawn));

const state: fc.Arbitrary<FilterUrl> = fc.record({ filter, bucket: fc.option(fc.constantFrom(...BUCKETS), { nil: undefined }), unit: fc.constantFrom(...UNITS), measure: fc.constantFrom("share" as const, "count" as const), compare: fc.constantFrom(undefined, "previous" as const), smooth: fc.constantFrom(undefined, "mean" as const) });

describe("the filter in an address", () => {
  it("comes back as it was, also through the text of an address", () => {
    fc.assert(
      fc.property(state, (before) => {
        const { dropped, ...after } = parseFilterUrl(new URLSearchParams(printFilterUrl(before).toString()));
        expect(after).toEqual(before);
        expect(dropped).toEqual([]);
      }),
    );
  });

  it("is printed in one way only", () => {
    fc.assert(
      fc.property(state, (before) => {
        const printed = printFilterUrl(before).toString();
        const { dropped: _dropped, ...again } = parseFilterUrl(new URLSearchParams(printed));
        expect(printFilterUrl(again).toString()).toBe(printed);
      }),
    );
  });

  it("leaves the usual out", () => {
    expect(printFilterUrl({ filter: { matches: "all" }, unit: "articles", measure: "share" }).toString()).toBe("");
  });

  it("takes any text as an address and names what made no sense", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("from", "to", "q", "theme", "also", "without", "outlet", "lang", "origin", "unit", "measure", "bucket", "matches", "compare", "x"), fc.string({ maxLength: 30 }))), (pairs) => {
        const parsed = parseFilterUrl(new URLSearchParams(pairs));
        expect(Array.isArray(parsed.dropped)).toBe(true);
      }),
    );
    const parsed = parseFilterUrl(new URLSearchParams("from=2025-02-31&to=2025-03-01&theme=nonsense&theme=0193a5c0-0000-7000-8000-000000000000&unit=pages"));
    expect(parsed.filter).toEqual({ to: "2025-03-01", themes: ["0193a5c0-0000-7000-8000-000000000000"] });
    expect(parsed.dropped).toEqual(["from=2025-02-31", "theme=nonsense", "unit=pages"]);
  });

  it("is read by a page as the server judged it", () => {
    const names = fc.constantFrom("from", "to", "q", "theme", "also", "without", "outlet", "group", "country", "feed", "lang", "origin", "unit", "measure", "bucket", "matches", "compare", "x");
    const values = fc.oneof(fc.string({ maxLength: 30 }), day, fc.uuid(), fc.constantFrom("", " ", "…", "de", "UA", "form", "stories", "count", "week", "all", "unrejected", "rejected", "previous"));
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 30 }), (pairs) => {
        const params = new URLSearchParams(pairs);
        const judged = parseFilterUrl(params);
        expect({ ...readFilterAddress(params, judged.dropped), dropped: [] }).toEqual({ ...judged, dropped: [] });
      }),
      { numRuns: 500 },
    );
    const crowded = new URLSearchParams(Array.from({ length: 201 }, () => ["theme", crypto.randomUUID()]));
    expect(readFilterAddress(crowded, parseFilterUrl(crowded).dropped).filter).toEqual({});
  });

  it("drops an end that lies before the beginning", () => {
    expect(parseFilterUrl(new URLSearchParams("from=2025-03-02&to=2025-03-01"))).toMatchObject({ filter: { from: "2025-03-02" }, dropped: ["to=2025-03-01"] });
  });

  it("reads what Next hands to a page", () => {
    expect(queryOf({ q: "loan", theme: ["a", "b"], gone: undefined }).toString()).toBe("q=loan&theme=a&theme=b");
  });
});
