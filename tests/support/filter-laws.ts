import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { newId } from "@/db/new-id";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { type Bucket, bucketStart, BUCKETS } from "@/server/core/trends/buckets";
import type { CoverageFilter, Unit } from "@/server/core/trends/coverage-filter";
import { addDays } from "@/server/core/trends/days";
import { denominatorFilter } from "@/server/core/trends/loosen-filter";
import { exportArticles } from "@/server/services/articles/export-articles";
import { LIST_PAGE_SIZE, listArticles } from "@/server/services/articles/list-articles";
import { storeArticles } from "@/server/services/articles/store-articles";
import { deleteArticles } from "@/server/services/articles/trash-articles";
import { decide } from "@/server/services/review/decide";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { coverageSeries, type CoverageSeries } from "@/server/services/trends/coverage-series";
import { type ExportedFile, exportSeries } from "@/server/services/trends/export-series";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { listOutlets } from "@/server/services/trends/list-outlets";
import { outletBreakdown } from "@/server/services/trends/outlet-breakdown";
import { peakStories } from "@/server/services/trends/peak-stories";
import { previousSeries } from "@/server/services/trends/previous-series";
import { themePairs } from "@/server/services/trends/theme-pairs";
import { readWorkbook } from "@/tests/support/read-workbook";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const SENTENCES = {
  "Asset transfers": "Ministers discussed the transfer of frozen Russian assets to Ukraine.",
  Rearmament: "The alliance agreed to rearm and to raise defence spending.",
  "Ceasefire diplomacy": "Peace talks began and a ceasefire is near.",
};
const FILLER = "The harvest was good this year and the village celebrated with music until the morning while the river stayed calm and the bridge was repaired at last by the council";

interface Made {
  title: string;
  outlet: string;
  day: string | null;
  themes: string[];
  copyOf: number | null;
}

/** Two hundred articles over ten weeks: some of several themes, some copies in other outlets, some without a date. */
function makeArticles(random: () => number): Made[] {
  const made: Made[] = [];
  for (let i = 0; i < 200; i++) {
    const original = random() < 0.2 && i > 0 ? Math.floor(random() * i) : null;
    const source = original === null ? null : made[original]!;
    made.push({
      title: `Report ${i}`,
      outlet: `Outlet ${Math.floor(random() * 4)}`,
      day: random() < 0.05 ? null : source?.day ? addDays(source.day, Math.floor(random() * 3)) : addDays("2025-01-27", Math.floor(random() * 52)),
      themes: source ? source.themes : Object.keys(SENTENCES).filter(() => random() < 0.25),
      copyOf: original,
    });
  }
  return made;
}

function textOfMade(made: Made[], i: number): string {
  const { copyOf, themes } = made[i]!;
  if (copyOf !== null) return textOfMade(made, copyOf);
  const own = FILLER.split(" ").map((word, at) => `${word}${(i * 31 + at * 7) % 97}`).join(" ");
  return [`${own}.`, ...themes.map((name) => SENTENCES[name as keyof typeof SENTENCES])].join("\n\n");
}

async function bytesOf(file: Promise<ExportedFile>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of (await file).parts) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** Every dimension of the filter: a new one does not compile until the law is tried with it. */
const DIMENSIONS: Record<keyof Required<CoverageFilter>, true> = { from: true, to: true, themes: true, allThemes: true, noThemes: true, outlets: true, outletGroups: true, countries: true, feeds: true, languages: true, origins: true, q: true, matches: true };

const FEEDS = [newId(), newId()];

/** Outlets of two groups and countries, articles in two languages that came by hand, by file and by two feeds. */
async function spreadDimensions(house: TestHouse): Promise<void> {
  await house.db.execute(sql`update outlets set group_name = case when name in ('Outlet 0', 'Outlet 1') then 'Dailies' else 'Weeklies & more' end, country = case name when 'Outlet 0' then 'UA' when 'Outlet 1' then 'DE' end`);
  await house.db.execute(sql`update articles set language = 'de' where uuid_hash(id) % 3 = 0`);
  await house.db.execute(sql`update articles set origin = 'form' where uuid_hash(id) % 5 = 1`);
  await house.db.execute(sql`update articles set origin = 'feed', feed_id = case when uuid_hash(id) % 2 = 0 then ${FEEDS[0]!}::uuid else ${FEEDS[1]!}::uuid end where uuid_hash(id) % 5 = 2`);
}

const textOf = async (file: Promise<ExportedFile>): Promise<string> => (await bytesOf(file)).toString("utf8");

/** A small generator of our own, so that the data are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A workspace in which every dimension of the filter tells something apart. */
export interface LawPlace {
  house: TestHouse;
  themeIds: string[];
  outletIds: string[];
}

