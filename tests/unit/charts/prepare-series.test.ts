import { describe, expect, it } from "vitest";
import { describePoint, describeSeries } from "@/components/charts/describe-series";
import { bucketAtX, prepareSeries, xOfBucket, yOfValue } from "@/components/charts/prepare-series";
import { buildSeries } from "./build-series";

const SIZE = { width: 900, height: 400 };

describe("what is drawn of each point", () => {
  it("breaks the line at a gap and never draws it as zero", () => {
    const prepared = prepareSeries(buildSeries({ a: [4, 5, 0, 0, 6, 7] }, { states: ["complete", "complete", "gap", "gap"] }), SIZE);
    expect(prepared.lines[0]?.finished).toEqual([0.04, 0.05, null, null, 0.06, 0.07]);
    expect(prepared.bands).toMatchObject([{ from: 2, to: 3, kind: "gap", reason: "feed silent" }]);
    // Two strokes of the pen, two points each.
    expect(prepared.lines[0]?.path.match(/[ML]/g)?.join("")).toBe("MLML");
  });

  it("tells a run of gaps once, from the least to the most that was collected", () => {
    const series = buildSeries({ a: [4, 5, 3, 0, 6] }, { states: ["complete", "partial", "partial", "gap", "gap"] });
    const collected = [undefined, 0.85, 0.6, 0.02, 0.3];
    const prepared = prepareSeries({ ...series, buckets: series.buckets.map((bucket, at) => ({ ...bucket, collected: collected[at], reason: at > 0 ? `reason ${at}` : undefined })) }, SIZE);
    expect(prepared.bands).toMatchObject([
      { from: 1, to: 2, kind: "partial", words: "partly collected", reason: "About 60 to 85 % of the usual coverage was collected. reason 1" },
      { from: 3, to: 4, kind: "gap", words: "not collected", reason: "About 2 to 30 % of the usual coverage was collected. reason 3" },
    ]);
  });

  it("draws under a share how much it is of, and under a count nothing", () => {
    const share = prepareSeries(buildSeries({ a: [4, 5] }, { total: 1_200 }), SIZE);
    expect(share.base).toMatchObject({ top: SIZE.height - 26, height: 26 });
    expect(share.valueAxis.title).toBe("Share of all articles per week; grey below: all articles, at most 1,200 a week");
    expect(share.plot.top + share.plot.height + 40).toBeLessThan(share.base!.top);
    expect(prepareSeries(buildSeries({ a: [4, 5] }, { measure: "count" }), SIZE).base).toBeNull();
    expect(prepareSeries(buildSeries({ a: [4, 5] }), { width: 900, height: 200 }).base).toBeNull();
  });

  it("draws a moving mean where there is one, and tells the numbers of each bucket all the same", () => {
    const series = buildSeries({ a: [4, 6, 8] }, { smoothedPeriods: 2 });
    const smoothed = { ...series, lines: series.lines.map((line) => ({ ...line, smoothed: [null, 0.05, 0.07] })) };
    const prepared = prepareSeries(smoothed, SIZE);
    expect(prepared.lines[0]?.finished).toEqual([null, 0.05, 0.07]);
    expect(prepared.valueAxis.title).toContain("moving mean of 2 weeks");
    expect(describeSeries(smoothed)).toContain("8.0\u00a0% (8 of 100 articles)");
  });

  it("keeps a true zero as a zero", () => {
    const prepared = prepareSeries(buildSeries({ a: [4, 0, 3] }), SIZE);
    expect(prepared.lines[0]?.finished).toEqual([0.04, 0, 0.03]);
  });

  it("does not draw a share of nothing", () => {
    const prepared = prepareSeries(buildSeries({ a: [4, null, 3] }), SIZE);
    expect(prepared.lines[0]?.finished).toEqual([0.04, null, 0.03]);
    expect(prepared.bands).toEqual([]);
  });

  it("draws the unfinished bucket as a part of its own that begins at the last finished point", () => {
    const prepared = prepareSeries(buildSeries({ a: [4, 5, 2] }, { states: ["complete", "complete", "unfinished"] }), SIZE);
    expect(prepared.lines[0]?.finished).toEqual([0.04, 0.05, null]);
    expect(prepared.lines[0]?.unfinished).toMatchObject([[{ index: 1, y: yOfValue(prepared, 0.05) }, { index: 2, y: yOfValue(prepared, 0.02) }]]);
    expect(prepared.unfinished).toMatchObject({ index: 2, label: "so far, 3 of 7 days" });
  });

  it("does not bridge a gap to reach the unfinished bucket, and keeps that point visible", () => {
    const prepared = prepareSeries(buildSeries({ a: [4, 0, 2] }, { states: ["complete", "gap", "unfinished"] }), SIZE);
    expect(prepared.lines[0]?.unfinished).toMatchObject([[{ index: 2 }]]);
    expect(prepared.lines[0]?.lone).toMatchObject([{ index: 0, unfinished: false }, { index: 2, unfinished: true }]);
  });

  it("marks points without neighbours as dots", () => {
    const prepared = prepareSeries(buildSeries({ a: [1, 0, 3, 0, 5, 6] }, { states: ["complete", "gap", "complete", "gap"] }), SIZE);
    expect(prepared.lines[0]?.lone.map((point) => point.index)).toEqual([0, 2]);
  });

  it("draws counts where counts are asked for, also where the total is nothing", () => {
    const prepared = prepareSeries(buildSeries({ a: [4, null, 3] }, { measure: "count" }), SIZE);
    expect(prepared.lines[0]?.finished).toEqual([4, 0, 3]);
  });

  it("keeps a gap of one line apart from the chart's own state", () => {
    const series = buildSeries({ a: [4, 5, 6], b: [1, 2, 3] });
    const [a, b] = series.lines;
    if (!a || !b) throw new Error("two lines expected");
    const prepared = prepareSeries({ ...series, lines: [a, { ...b, states: [undefined, "gap"] }] }, SIZE);
    expect(prepared.lines.map((line) => line.finished)).toEqual([
      [0.04, 0.05, 0.06],
      [0.01, null, 0.03],
    ]);
  });

  it("draws a previous period whole although the current one is unfinished", () => {
    const series = buildSeries({ a: [4, 5], b: [1, 2] }, { states: ["complete", "unfinished"] });
    const [a, b] = series.lines;
    if (!a || !b) throw new Error("two lines expected");
    const prepared = prepareSeries({ ...series, lines: [a, { ...b, previous: true }] }, SIZE);
    expect(prepared.lines[1]?.finished).toEqual([0.01, 0.02]);
    expect(prepared.lines[1]?.unfinished).toEqual([]);
  });
});

