import { describe, expect, it } from "vitest";
import { addDays, type Day, daysBetween, weekday } from "@/server/core/trends/days";
import { type DailyCoverage, findSilences, inferGaps } from "@/server/core/trends/infer-gaps";
import { seeded } from "@/tests/support/generated-coverage";

const FIRST = "2024-01-01";
const LAST = "2025-06-30";

/** Articles of a day around a mean, clumped as news is: the mean itself is drawn first. */
function drawCount(random: () => number, mean: number): number {
  const clumped = mean * -Math.log(1 - random() * 0.999) * 0.5 + mean * 0.5;
  let count = 0;
  for (let product = random(); product > Math.exp(-clumped); product *= random()) count += 1;
  return count;
}

interface Habit {
  perDay: number;
  /** Part of the usual on Saturdays and Sundays. */
  weekend?: number;
  /** How the mean moves over time. */
  trend?: (day: Day) => number;
  missing?: (day: Day) => boolean;
}

function outlet(outletId: string, seed: number, { perDay, weekend = 1, trend = () => 1, missing = () => false }: Habit, until = LAST): DailyCoverage {
  const random = seeded(seed);
  const counts = new Map<Day, number>();
  for (let day = FIRST; day <= until; day = addDays(day, 1)) {
    const count = drawCount(random, perDay * (weekday(day) >= 6 ? weekend : 1) * trend(day));
    if (count > 0 && !missing(day)) counts.set(day, count);
  }
  return { outletId, counts, until };
}

const between = (from: Day, to: Day) => (day: Day) => day >= from && day <= to;

/** The part of the true gap that was found, and days found beside it. */
function compare(found: { fromDay: Day; toDay: Day }[], from: Day, to: Day): { hit: number; beside: number } {
  const overlap = ({ fromDay, toDay }: { fromDay: Day; toDay: Day }) => Math.max(0, daysBetween(fromDay > from ? fromDay : from, toDay < to ? toDay : to));
  const hit = found.reduce((sum, gap) => sum + overlap(gap), 0);
  const all = found.reduce((sum, { fromDay, toDay }) => sum + daysBetween(fromDay, toDay), 0);
  return { hit: hit / daysBetween(from, to), beside: all - hit };
}

