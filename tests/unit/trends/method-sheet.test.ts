import { expect, test } from "vitest";
import type { SeriesBucket } from "@/server/core/trends/coverage-series";
import { methodRows } from "@/server/core/trends/method-sheet";

test("a method sheet says of periods in a row what is the same of all of them once", () => {
  const day = (date: number, over: Partial<SeriesBucket> = {}): SeriesBucket => ({ start: `2025-03-0${date}`, end: `2025-03-0${date}`, state: "complete", total: 0, reasons: [], ...over });
  const gap = { state: "gap" as const, collected: 0, reasons: ["Nothing was collected after 3 Mar 2025."] };
  const buckets = [day(1, { ...gap, reasons: ["Another reason."] }), day(2, gap), day(3), day(4, gap), day(5, gap), day(6, gap), day(7, { state: "unfinished", elapsed: { days: 0, of: 1 } })];
  const method = { timeZone: "UTC", weekStart: 1, generatedAt: "", denominator: 0, articles: 0, processed: 0, undated: 0 };
  const rows = [...methodRows({ workspace: "W", filterWords: [], rules: [], series: { from: "2025-03-01", to: "2025-03-07", bucket: "day", unit: "articles", buckets, annotations: [], ruleChanges: [], method } })];
  expect(rows.slice(rows.findIndex(([what]) => what === "Gap"))).toEqual([
    ["Gap", { day: "2025-03-01" }, expect.stringContaining("Another reason.")],
    ["Gap", { day: "2025-03-02" }, expect.stringContaining("Nothing was collected after 3 Mar 2025.")],
    ["Gap", { day: "2025-03-04" }, expect.stringMatching(/^3 periods, until 2025-03-06\. .*Nothing was collected after 3 Mar 2025\.$/)],
    ["Unfinished", { day: "2025-03-07" }, expect.stringMatching(/^So far/)],
  ]);
});