describe("the frame", () => {
  it("says that there is nothing to draw instead of drawing it", () => {
    expect(prepareSeries(buildSeries({}), SIZE).empty).toBe(true);
    expect(prepareSeries(buildSeries({ a: [0, 0] }, { states: ["gap", "gap"] }), SIZE).empty).toBe(true);
    expect(prepareSeries(buildSeries({ a: [0, 0] }), SIZE).empty).toBe(false);
  });

  it("turns pixels and buckets into each other", () => {
    const prepared = prepareSeries(buildSeries({ a: [1, 2, 3, 4, 5, 6, 7, 8] }), SIZE);
    for (let index = 0; index < 8; index += 1) expect(bucketAtX(prepared, xOfBucket(prepared, index))).toBe(index);
    expect(bucketAtX(prepared, -50)).toBe(0);
    expect(bucketAtX(prepared, 5000)).toBe(7);
    expect(yOfValue(prepared, 0)).toBe(prepared.plot.top + prepared.plot.height);
    expect(yOfValue(prepared, prepared.valueAxis.max)).toBe(prepared.plot.top);
  });

  it("puts a single bucket in the middle", () => {
    const prepared = prepareSeries(buildSeries({ a: [3] }), SIZE);
    expect(xOfBucket(prepared, 0)).toBe(prepared.plot.left + prepared.plot.width / 2);
    expect(prepared.lines[0]?.lone).toHaveLength(1);
  });

  it("stands the labels of a single bucket beside its points, so that what leads there does not read as a line", () => {
    const one = prepareSeries(buildSeries({ "A theme of some length": [3], b: [4] }), SIZE);
    expect(one.labelsFromX - xOfBucket(one, 0)).toBeLessThan(12);
    const two = prepareSeries(buildSeries({ a: [3, 4] }), SIZE);
    expect(two.labelsFromX).toBe(two.plot.left + two.plot.width);
  });

  it("writes a point for each of many buckets", () => {
    const { path } = prepareSeries(buildSeries({ a: Array.from({ length: 400 }, (_, at) => at % 7) }), SIZE).lines[0]!;
    expect(path).toMatch(/^M[\d.]+,[\d.]+(?:L[\d.]+,[\d.]+){399}$/u);
  });

  it("keeps every label of forty lines inside the box or out of sight, and names those", () => {
    const counts = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`Theme ${at}`, [at, at + 1]]));
    const prepared = prepareSeries(buildSeries(counts), SIZE);
    const visible = prepared.endLabels.filter((label) => label.visible);
    expect(visible.length + prepared.hiddenLabelCount).toBe(40);
    expect(prepared.hiddenLabelCount).toBeGreaterThan(0);
    for (const label of visible) {
      expect(label.y).toBeGreaterThan(0);
      expect(label.y).toBeLessThan(SIZE.height);
    }
    expect(visible[0]?.name).toBe("Theme 39");
  });

  it("numbers the ends where names do not fit", () => {
    const prepared = prepareSeries(buildSeries({ "A long name of a theme": [1, 2], b: [3, 4] }), { width: 358, height: 300 });
    expect(prepared.numbered).toBe(true);
    expect(prepared.endLabels.map((label) => [label.number, label.name])).toEqual([
      [1, "b"],
      [2, "A long name of a theme"],
    ]);
  });

  it("says where a line stopped, when it did not reach the end", () => {
    const prepared = prepareSeries(buildSeries({ a: [4, 5, 0] }, { states: ["complete", "complete", "gap"] }), SIZE);
    expect(prepared.endLabels[0]).toMatchObject({ stopsEarly: true, value: "5.0 %, Week of 2026-06-08" });
  });
});