export async function openLawPlace(): Promise<LawPlace> {
  const house = await openTestHouse(() => new Date("2025-03-26T09:00:00Z"));
  const made = makeArticles(seeded(7));
  const articles = made.map(({ title, outlet, day }, i) => {
    const normal = normaliseDraft({ url: `https://outlet.example/${i}`, title, outlet, publishedAt: day ?? "", text: textOfMade(made, i) }, { timeZone: "UTC", now: house.now() });
    if (!normal.ok) throw new Error(normal.problems[0]!.message);
    return { ...normal.article, outlet: { key: `name:${outlet}`, name: outlet, domain: null } };
  });
  const scope = house.as("analyst");
  const outcomes = await house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: scope.actor, now: house.now, origin: "import" }, articles));
  await house.work();
  await deleteArticles(scope, { articleIds: outcomes.slice(0, 10).map(({ articleId }) => articleId) });
  const themes = await activeThemes(house.db, house.workspace.id);
  for (const { articleId } of outcomes.slice(20, 60)) await decide(scope, { requestId: newId(), articleId, themeId: themes[1]!.id, verdict: "not_relevant" });
  // Part of the counts is folded and part of them is not, as while a worker is busy.
  await foldCounts(house.db);
  await spreadDimensions(house);
  return { house, themeIds: themes.map(({ id }) => id), outletIds: (await listOutlets(scope)).map(({ id }) => id) };
}

/** Filters of up to three dimensions at once, in any interval and unit: every dimension at once leaves nothing to count. */
const drawFilters = ({ themeIds, outletIds }: LawPlace) => {
  const day = fc.integer({ min: 0, max: 90 }).map((days) => addDays("2025-01-15", days));
  const all = fc.record(
    {
      from: day,
      to: day,
      themes: fc.subarray([0, 1, 2, 3], { minLength: 1 }).map((picks) => picks.map((pick) => themeIds[pick]!)),
      outlets: fc.subarray([0, 1, 2, 3], { minLength: 1 }).map((picks) => picks.map((pick) => outletIds[pick]!)),
      outletGroups: fc.subarray(["Dailies", "Weeklies & more", "Nobody's"], { minLength: 1 }),
      countries: fc.subarray(["UA", "DE", "FR"], { minLength: 1 }),
      languages: fc.subarray(["en", "de", "uk"], { minLength: 1 }),
      origins: fc.subarray(["form", "import", "feed", "demo"] as const, { minLength: 1 }).map((origins) => [...origins]),
      feeds: fc.subarray(FEEDS, { minLength: 1 }),
      allThemes: fc.subarray([0, 1, 2], { minLength: 1, maxLength: 2 }).map((picks) => picks.map((pick) => themeIds[pick]!)),
      noThemes: fc.constantFrom(0, 1, 2).map((pick) => [themeIds[pick]!]),
      q: fc.constantFrom("frozen", "peace talks", "nothing-has-this", "alli*"),
      matches: fc.constantFrom("unrejected" as const, "rejected" as const),
    },
    { requiredKeys: Object.keys(DIMENSIONS) as [] },
  );
  return fc.tuple(all, fc.shuffledSubarray(Object.keys(DIMENSIONS) as (keyof CoverageFilter)[], { minLength: 0, maxLength: 3 })).map(([drawn, kept]) => Object.fromEntries(Object.entries(drawn).filter(([name]) => kept.includes(name as keyof CoverageFilter))) as CoverageFilter);
};
const inOrder = (drawn: CoverageFilter): CoverageFilter => (drawn.from && drawn.to && drawn.from > drawn.to ? { ...drawn, from: drawn.to, to: drawn.from } : drawn);

interface Drawn {
  place: LawPlace;
  series: CoverageSeries;
  filter: CoverageFilter;
  /** The filter with the days of the series. */
  range: CoverageFilter & { from: string; to: string };
  bucket: Bucket;
  unit: Unit;
}

/** Draws so many filters, intervals and units and tries a law under each. */
export async function tryLaw(place: LawPlace, law: (drawn: Drawn) => Promise<void>, { numRuns, seed }: { numRuns: number; seed: number }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(drawFilters(place), fc.constantFrom(...BUCKETS), fc.constantFrom("articles" as const, "stories" as const), async (drawn, bucket, unit) => {
      const filter = inOrder(drawn);
      const series = await coverageSeries(place.house.as("viewer"), { filter, bucket, unit });
      await law({ place, series, filter, range: { ...filter, from: series.from, to: series.to }, bucket, unit });
    }),
    { numRuns, seed },
  );
}

