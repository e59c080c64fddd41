import { describe, expect, it } from "vitest";
import { moveItem, panelQuery } from "@/server/core/boards/panel-query";
import { talkingPoints } from "@/server/core/meetings/talking-points";
import { normaliseQuery } from "@/server/core/views/view-shapes";

const A = "0193b5a0-0000-7000-8000-00000000000a";
const B = "0193b5a0-0000-7000-8000-00000000000b";

describe("a panel under a board's shared filter", () => {
  it.each([
    ["nothing shared", "", `theme=${A}&unit=stories`, `theme=${A}&unit=stories`],
    ["what the board leaves open stays", "lang=de", `theme=${A}`, `theme=${A}&lang=de`],
    ["what both say is the board's", `theme=${B}`, `theme=${A}&q=loan`, `q=loan&theme=${B}`],
    ["days go together", "from=2025-02-01", "from=2024-01-01&to=2024-12-31", "from=2025-02-01"],
    ["the panel's days stand while the board has none", "unit=stories", "from=2024-01-01&to=2024-12-31", "from=2024-01-01&to=2024-12-31&unit=stories"],
    ["a said default counts", "unit=articles&measure=share", "unit=stories&measure=count", ""],
    ["a range of the board that ends before the panel begins is the range", "to=2023-01-01", "from=2024-01-01", "to=2023-01-01"],
  ])("%s", (_, board, panel, expected) => expect(panelQuery(board, panel)).toBe(expected));
});

describe("a list whose items move", () => {
  it.each([
    [0, 1, "bac"],
    [2, 0, "cab"],
    [0, 9, "bca"],
    [1, -3, "bac"],
    [7, 0, "abc"],
  ])("%i to %i", (from, to, expected) => expect(moveItem(["a", "b", "c"], from, to).join("")).toBe(expected));
});

it("keeps a query in one form", () => {
  expect(normaliseQuery("trends", `?unit=articles&theme=${A}&nonsense=1&q=a`)).toBe(`q=a&theme=${A}`);
  expect(normaliseQuery("articles", "unit=stories&compare=previous&dated=undated&measure=count")).toBe("unit=stories&dated=undated");
});

it("reads talking points with and without dashes", () => expect(talkingPoints("- one\n\n  • two\nthree \n")).toEqual(["one", "two", "three"]));