describe("notes", () => {
  it("numbers annotations by time, letters peaks, and leaves out what is outside", () => {
    const series = buildSeries(
      { a: [4, 9, 3] },
      {
        annotations: [
          { id: "late", fromIndex: 2, text: "late" },
          { id: "early", fromIndex: 0, toIndex: 99, text: "early" },
          { id: "outside", fromIndex: 7, text: "outside" },
        ],
        peaks: [
          { lineId: "a", bucketIndex: 1, text: "story" },
          { lineId: "unknown", bucketIndex: 1, text: "none" },
        ],
        ruleChanges: [{ bucketIndex: 1, text: "version 2" }],
      },
    );
    const { notes } = prepareSeries(series, SIZE);
    expect(notes.map((note) => [note.kind, note.sign, note.text, note.index, note.toIndex])).toEqual([
      ["annotation", "1", "early", 0, 2],
      ["annotation", "2", "late", 2, 2],
      ["peak", "A", "story", 1, 1],
      ["rule", "▲", "version 2", 1, 1],
    ]);
  });

  it("moves flags of the same day apart", () => {
    const annotations = ["x", "y", "z"].map((id) => ({ id, fromIndex: 1, text: id }));
    const { notes } = prepareSeries(buildSeries({ a: [1, 2, 3] }, { annotations }), SIZE);
    const places = notes.map((note) => note.signX).toSorted((a, b) => a - b);
    expect((places[1] ?? 0) - (places[0] ?? 0)).toBeGreaterThanOrEqual(17.9);
    expect((places[2] ?? 0) - (places[1] ?? 0)).toBeGreaterThanOrEqual(17.9);
  });
});

describe("the summary", () => {
  it("gives every share its base, names gaps and says what is unfinished", () => {
    const series = buildSeries({ Transfers: [2, 0, 9, 5, 1] }, { states: ["complete", "gap", "complete", "complete", "unfinished"] });
    const summary = describeSeries(series);
    expect(summary).toContain("Transfers: 5.0 % (5 of 100 articles) in the week of 2026-06-22; highest 9.0 % in the week of 2026-06-15.");
    expect(summary).toContain("1 week without data is a gap, not zero.");
    expect(summary).toContain("The last week is unfinished: so far, 3 of 7 days.");
  });

  it("has words for a chart of nothing", () => {
    expect(describeSeries(buildSeries({}))).toBe("There is no period to draw.");
  });
});

describe("a bucket that the range cuts", () => {
  const whole = buildSeries({ a: [1, 8, 9, 8, 2] });
  const series = { ...whole, buckets: whole.buckets.map((bucket, i) => (i === 0 || i === 4 ? { ...bucket, cut: { days: 2, of: 7 } } : bucket)) };

  it("is drawn as open, up to its whole neighbour, so that it does not read as a rise or a collapse", () => {
    const [line] = prepareSeries(series, { width: 900, height: 400 }).lines;
    expect(line!.unfinished.map((run) => run.map(({ index, unfinished }) => [index, unfinished]))).toEqual([
      [
        [0, true],
        [1, false],
      ],
      [
        [3, false],
        [4, true],
      ],
    ]);
    expect(line!.finished.map((value) => value === null)).toEqual([true, false, false, false, true]);
  });

  it("says so in words and is not taken for the last value", () => {
    expect(describePoint(series, series.lines[0]!, 0)).toContain("only 2 of its 7 days are shown");
    expect(describeSeries(series)).toContain("(8 of 100 articles) in the week of 2026-06-22");
  });
});