describe("silences that a rhythm does not explain", () => {
  const habits: [string, Habit][] = [
    ["a wire", { perDay: 120, weekend: 0.6 }],
    ["a daily", { perDay: 8, weekend: 0.5 }],
    ["a paper of working days", { perDay: 4, weekend: 0.02 }],
    ["a small outlet", { perDay: 0.8 }],
    ["a slow one", { perDay: 0.4 }],
    ["one that grows", { perDay: 3, trend: (day) => 0.3 + 1.5 * (daysBetween(FIRST, day) / 540) }],
    ["one that loses nine of ten articles in a year and a half", { perDay: 10, trend: (day) => 1 - 0.9 * (daysBetween(FIRST, day) / 546) }],
    ["one that halves in August", { perDay: 6, trend: (day) => (day.slice(5, 7) === "08" ? 0.5 : 1) }],
    ["one that goes from daily to weekly", { perDay: 5, trend: (day) => (day < "2024-09-01" ? 1 : weekday(day) === 3 ? 1 : 0) }],
  ];

  it.each(habits)("finds none in %s that was always collected", (_name, habit) => {
    const told = Array.from({ length: 40 }, (_, seed) => findSilences(outlet("o", seed + 1, habit)).length).filter((count) => count > 0);
    expect(told.length).toBeLessThanOrEqual(1);
  });

  it.each(habits.slice(0, 4))("finds six weeks without %s", (_name, habit) => {
    const [from, to] = ["2024-10-07", "2024-11-17"];
    for (let seed = 1; seed <= 20; seed += 1) {
      const { hit, beside } = compare(findSilences(outlet("o", seed, { ...habit, missing: between(from, to) })), from, to);
      expect(hit).toBe(1);
      expect(beside).toBeLessThanOrEqual(8);
    }
  });

  it("finds a collection that ended, also when strays came late, and says how it was before", () => {
    const ended = outlet("o", 3, { perDay: 60, missing: (day) => day > "2025-02-10" && day !== "2025-04-02" });
    const silences = findSilences(ended);
    expect(silences.map(({ fromDay, toDay }) => [fromDay, toDay])).toEqual([["2025-02-11", "2025-04-01"], ["2025-04-03", LAST]]);
    expect(silences[0]!.before).toMatchObject({ days: 56, of: 56 });
  });

  it("counts a trickle of strays as silence", () => {
    const random = seeded(11);
    const thin = outlet("o", 5, { perDay: 100 });
    const counts = new Map([...thin.counts].flatMap(([day, count]) => (day >= "2024-08-25" && day <= "2024-09-20" ? (random() < 0.6 ? [[day, 1 + Math.floor(random() * 4)] as const] : []) : [[day, count] as const])));
    const [gap] = inferGaps([{ ...thin, counts }]);
    expect(gap).toMatchObject({ fromDay: "2024-08-25", toDay: "2024-09-20" });
    expect(gap!.reason).toMatch(/^Only \d+ stray articles came in 27 days; in the 56 days before, 56 brought about \d+ articles each\.$/);
  });

  it("finds two gaps of one outlet", () => {
    const silences = findSilences(outlet("o", 9, { perDay: 10, missing: (day) => between("2024-06-01", "2024-06-30")(day) || between("2024-08-01", "2024-08-30")(day) }));
    expect(silences.map(({ fromDay, toDay }) => [fromDay, toDay])).toEqual([["2024-06-01", "2024-06-30"], ["2024-08-01", "2024-08-30"]]);
  });

  it("finds silences that come a few weeks after the beginning, beside one another and before a longer one", () => {
    const gaps: [Day, Day][] = [["2024-01-23", "2024-02-13"], ["2024-02-15", "2024-03-02"], ["2024-03-31", "2024-06-05"]];
    for (const perDay of [6, 10, 180]) {
      const found = findSilences({ ...outlet("o", 4, { perDay, missing: (day) => gaps.some(([from, to]) => between(from, to)(day)) }), until: "2024-08-01" });
      for (const [from, to] of gaps) expect(compare(found, from, to).hit, `${perDay} per day, ${from}`).toBe(1);
    }
  });

  it("asks a longer silence of an outlet that it has known for a shorter time", () => {
    const silentFor = (known: number, days: number) => {
      const from = addDays(FIRST, known);
      return findSilences({ ...outlet("o", 4, { perDay: 30, missing: between(from, addDays(from, days - 1)) }), until: addDays(from, days + 40) }).length;
    };
    expect([[28, 4], [21, 6], [21, 7], [14, 8], [14, 9], [11, 60]].map(([known, days]) => silentFor(known!, days!))).toEqual([1, 0, 1, 0, 1, 0]);
  });

  it("finds none in the first weeks of small outlets", () => {
    const told = Array.from({ length: 200 }, (_, seed) => findSilences({ ...outlet("o", seed + 1, { perDay: 0.5 + (seed % 5), weekend: seed % 3 === 0 ? 0.05 : 1 }), until: addDays(FIRST, 20 + (seed % 40)) }).length);
    expect(told.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
  });

  it("says nothing of days that a recorded gap explains", () => {
    const one = outlet("o", 2, { perDay: 9, missing: between("2024-10-07", "2024-11-17") });
    expect(inferGaps([one], new Map([["o", [{ fromDay: "2024-10-07", toDay: "2024-11-17" }]]]))).toEqual([]);
  });

  it("says nothing of a few dozen articles", () => {
    expect(findSilences(outlet("o", 2, { perDay: 0.02 }))).toEqual([]);
    expect(findSilences({ outletId: "o", counts: new Map(), until: LAST })).toEqual([]);
  });
});

describe("many outlets too small for a rhythm", () => {
  const small = (missing: (day: Day) => boolean) => Array.from({ length: 300 }, (_, n) => outlet(`small-${n}`, n + 1, { perDay: 0.05, missing }));

  it("are silent together when their collection stopped, and only then", () => {
    const outlets = small(between("2024-04-22", "2024-06-03"));
    const gaps = inferGaps(outlets);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ fromDay: "2024-04-22", toDay: "2024-06-03" });
    expect(gaps[0]!.outletIds).toHaveLength(300);
    expect(gaps[0]!.reason).toContain("All 300 small outlets fell silent together");
    expect(inferGaps(small(() => false))).toEqual([]);
  });

  it("are found silent beside a large one that went on", () => {
    const gaps = inferGaps([...small(between("2024-04-22", "2024-06-03")), outlet("large", 77, { perDay: 80 })]);
    expect(gaps.map(({ outletIds, fromDay }) => [outletIds.length, fromDay])).toEqual([[300, "2024-04-22"]]);
  });
});
