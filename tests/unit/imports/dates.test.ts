import { describe, expect, it } from "vitest";
import { printSerialDay, readSerialDay } from "@/server/core/articles/serial-day";
import { decideDates, noDateEvidence, noteDate } from "@/server/core/imports/date-evidence";
import type { ImportPlan } from "@/server/core/imports/import-plan";
import { judgeRecord } from "@/server/core/imports/judge-record";

const decide = (cells: string[]) => {
  const evidence = noDateEvidence();
  for (const cell of cells) noteDate(evidence, cell);
  return decideDates(evidence);
};

const dayOf = (publishedAt: string, dates: ImportPlan["dates"]) => {
  const judged = judgeRecord({ publishedAt, title: "T", outlet: "O" }, { timeZone: "Europe/Berlin", now: new Date("2026-01-01T00:00:00Z"), plan: { dates, outlet: "", language: "" } });
  return judged.ok ? (judged.article.published.at ?? judged.article.published.day) : judged.reason;
};

describe("the dates of a column", () => {
  it.each([
    ["ISO", ["2024-12-05", "2024-12-13"], "as-written", false],
    ["dots", ["05.12.2024", "13.12.2024"], "as-written", false],
    ["European order", ["05/12/2024", "13/12/2024", "04/11/2024"], "day-first", false],
    ["American order", ["12/05/2024", "12/13/2024"], "month-first", false],
    ["American order with times and weekdays", ["Thu 12/05/2024 10:00", "Fri 12/13/2024 11:30 PM"], "month-first", false],
    ["one date that says nothing", ["05/12/2024", "04/11/2024"], "as-written", true],
    ["equal parts", ["05/05/2024", "07/07/2024"], "as-written", false],
    ["both orders, each clear", ["13/12/2024", "12/13/2024"], "as-written", false],
    ["both orders, and some unclear", ["13/12/2024", "12/13/2024", "05/06/2024"], "as-written", true],
    ["one slip among many", [...Array.from({ length: 40 }, (_, i) => `${13 + (i % 15)}/12/2024`), "05/06/2024", "12/31/2024"], "day-first", false],
    ["short years at the end", ["13/12/24", "05/12/24"], "day-first", false],
    ["short years before dashes", ["24-12-05", "24-11-30", "25-01-15"], "as-written", true],
    ["short years at the front", ["99-12-05", "24-12-31"], "year-first", false],
    ["a spreadsheet's numbers", ["45631", "45632.5", ""], "serial", false],
    ["numbers that count something", ["12", "70000", "3"], "as-written", false],
    ["nothing", [], "as-written", false],
  ])("%s", (_name, cells, dates, isQuestion) => {
    const decision = decide(cells);
    expect([decision.dates, decision.isQuestion]).toEqual([dates, isQuestion]);
    if (isQuestion || dates !== "as-written") expect(decision.reason).toMatch(/^[A-Z0-9].*\.$/);
  });

  it("say how they were decided", () => {
    expect(decide(["05/12/2024", "13/12/2024"]).reason).toBe("Dates have the day first: 1 of 2 exist only so.");
    expect(decide(["05/12/24", "04/11/24"]).reason).toBe("Dates such as 05/12/24 can be read in two ways, and nothing in the column says which is meant. Years of two digits mean 1950 to 2049.");
    expect(decide(["45631"]).reason).toBe("1 of 1 dates are a spreadsheet's day numbers, counted from 1900.");
  });

  it("are read as it was decided", () => {
    expect(dayOf("05/12/2024", "as-written")).toMatch(/can mean two days/);
    expect(dayOf("05/12/2024", "day-first")).toBe("2024-12-05");
    expect(dayOf("05/12/2024", "month-first")).toBe("2024-05-12");
    expect(dayOf("05-12-24", "as-written")).toMatch(/which part is the year/);
    expect(dayOf("05-12-24", "day-first")).toBe("2024-12-05");
    expect(dayOf("24-12-05", "year-first")).toBe("2024-12-05");
    expect(dayOf("45631.5", "serial")).toBe("2024-12-05T11:00:00.000Z");
    expect(dayOf("2024-12-05", "serial")).toBe("2024-12-05");
    expect(dayOf("45631", "as-written")).toMatch(/Date:/);
  });

  it("as a spreadsheet counts them", () => {
    expect([1, 59, 60, 61, 36_526, 45_631].map((serial) => printSerialDay(serial))).toEqual(["1900-01-01", "1900-02-28", null, "1900-03-01", "2000-01-01", "2024-12-05"]);
    expect(printSerialDay(0, true)).toBe("1904-01-01");
    expect(printSerialDay(45_631.999_994)).toBe("2024-12-05 23:59:59");
    expect(["45631", "4563", "456311", "99999", "45631,25"].map(readSerialDay)).toEqual(["2024-12-05", null, null, null, "2024-12-05 06:00:00"]);
  });
});

describe("a row", () => {
  it("takes the outlet and language that stand for all, where it names none and has no address", () => {
    const judge = (record: Record<string, string>) => judgeRecord({ title: "T", ...record }, { timeZone: "UTC", now: new Date("2026-01-01T00:00:00Z"), plan: { dates: "as-written", outlet: "Evening Ledger", language: "de" } });
    expect(judge({})).toMatchObject({ ok: true, article: { outlet: { name: "Evening Ledger" }, language: "de" } });
    expect(judge({ url: "https://a.example/1" })).toMatchObject({ article: { outlet: { name: "a.example" } } });
    expect(judge({ outlet: "Courier", language: "uk" })).toMatchObject({ article: { outlet: { name: "Courier" }, language: "uk" } });
    expect(judgeRecord({ title: "T" }, { timeZone: "UTC", now: new Date(), plan: null })).toEqual({ ok: false, field: "outlet", reason: "Outlet: Say which outlet published it, or give the article's address." });
  });
});
