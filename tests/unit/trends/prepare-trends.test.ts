import { describe, expect, it } from "vitest";
import { chartSeries, headline, inMeasure, methodSentences, type Previous, type Series, themeOfLine } from "@/components/trends/prepare-trends";
import { peakPoints } from "@/server/core/trends/peak-points";

const point = (count: number, total: number) => ({ count, total, share: total === 0 ? null : count / total });
const month = (start: string, end: string, total: number, more: Partial<Series["buckets"][number]> = {}): Series["buckets"][number] => ({ start, end, total, state: "complete", reasons: [], ...more });

function makeSeries(changes: Partial<Series> = {}): Series {
  return {
    from: "2025-01-22",
    to: "2025-03-31",
    bucket: "month",
    legalBuckets: ["day", "week", "month"],
    unit: "articles",
    buckets: [month("2025-01-01", "2025-01-31", 10, { cut: { days: 10, of: 31 } }), month("2025-02-01", "2025-02-28", 100), month("2025-03-01", "2025-03-31", 100)],
    lines: [{ theme: { id: "t", name: "Transfers", markIndex: 0, asksStance: false, versionId: "v", versionNumber: 2 }, points: [point(5, 10), point(4, 100), point(6, 100)], rejected: 0, addedByHand: 0 }],
    annotations: [],
    ruleChanges: [],
    method: { timeZone: "UTC", weekStart: 1, generatedAt: "2025-04-10T09:00:00.000Z", denominator: 210, articles: 210, processed: 210, undated: 0, backfills: [] },
    ...changes,
  };
}

describe("the headline", () => {
  it("takes the last whole period and the whole one before it", () => {
    expect(headline(makeSeries()).headline.replaceAll("\u00a0", " ")).toBe("Transfers took 6.0 % of coverage in March 2025, up from 4.0 %");
  });

  it("neither speaks of a period that the range cuts nor compares with one", () => {
    const cutAtEnd = makeSeries();
    cutAtEnd.buckets[2]!.cut = { days: 5, of: 31 };
    expect(headline(cutAtEnd).headline.replaceAll("\u00a0", " ")).toBe("Transfers took 4.0 % of coverage in February 2025");
  });

  it("opens the numbers that it says as their points do", () => {
    const [first] = makeSeries().lines;
    const said = headline(makeSeries({ lines: [first!, { ...first!, theme: { ...first!.theme, id: "u", name: "Loans" }, points: [point(1, 10), point(2, 100), point(5, 100)] }] }));
    expect(said.parts.filter((part) => typeof part !== "string")).toEqual([{ words: "6 of 100 articles", lineId: "t", bucketIndex: 2 }, { words: "5 of 100", lineId: "u", bucketIndex: 2 }]);
    expect(said.parts.map((part) => (typeof part === "string" ? part : part.words)).join("")).toBe(said.standfirst);
  });

  const oneDay = (unit: Series["unit"], counts: number[]) =>
    makeSeries({
      from: "2024-12-06",
      to: "2024-12-06",
      bucket: "day",
      unit,
      buckets: [month("2024-12-06", "2024-12-06", 1)],
      lines: counts.map((count, at) => ({ ...makeSeries().lines[0]!, theme: { ...makeSeries().lines[0]!.theme, id: `t${at}`, name: ["Transfers", "Loans"][at]! }, points: [point(count, 1)] })),
      method: { ...makeSeries().method, denominator: 1, articles: 1, processed: 1, undated: 1 },
    });

  it("says on which day, and one article of one", () => {
    const said = headline(oneDay("articles", [1]));
    expect(said.headline.replaceAll("\u00a0", " ")).toBe("Transfers took 100.0 % of coverage on 6 Dec 2024");
    expect(said.standfirst).toBe("1 of 1 article. Too few to read a trend from.");
    expect(headline(oneDay("stories", [1, 1])).standfirst).toBe("1 of 1 story each. Too few to read a trend from.");
    expect(headline(oneDay("stories", [0])).headline).toBe("No theme was found in the 1 story of 6 Dec 2024");
    expect(methodSentences(oneDay("articles", [1])).slice(1, 4)).toEqual(["Base: 1 article under this filter, 6 Dec 2024.", "All articles are processed.", "1 article has no date and is not counted."]);
  });

  it("says in which week or quarter", () => {
    const over = (bucket: Series["bucket"]) => headline(makeSeries({ bucket, buckets: [month("2024-10-07", "2024-10-13", 10)], lines: [{ ...makeSeries().lines[0]!, points: [point(1, 10)] }] })).headline.replaceAll("\u00a0", " ");
    expect(over("week")).toBe("Transfers took 10.0 % of coverage in the week of 7 Oct 2024");
    expect(over("quarter")).toBe("Transfers took 10.0 % of coverage in quarter 4 of 2024");
  });
});

