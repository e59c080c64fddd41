import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutraliseCell, printCsvRow } from "@/server/core/articles/export-cell";

describe("neutraliseCell", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1+1", "\u00a0=1", "\u200b@x", "\ufeff=x", "＝1+1", "＠x", "\n\n=1"])("disarms %j", (cell) => {
    expect(neutraliseCell(cell)).toBe(`'${cell}`);
  });
  it.each(["", "plain", "a=b", "5 - 3", "e-mail@example.com", " text", "'quoted'", "–dash", "Über"])("leaves %j alone", (cell) => {
    expect(neutraliseCell(cell)).toBe(cell);
  });
});

describe("printCsvRow", () => {
  it("quotes what needs it, keeps numbers numbers and empties empty", () => {
    expect(printCsvRow(["a", 'say "hi"', "x,y", "two\nlines", -5, 0.25, null, undefined, true, Number.NaN, "-5"])).toBe(`a,"say ""hi""","x,y","two\nlines",-5,0.25,,,true,,'-5\r\n`);
  });
  it("is read back cell by cell", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 8 }), (cells) => {
        expect(parse(printCsvRow(cells), { record_delimiter: "\r\n" })).toEqual([cells.map(neutraliseCell)]);
      }),
      { numRuns: 100 },
    );
  });
});

const path = resolve(process.cwd(), "../shared/data/hostile/csv_injection.jsonl.gz");
describe.skipIf(!existsSync(path))("formula cells (skipped where ../shared/data is missing)", () => {
  it("lets none begin a formula", () => {
    const cells = gunzipSync(readFileSync(path)).toString().trim().split("\n").map((line) => (JSON.parse(line) as { cell: string }).cell);
    expect(cells.length).toBeGreaterThan(10);
    for (const cell of cells) expect(neutraliseCell(cell)).not.toMatch(/^[\s]*[=+\-@\t\r]/);
  });
});
