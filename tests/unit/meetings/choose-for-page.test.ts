import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseForPage } from "@/components/meetings/choose-for-page";
import { openFrozen } from "@/components/snapshots/open-frozen";
import { frozenPoint, thawChart, viewHeadline } from "@/components/snapshots/thaw-view";
import { type FrozenView, type PanelShow, snapshotPayloadShape } from "@/server/core/snapshots/snapshot-shape";

const stored = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../integration/meetings/snapshot-version-1.json"), "utf8")) as unknown;
const view = snapshotPayloadShape.parse(stored).views[0]!;
const showing = (...shows: PanelShow[]): FrozenView[] => shows.map((show) => ({ ...view, show }));

describe("what fits on one page", () => {
  it.each<[PanelShow[], number[]]>([
    [["lines"], [0]],
    [["lines", "lines", "lines"], [0, 1]],
    [["lines", "outlets", "pairs"], [0, 1, 2]],
    [["outlets", "pairs", "outlets", "pairs", "outlets"], [0, 1, 2, 3]],
    [["lines", "lines", "outlets"], [0, 1]],
    [[], []],
  ])("%j", (shows, places) => expect(chooseForPage(showing(...shows)).map(({ place }) => place)).toEqual(places));

  it("says how many outlets it leaves out, and draws a long table as lines", () => {
    const rows = Array.from({ length: 9 }, (_, at) => ({ ...view.outlets.rows[0]!, name: `Paper ${at}` }));
    const [outlets, table] = chooseForPage([{ ...view, show: "outlets", outlets: { rows, more: 2 } }, { ...view, show: "table" }]);
    expect(outlets!.view.outlets).toMatchObject({ rows: rows.slice(0, 5), more: 6 });
    expect(table!.view.show).toBe("lines");
  });
});

describe("a frozen view on a chart", () => {
  it("keeps gaps, unfinished and cut buckets, the period before, notes, peaks and rule changes", () => {
    const chart = thawChart(view);
    expect(chart.buckets.map(({ state }) => state)).toEqual(["complete", "partial", "unfinished"]);
    expect(chart.lines.map(({ name, previous }) => [name, previous ?? false])).toEqual([["Asset transfers", false], ["Asset transfers, before", true]]);
    expect(chart.lines[0]!.points[0]).toEqual({ count: 13, total: 26, share: 0.5 });
    expect(chart.lines[0]!.points[2]).toEqual({ count: 0, total: 0, share: null });
    expect(chart.annotations!.map(({ text, lineId }) => [text, lineId])).toEqual([["The summit began (A. Writer)", undefined], ["Asset transfers: Talks", "t0"]]);
    expect(chart.peaks![0]).toMatchObject({ lineId: "t0", bucketIndex: 0 });
    expect(chart.ruleChanges).toHaveLength(1);
  });

  it("opens a point to what was kept, and has a headline of its own or of its numbers", () => {
    expect(frozenPoint(view, "t0", 0)).toMatchObject({ count: 13, total: 26, articles: [{ title: "Ministers weigh a loan" }] });
    expect(frozenPoint(view, "t9", 0)).toBeNull();
    expect(viewHeadline(view).headline).toContain("Asset transfers took");
    expect(viewHeadline({ ...view, title: "Ours" })).toMatchObject({ headline: "Ours", standfirst: expect.stringContaining("Asset transfers took") });
  });

  it("opens an outlet and a pair to what was kept of them", () => {
    const [article] = view.evidence.articles;
    const both = { ...article!, sentences: { t0: article!.sentences["t0"]!, t1: article!.sentences["t0"]! } };
    const two: FrozenView = {
      ...view,
      lines: [view.lines[0]!, { ...view.lines[0]!, key: "t1", name: "Loans" }],
      pairs: { themes: { t0: 15, t1: 4 }, pairs: [{ first: "t0", second: "t1", both: 3 }] },
      evidence: { ...view.evidence, articles: [article!, both, { ...both, outlet: "Other" }] },
    };
    expect(openFrozen(two, { outletIndex: 0, lineId: "t0" })).toMatchObject({ title: "Paper: Asset transfers", count: 13, base: " of this outlet’s coverage: 13 of 26 articles", articles: [article, both] });
    expect(openFrozen(two, { first: "t0", second: "t1" })).toMatchObject({ title: "Asset transfers and Loans", share: "3 articles", articles: [both, { outlet: "Other" }] });
    expect(openFrozen(two, { first: "t0", second: "t9" })).toBeNull();
    expect(openFrozen(two, { wholeLine: "t0" })).toMatchObject({ title: "Asset transfers", count: 15, articles: [article, both, { outlet: "Other" }] });
    expect(openFrozen({ ...two, evidence: { ...two.evidence, articles: [{ ...article!, day: "2025-03-04" }, { ...both, day: "2025-03-12" }, { ...both, day: null }] } }, { wholeLine: "t0" })!.articles.map(({ day }) => day)).toEqual(["2025-03-12", "2025-03-04", null]);
    // The period before was frozen with its numbers alone.
    const [before] = view.previous!.lines;
    expect(openFrozen(view, { lineId: "t0~before", bucketIndex: 0 })).toMatchObject({ title: "Asset transfers", count: before!.counts[0], articles: [] });
    expect(openFrozen({ ...view, previous: null }, { lineId: "t0~before", bucketIndex: 0 })).toBeNull();
    // Two outlets of one name: their articles say whose they are, except in views that were frozen before they did.
    const alike = { rows: [two.outlets.rows[0]!, two.outlets.rows[0]!], more: 0 };
    expect(openFrozen({ ...two, outlets: alike }, { outletIndex: 0, lineId: null })).toBeNull();
    const known: FrozenView = { ...two, outlets: alike, evidence: { ...two.evidence, articles: [{ ...article!, outletRow: 1 }, { ...both, outletRow: 0 }, { ...both, outlet: "Other" }] } };
    expect(openFrozen(known, { outletIndex: 0, lineId: null })!.articles).toEqual([{ ...both, outletRow: 0 }]);
    expect(openFrozen(known, { outletIndex: 1, lineId: "t1" })!.articles).toEqual([]);
  });

  it("draws moving means where it was frozen with them", () => {
    expect(thawChart({ ...view, smooth: "mean" })).toMatchObject({ smoothedPeriods: expect.any(Number), lines: [{ smoothed: expect.any(Array) }, { smoothed: expect.any(Array) }] });
    expect(thawChart(view).lines[0]!.smoothed).toBeUndefined();
  });
});
