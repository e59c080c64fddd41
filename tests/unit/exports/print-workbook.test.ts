import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type Cell, printWorkbook } from "@/server/core/exports/print-workbook";
import { readWorkbook } from "@/tests/support/read-workbook";

const now = new Date("2025-03-26T09:00:00Z");
const columns = (...headers: string[]) => headers.map((header) => ({ header, widthChars: 12 }));

async function print(rows: Iterable<Cell[]>, headers = ["a", "b", "c", "d"]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of printWorkbook([{ name: "Series", columns: columns(...headers), rows }, { name: "Method", columns: columns("What"), rows: [["<Rule> & co"]] }], now)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("a workbook", () => {
  it("keeps days, numbers and shares as such, and texts as texts", async () => {
    const book = readWorkbook(await print([[{ day: "2025-03-03" }, 1_268, { share: 0.041 }, "Ukraine, „Anleihe“ 🙂"], [null, 2.5, { share: null }, ""]]));
    expect(book.Series).toEqual([
      ["a", "b", "c", "d"],
      [{ value: 45_719, format: "yyyy\\-mm\\-dd" }, { value: 1_268, format: "3" }, { value: 0.041, format: "0.00%" }, "Ukraine, „Anleihe“ 🙂"],
      [null, { value: 2.5, format: "2" }],
    ]);
    expect(book.Method).toEqual([["What"], ["<Rule> & co"]]);
  });

  it("writes a day as text where spreadsheets have no such day", async () => {
    expect(readWorkbook(await print([[{ day: "1850-01-01" }]])).Series![1]).toEqual(["1850-01-01"]);
  });

  it("never stores a formula, and marks what looks like one as text", async () => {
    const bytes = await print([["=HYPERLINK(\"http://x\")", "+1", "-2", "@SUM(A1)"]]);
    const xml = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"]!);
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml.match(/s="6" t="inlineStr"/g)).toHaveLength(4);
    expect(readWorkbook(bytes).Series![1]).toEqual(['=HYPERLINK("http://x")', "+1", "-2", "@SUM(A1)"]);
  });

  it("survives signs that XML cannot hold, escapes that spreadsheets read, and endless texts", async () => {
    const [, row] = readWorkbook(await print([["a\u0000b\u0008\ud800c", "_x0041_", "x".repeat(40_000)]])).Series!;
    expect(row).toEqual(["abc", "_x005F_x0041_", "x".repeat(32_767)]);
  });

  it("is made in pieces while its rows are read", async () => {
    let read = 0;
    function* rows(): Generator<Cell[]> {
      for (; read < 50_000; read++) yield [`row ${read}`, read * 7_919, { share: (read % 97) / 97 }, { day: "2025-03-03" }];
    }
    let readAtFirstBytes = 0;
    let bytes = 0;
    for await (const piece of printWorkbook([{ name: "Long", columns: columns("a", "b", "c", "d"), rows: rows() }], now)) {
      bytes += piece.length;
      if (bytes > 2_000 && readAtFirstBytes === 0) readAtFirstBytes = read;
    }
    expect(readAtFirstBytes).toBeLessThan(25_000);
    expect(read).toBe(50_000);
  });
});
