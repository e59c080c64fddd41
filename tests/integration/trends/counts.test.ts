import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { addDays } from "@/server/core/trends/days";
import { correctArticle } from "@/server/services/articles/correct-article";
import { processArticles } from "@/server/services/articles/process-articles";
import { storeArticles } from "@/server/services/articles/store-articles";
import { deleteArticles, restoreArticles } from "@/server/services/articles/trash-articles";
import { countDifferences } from "@/server/services/maintenance/count-differences";
import { mergeOutlets } from "@/server/services/outlets/merge-outlets";
import { joinStory } from "@/server/services/stories/join-story";
import { splitStory } from "@/server/services/stories/split-story";
import { saveRule } from "@/server/services/themes/save-rule";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { readDailyCounts } from "@/server/services/trends/daily-counts";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { listOutlets } from "@/server/services/trends/list-outlets";
import { countThemes, countTotals } from "@/server/services/trends/series-sql";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { deleteWorkspace } from "@/server/services/workspaces/delete-workspace";
import { applyTimeZone } from "@/server/services/workspaces/settings";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const NOW = new Date("2025-03-26T09:00:00Z");
const TEXTS = ["Ministers discussed the transfer of frozen Russian assets to Ukraine.", "The alliance agreed to rearm and to raise defence spending.", "Peace talks began and a ceasefire is near.", "The harvest was good this year."];

let serial = 0;

/** Articles of six outlets over forty days, some known by time, some by day, some without a date. */
async function store(house: TestHouse, count: number): Promise<string[]> {
  const articles = Array.from({ length: count }, () => {
    const i = serial++;
    const day = addDays("2025-02-01", (i * 7) % 40);
    const publishedAt = i % 11 === 0 ? "" : i % 2 === 0 ? day : `${day}T${String((i * 5) % 24).padStart(2, "0")}:30:00Z`;
    const normal = normaliseDraft({ url: `https://outlet-${i % 6}.example/${i}`, title: `Report ${i}`, outlet: `Outlet ${i % 6}`, publishedAt, text: `${TEXTS[i % 4]} ${TEXTS[(i >> 2) % 4]} Number ${i}.` }, { timeZone: "UTC", now: NOW });
    if (!normal.ok) throw new Error(normal.problems[0]!.message);
    return normal.article;
  });
  const outcomes = await house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: house.as("analyst").actor, now: house.now, origin: "import" }, articles));
  return outcomes.map(({ articleId }) => articleId);
}

const correct = (house: TestHouse, articleId: string, changes: { outlet?: string; publishedAt?: string; language?: string; text?: string }) =>
  house.db.execute<{ revision: number; title: string; text: string; outlet: string; published_day: string | null; language: string }>(sql`
    select a.current_revision as revision, r.title, r.text, o.name as outlet, a.published_day::text, a.language from articles a
    join article_revisions r on r.article_id = a.id and r.number = a.current_revision join outlets o on o.id = a.outlet_id where a.id = ${articleId}`).then(([now]) =>
    correctArticle(house.as("analyst"), { articleId, basedOnRevision: now!.revision, draft: { title: now!.title, text: now!.text, outlet: now!.outlet, publishedAt: now!.published_day ?? "", language: now!.language, ...changes } }),
  );

