import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePublished } from "@/server/core/articles/parse-date";

describe("parsePublished", () => {
  it.each([
    ["2024-12-05", "2024-12-05"],
    ["20241205", "2024-12-05"],
    ["2024/12/05", "2024-12-05"],
    ["2024.12.5", "2024-12-05"],
    ["5 December 2024", "2024-12-05"],
    ["Dec 5, 2024", "2024-12-05"],
    ["Thursday, 5th of December 2024", "2024-12-05"],
    ["05.12.2024", "2024-12-05"],
    ["5.12.24", "2024-12-05"],
    ["25/12/2024", "2024-12-25"],
    ["12/25/2024", "2024-12-25"],
    ["05/05/2024", "2024-05-05"],
    ["5. Dezember 2024", "2024-12-05"],
    ["Sonntag, 3. März 2024", "2024-03-03"],
    ["le 5 décembre 2024", "2024-12-05"],
    ["1er août 2024", "2024-08-01"],
    ["mar. 5 mars 2024", "2024-03-05"],
    ["5 грудня 2024 року", "2024-12-05"],
    ["14 лютого 2024", "2024-02-14"],
    ["5 декабря 2024 г.", "2024-12-05"],
    ["9 мая 2024", "2024-05-09"],
    ["5 de mayo de 2024", "2024-05-05"],
    ["29 February 2024", "2024-02-29"],
    ["2024年12月5日", "2024-12-05"],
    ["Sat, 11 04 2020", "2020-04-11"],
  ])("reads %s as the day %s", (input, day) => {
    expect(parsePublished(input)).toEqual({ kind: "day", day });
  });

  it.each([
    ["2024-12-05T10:00:00Z", "2024-12-05T10:00:00Z"],
    ["2024-12-05T10:00:00.123456+02:00", "2024-12-05T10:00:00.123+02:00"],
    ["2024-12-05 10:00:00 +0530", "2024-12-05T10:00:00+05:30"],
    ["20241205T101500Z", "2024-12-05T10:15:00Z"],
    ["Thu, 05 Dec 2024 10:00:00 GMT", "2024-12-05T10:00:00Z"],
    ["Thu, 05 Dec 24 10:00 EST", "2024-12-05T10:00:00-05:00"],
    ["Thu Dec 05 2024 10:00:00 GMT+0100 (Central European Standard Time)", "2024-12-05T10:00:00+01:00"],
    ["Jul 5, 2024 1:05 pm ET", "2024-07-05T13:05:00-04:00"],
    ["Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-03-31T20:19:00-07:00"],
    ["12:30 a.m., 5 December 2024 UTC", "2024-12-05T00:30:00Z"],
    ["1733400000", "2024-12-05T12:00:00.000Z"],
    ["1733400000000", "2024-12-05T12:00:00.000Z"],
  ])("reads %s as the time %s", (input, at) => {
    expect(parsePublished(input)).toEqual({ kind: "time", at });
  });

  it("counts a time without a zone in the given zone, across clock changes, never in the machine's", () => {
    const inKyiv = (input: string) => parsePublished(input, { timeZone: "Europe/Kyiv" });
    expect(inKyiv("2024-12-05 10:00")).toEqual({ kind: "time", at: "2024-12-05T10:00:00+02:00" });
    expect(inKyiv("5 липня 2024, 10:00")).toEqual({ kind: "time", at: "2024-07-05T10:00:00+03:00" });
    expect(inKyiv("2024-03-31T03:30")).toEqual({ kind: "time", at: "2024-03-31T03:30:00+02:00" });
    expect(inKyiv("2024-10-27T02:00")).toEqual({ kind: "time", at: "2024-10-27T02:00:00+03:00" });
    expect(parsePublished("2024-12-05 10:00")).toEqual({ kind: "time", at: "2024-12-05T10:00:00Z" });
    expect(parsePublished("2024-12-05 10:00", { timeZone: "Australia/Lord_Howe" })).toEqual({ kind: "time", at: "2024-12-05T10:00:00+11:00" });
    expect(parsePublished("2024-12-05 10:00", { timeZone: "Nowhere/Atlantis" })).toMatchObject({ kind: "invalid" });
  });

  it("refuses 05/12/2024 by naming both days, unless the order is known", () => {
    const refused = parsePublished("05/12/2024");
    expect(refused).toMatchObject({ kind: "invalid" });
    expect(refused.kind === "invalid" && refused.message).toMatch(/2024-12-05.*2024-05-12/);
    expect(parsePublished("05/12/2024", { order: "day-first" })).toEqual({ kind: "day", day: "2024-12-05" });
    expect(parsePublished("05/12/2024", { order: "month-first" })).toEqual({ kind: "day", day: "2024-05-12" });
  });

  it.each(["", "31 February 2024", "30.02.2024", "2023-02-29", "2024-13-01", "2024-00-10", "2024-12-05T25:00:00Z", "2024-12-05T10:61Z", "2024-12-05T10:00+19:00", "December 2024", "2024", "2024-12", "yesterday", "12-11-10", "5 Smarch 2024", "99999999999999", "05.13.2024", "0000-01-01", "9999-01-01", "2024-12-05T10:00:00Z and more", "x".repeat(200)])("refuses %j with a sentence", (input) => {
    const parsed = parsePublished(input);
    expect(parsed.kind).toBe("invalid");
    expect(parsed.kind === "invalid" && parsed.message).toMatch(/^.+\.$/s);
  });

  it("reads back every time and day that it prints, and never throws", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("1600-01-01"), max: new Date("2199-01-01"), noInvalidDate: true }), (date) => {
        const iso = date.toISOString();
        const parsed = parsePublished(iso);
        expect(parsed.kind === "time" && Date.parse(parsed.at)).toBe(date.getTime());
        expect(parsePublished(iso.slice(0, 10))).toEqual({ kind: "day", day: iso.slice(0, 10) });
      }),
    );
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:./ TZ+-]{0,40}$/)), (text) => void parsePublished(text)), { numRuns: 2_000 });
  });
});

const path = resolve(process.cwd(), "../shared/data/feeds/feed_dates.jsonl.gz");
describe.skipIf(!existsSync(path))("dates of real feeds (skipped where ../shared/data is missing)", () => {
  it("reads RFC 822 and ISO dates to the second and refuses the broken ones", () => {
    const rows = gunzipSync(readFileSync(path)).toString().trim().split("\n").map((line) => JSON.parse(line) as { parser: string; input: string; utc?: number[] | null; unix?: number });
    const wrong = rows.filter(({ parser, input, utc, unix }) => {
      const parsed = parsePublished(input);
      const read = parsed.kind === "invalid" ? null : Math.floor(Date.parse(parsed.kind === "day" ? parsed.day : parsed.at) / 1_000);
      if (parser === "miniflux_must_parse") return read === null;
      const [year, month, day, hour, minute, second] = utc ?? [];
      return read !== (unix ?? (utc ? Date.UTC(year!, month! - 1, day, hour, minute, second) / 1_000 : null));
    });
    // Not read on purpose: years and months alone, two-digit and ordinal ISO forms, Korean half-days and zones.
    expect(wrong.length / rows.length).toBeLessThan(0.13);
  });
});