/** Count = list = chart = table = export. */
export async function holdsForTheChart({ place, series, filter, range, bucket, unit }: Drawn): Promise<void> {
  const viewer = place.house.as("viewer");
  // The exports of the chart: the same numbers, row by row.
  const exported = parse(await textOf(exportSeries(viewer, { filter, bucket, unit }, "csv")), { bom: true, columns: true }) as Record<string, string>[];
  expect(exported.map(({ bucket: start, theme, count, total, share, state }) => [start, theme, Number(count), Number(total), share, state])).toEqual(
    series.buckets.flatMap(({ start, state, cut }, i) =>
      series.lines.map(({ theme, points }) => [start, theme.name, points[i]!.count, points[i]!.total, points[i]!.share === null ? "" : String(Number(points[i]!.share!.toFixed(6))), state === "complete" && cut ? "partial" : state]),
    ),
  );
  const book = readWorkbook(await bytesOf(exportSeries(viewer, { filter, bucket, unit }, "xlsx")));
  expect(book.Series!.slice(1).map((cells) => cells.slice(1, 4).map((cell) => (typeof cell === "object" && cell ? cell.value : cell)))).toEqual(exported.map(({ theme, count, total }) => [theme, Number(count), Number(total)]));
  expect(book.Method!.find(([what]) => what === "Denominator")![1]).toEqual({ value: series.method.denominator, format: "3" });

  // The denominator: everything of the unit under the filter without themes and words.
  const everything = await listArticles(viewer, { filter: denominatorFilter(range), unit });
  expect(series.method.denominator).toBe(everything.total);

  await Promise.all(series.lines.map(async (line) => {
    const listed = await listArticles(viewer, { filter: { ...range, themes: [line.theme.id] }, unit });
    expect(line.points.reduce((sum, { count }) => sum + count, 0)).toBe(listed.total);
    const fullest = line.points.reduce((best, point, i) => (point.count > line.points[best]!.count ? i : best), 0);
    const { start, end } = series.buckets[fullest]!;
    const behind = await listArticles(viewer, { filter: { ...range, themes: [line.theme.id] }, unit, within: { from: start < series.from ? series.from : start, to: end } });
    expect(behind.total).toBe(line.points[fullest]!.count);
    for (const article of behind.articles) {
      if (unit === "articles") expect(bucketStart(article.publishedDay!, series.bucket, 1)).toBe(start);
      expect(article.matches.map(({ themeId }) => themeId)).toContain(line.theme.id);
    }
    const csv = parse(await textOf(exportArticles(viewer, { filter: { ...range, themes: [line.theme.id] }, unit }, "csv")), { bom: true, columns: true }) as Record<string, string>[];
    expect(csv).toHaveLength(listed.total);
    expect(csv.slice(0, LIST_PAGE_SIZE).map(({ title }) => title)).toEqual(listed.articles.map(({ title }) => title));
    for (const { count, total, share } of line.points) {
      expect(count).toBeLessThanOrEqual(total);
      expect(share).toBe(total === 0 ? null : count / total);
    }
  }));
}

/** Outlets, pairs, the period before and the stories behind peaks are what the list holds. */
export async function holdsBesideTheChart({ place, series, range, unit }: Drawn): Promise<void> {
  const viewer = place.house.as("viewer");
  const shown = { filter: range, unit };
  const breakdown = await outletBreakdown(viewer, shown);
  await Promise.all(breakdown.outlets.map(async (outlet) => {
    const ofOutlet = { ...range, outlets: [outlet.id] };
    expect(outlet.total).toBe((await listArticles(viewer, { filter: denominatorFilter(ofOutlet), unit })).total);
    expect(outlet.any).toBe((await listArticles(viewer, { filter: { ...ofOutlet, themes: series.lines.map(({ theme }) => theme.id) }, unit })).total);
    for (const { theme } of series.lines.slice(0, 2)) expect(outlet.themes[theme.id] ?? 0).toBe((await listArticles(viewer, { filter: { ...ofOutlet, themes: [theme.id] }, unit })).total);
  }));
  const together = await themePairs(viewer, shown);
  for (const { theme, points } of series.lines) expect(together.themes[theme.id] ?? 0).toBe(points.reduce((sum, { count }) => sum + count, 0));
  for (const { first, second, both } of together.pairs) {
    expect(both).toBe((await listArticles(viewer, { filter: { ...range, themes: [first], allThemes: [...new Set([...(range.allThemes ?? []), second])] }, unit })).total);
  }
  const before = await previousSeries(viewer, { filter: range, bucket: series.bucket, unit });
  expect(before!.buckets).toHaveLength(series.buckets.length);
  for (const { themeId, points } of before!.lines.slice(0, 2)) {
    const behind = await listArticles(viewer, { filter: { ...range, from: before!.from, to: before!.to, themes: [themeId] }, unit });
    expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(behind.total);
  }
  const fullestLine = series.lines[0];
  if (fullestLine) {
    const top = fullestLine.points.reduce((best, point, i) => (point.count > fullestLine.points[best]!.count ? i : best), 0);
    const { start, end } = series.buckets[top]!;
    const days = { from: start < series.from ? series.from : start, to: end };
    const [peak] = await peakStories(viewer, { ...shown, points: [{ themeId: fullestLine.theme.id, start, ...days }] });
    const behind = await listArticles(viewer, { filter: { ...range, themes: [fullestLine.theme.id] }, unit, within: days });
    expect(peak === undefined).toBe(behind.total === 0);
    if (peak && unit === "articles") expect(peak.story.of).toBe(behind.total);
    if (peak) expect(peak.story.articles).toBeLessThanOrEqual(peak.story.of);
  }
}