describe("the counts that charts read", () => {
  let house: TestHouse;
  let ids: string[] = [];
  const expectTrue = async () => expect(await countDifferences(house.db, house.workspace.id)).toBe(0);
  /** What was done holds before it is folded and after. */
  const prove = async () => {
    await expectTrue();
    await foldCounts(house.db);
    await expectTrue();
  };

  beforeAll(async () => {
    house = await openTestHouse(() => NOW);
    ids = await store(house, 120);
  });
  afterAll(() => house.close());

  it("follow articles that come, and their matches and languages once they are processed", async () => {
    await expectTrue();
    await house.work();
    await prove();
    const { totals, undated, versions } = await readDailyCounts(house.db, house.workspace.id, {}, (await activeThemes(house.db, house.workspace.id)).map(({ versionId }) => versionId));
    expect(totals.counts.reduce((sum, count) => sum + count, 0) + undated).toBe(120);
    expect(undated).toBe(11);
    expect([...versions.values()].filter(({ counts }) => counts.length > 0).length).toBeGreaterThanOrEqual(3);
  });

  it("follow stories that are joined, parted and thrown away, as the plain count has them", async () => {
    const analyst = house.as("analyst");
    const [founder, ...others] = ids.slice(110, 120);
    const outletIds = (await listOutlets(analyst)).map(({ id }) => id);
    const agree = async () => {
      const versionIds = (await activeThemes(house.db, house.workspace.id)).map(({ versionId }) => versionId);
      for (const filter of [{}, { languages: ["en", ""] }, { outlets: outletIds.slice(0, 3) }, { from: "2025-02-10", to: "2025-02-24" }] as CoverageFilter[]) {
        const series = await coverageSeries(analyst, { filter, bucket: "day", unit: "stories" });
        const plain = { filter: { ...filter, from: series.from, to: series.to }, unit: "stories" as const, starts: series.buckets.map(({ start }) => start) };
        const context = { workspaceId: house.workspace.id, versionIds, unindexed: [] };
        expect(series.buckets.map(({ total }) => total)).toEqual(await countTotals(house.db, plain, context));
        const themes = await countThemes(house.db, plain, context);
        for (const { theme, points } of series.lines) expect(points.map(({ count }) => count)).toEqual(themes.get(theme.versionId));
      }
    };
    const proveStories = async () => {
      await agree();
      await prove();
      await agree();
    };
    for (const articleId of others) await joinStory(analyst, { requestId: newId(), articleId, withArticleId: founder! });
    await proveStories();
    expect((await house.db.execute<{ bytes: number }>(sql`select sum(octet_length(story_ids))::int as bytes from coverage_stories`))[0]!.bytes).toBeGreaterThanOrEqual(16);
    await splitStory(analyst, { requestId: newId(), articleId: others[0]! });
    await deleteArticles(analyst, { articleIds: [founder!, others[1]!] });
    await proveStories();
    await correct(house, others[2]!, { publishedAt: "2025-01-20", outlet: "Outlet 0" });
    await restoreArticles(analyst, { articleIds: [founder!] });
    await house.work();
    await proveStories();
  });

  it("tell a count that is wrong, wherever it is kept", async () => {
    for (const [table, column] of [["coverage_years", "articles = regexp_replace(articles, '^\\d+', '4711')"], ["coverage_years", "days = regexp_replace(days, '^\\d+', '365')"], ["coverage_stories", "terms = reverse(terms)"], ["coverage_stories", "packed = ''"], ["coverage_deltas", "change = 2"]] as const) {
      if (table === "coverage_deltas") await deleteArticles(house.as("analyst"), { articleIds: [ids[0]!] });
      await house.db.execute(sql.raw(`create table kept as select * from ${table}`));
      await house.db.execute(sql.raw(`update ${table} set ${column} where ctid in (select ctid from ${table} limit 1)`));
      expect(await countDifferences(house.db, house.workspace.id), table).toBeGreaterThan(0);
      await house.db.execute(sql.raw(`delete from ${table}`));
      await house.db.execute(sql.raw(`insert into ${table} select * from kept`));
      await house.db.execute(sql.raw("drop table kept"));
      await prove();
    }
  });

  it("follow the trash, there and back", async () => {
    await deleteArticles(house.as("analyst"), { articleIds: ids.slice(1, 30) });
    await prove();
    await restoreArticles(house.as("analyst"), { articleIds: ids.slice(0, 20) });
    await prove();
  });

  it("follow a corrected date, outlet, language and text, also in the trash", async () => {
    await correct(house, ids[40]!, { publishedAt: "2024-12-31" });
    await correct(house, ids[41]!, { publishedAt: "" });
    await correct(house, ids[42]!, { outlet: "A new outlet" });
    await correct(house, ids[43]!, { language: "uk" });
    await correct(house, ids[44]!, { text: `${TEXTS[0]} ${TEXTS[1]} ${TEXTS[2]}` });
    await correct(house, ids[25]!, { publishedAt: "2025-01-01", outlet: "Another" });
    await prove();
    await house.work();
    await prove();
    await restoreArticles(house.as("analyst"), { articleIds: [ids[25]!] });
    await prove();
  });

  it("follow a rule that is edited, while the old version is shown and after the switch", async () => {
    await editRule(house, "harvest OR ceasefire");
    await store(house, 40);
    await prove();
    await house.work();
    await prove();
    const series = await coverageSeries(house.as("viewer"), { filter: {}, unit: "articles" });
    expect(series.lines[0]!.theme.versionNumber).toBe(2);
    expect(series.lines[0]!.points.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(50);
  });

  it("follow merged outlets and another time zone", async () => {
    const [into, ...others] = await listOutlets(house.as("viewer"));
    await mergeOutlets(house.as("admin"), { into: into!.id, outletIds: others.slice(0, 2).map(({ id }) => id) });
    await house.work();
    await prove();
    await applyTimeZone(house.db, house.workspace.id, "Asia/Kathmandu");
    await prove();
    await applyTimeZone(house.db, house.workspace.id, "UTC");
    await prove();
  });

  it("follow articles that are removed for good, with their matches", async () => {
    await house.db.execute(sql`delete from articles where id = any(${sql.param(`{${ids.slice(60, 90).join(",")}}`)}::uuid[])`);
    await prove();
  });

  it("keep no row that counts nothing, and none of a workspace that is gone", async () => {
    const zero = await house.db.execute(sql`select 1 from coverage_years where days = '' or '0' = any(string_to_array(articles, ','))`);
    expect(zero).toHaveLength(0);
    const other = await house.db.transaction((tx) => createWorkspace(tx, { name: "Other", slug: "other", actor: house.asSystem().actor, now: house.now }));
    await storeInto(house, other.id);
    await house.work();
    await foldCounts(house.db);
    await storeInto(house, other.id);
    await deleteWorkspace({ ...house.asSystem(), workspace: { ...house.workspace, ...other } }, { confirm: "Other" });
    await house.work();
    for (const table of ["coverage_years", "coverage_stories", "coverage_deltas"]) expect(await house.db.execute(sql`select 1 from ${sql.identifier(table)} where workspace_id = ${other.id}`), table).toHaveLength(0);
    await prove();
  });

  it("are exact in every snapshot while writers and folders run against each other", async () => {
    const shared = ids.slice(90, 110);
    let isDone = false;
    const readers = [0, 1].map(async () => {
      let looks = 0;
      for (; !isDone; looks++) await expectTrue();
      return looks;
    });
    const folder = (async () => {
      while (!isDone) await foldCounts(house.db);
    })();
    const quietly = (work: Promise<unknown>) => work.catch((reason: unknown) => expect(String(reason)).toMatch(/changed while you were|not exist|not found|There is no/));
    await Promise.all([
      (async () => {
        for (let i = 0; i < 6; i++) await processArticles(house.db, house.workspace.id, await store(house, 25));
      })(),
      (async () => {
        for (let i = 0; i < 20; i++) await quietly(correct(house, shared[i]!, { publishedAt: addDays("2025-01-05", i), outlet: `Outlet ${i % 3}` }));
      })(),
      (async () => {
        for (let i = 0; i < 20; i++) {
          await deleteArticles(house.as("analyst"), { articleIds: shared.slice(0, 10) });
          await restoreArticles(house.as("analyst"), { articleIds: shared.slice(0, 10) });
        }
      })(),
      (async () => {
        for (let i = 0; i < 6; i++) {
          await editRule(house, i % 2 ? "harvest" : "harvest OR ministers");
          await house.work();
        }
      })(),
      (async () => {
        for (let i = 0; i < 10; i++) await processArticles(house.db, house.workspace.id, shared);
      })(),
    ]).finally(() => {
      isDone = true;
    });
    await folder;
    for (const looks of await Promise.all(readers)) expect(looks).toBeGreaterThan(3);
    await house.work();
    await prove();
  });
});

/** A new version of the first theme's rule. */
async function editRule(house: TestHouse, rule: string): Promise<void> {
  const [theme] = await activeThemes(house.db, house.workspace.id);
  const [latest] = await house.db.execute<{ number: number }>(sql`select max(number)::int as number from rule_versions where theme_id = ${theme!.id}`);
  await saveRule(house.as("analyst"), { themeId: theme!.id, rule, reason: "Other words", basedOnVersion: latest!.number });
}

async function storeInto(house: TestHouse, workspaceId: string): Promise<void> {
  const normal = normaliseDraft({ url: `https://other.example/${newId()}`, title: "Elsewhere", outlet: "Elsewhere", publishedAt: "2025-03-01", text: TEXTS[0]! }, { timeZone: "UTC", now: NOW });
  if (!normal.ok) throw new Error(normal.problems[0]!.message);
  const { article } = normal;
  await house.db.transaction((tx) => storeArticles(tx, { workspaceId, actor: house.asSystem().actor, now: house.now, origin: "form" }, [article]));
}