describe("what the chart is given", () => {
  const previous: Previous = { from: "2024-10-22", to: "2024-12-31", buckets: [month("2024-10-01", "2024-10-31", 5), month("2024-11-01", "2024-11-30", 50, { state: "gap" }), month("2024-12-01", "2024-12-31", 50)], lines: [{ themeId: "t", points: [point(1, 5), point(0, 50), point(2, 50)] }] };

  it("marks a period that the range cuts, and draws the one before in its place", () => {
    const chart = chartSeries(makeSeries(), "share", { previous });
    expect(chart.buckets[0]!.cut).toEqual({ days: 10, of: 31 });
    const [now, before] = chart.lines;
    expect(themeOfLine(now!.id)).toEqual({ themeId: "t", isPrevious: false });
    expect(themeOfLine(before!.id)).toEqual({ themeId: "t", isPrevious: true });
    expect(before).toMatchObject({ previous: true, markIndex: 0, states: ["complete", "gap", "complete"] });
  });

  it("is the same in another measure, whether it was made in it or turned to it", () => {
    const long = makeSeries({
      buckets: Array.from({ length: 8 }, (_, at) => month(`2025-0${at + 1}-01`, `2025-0${at + 1}-28`, 100)),
      lines: [{ ...makeSeries().lines[0]!, points: [3, 8, 1, 9, 4, 7, 2, 6].map((count) => point(count, 100)) }],
    });
    const before: Previous = { ...previous, buckets: long.buckets, lines: [{ themeId: "t", points: [5, 1, 4, 8, 2, 9, 3, 7].map((count) => point(count, 50)) }] };
    for (const smooth of [undefined, "mean"] as const) {
      const [shares, counts] = (["share", "count"] as const).map((measure) => chartSeries(long, measure, { previous: before, smooth }));
      expect(inMeasure(shares!, "count", long, before)).toEqual(counts);
      expect(inMeasure(shares!, "share", long, before)).toBe(shares);
    }
  });

  it("puts a story on its peak, and says when no story is larger than one article", () => {
    const peak = (articles: number, of: number) => chartSeries(makeSeries(), "share", { peaks: [{ themeId: "t", start: "2025-03-01", story: { articleId: "a", title: "Loan agreed", outlet: "Ledger", articles, of } }] }).peaks!;
    expect(peak(4, 6)).toEqual([{ lineId: "t", bucketIndex: 2, text: "“Loan agreed” (Ledger), 4 of 6 articles carry it" }]);
    expect(peak(1, 6)[0]!.text).toBe("“Loan agreed” (Ledger), the first of 6 articles, each a story of its own");
    expect(peak(1, 1)[0]!.text).toBe("“Loan agreed” (Ledger), the only article");
  });

  it("asks for the stories of peaks in the order of time, only for days that count", () => {
    const counts = [3, 30, 2, 3, 2, 4, 3, 2, 40, 3, 2, 3];
    const series = makeSeries({
      from: "2025-01-15",
      to: "2025-12-31",
      buckets: counts.map((_, i) => month(`2025-${String(i + 1).padStart(2, "0")}-01`, `2025-${String(i + 1).padStart(2, "0")}-28`, 100)),
      lines: [{ ...makeSeries().lines[0]!, points: counts.map((count) => point(count, 100)) }],
    });
    expect(peakPoints(series)).toEqual([
      { themeId: "t", start: "2025-02-01", from: "2025-02-01", to: "2025-02-28" },
      { themeId: "t", start: "2025-09-01", from: "2025-09-01", to: "2025-09-28" },
    ]);
  });
});
