import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correctArticle } from "@/server/services/articles/correct-article";
import { processArticles } from "@/server/services/articles/process-articles";
import { backfillVersion } from "@/server/services/themes/backfill-version";
import { createTheme, saveRule } from "@/server/services/themes/save-rule";
import { archiveTheme, getTheme, listThemes, renameTheme, reviveTheme } from "@/server/services/themes/themes";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { plantedArticles, takeIn } from "@/tests/integration/themes/theme-articles";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

let house: TestHouse;
let names = 0;

beforeAll(async () => {
  house = await openTestHouse(() => new Date("2025-04-01T12:00:00Z"));
  await takeIn(house, plantedArticles(300));
  await house.work();
});
afterAll(() => house.close());

async function newTheme(rule: string): Promise<{ themeId: string; versionId: string }> {
  names += 1;
  const made = await createTheme(house.as("analyst"), { name: `Theme ${names}`, rule });
  await house.work();
  return made;
}

const sum = (points: readonly { count: number }[]) => points.reduce((total, { count }) => total + count, 0);

async function countInChart(themeId: string): Promise<{ count: number; version: number; backfills: number }> {
  const series = await coverageSeries(house.as("viewer"), { filter: { from: "2025-01-01", to: "2025-03-31", themes: [themeId] }, bucket: "month", unit: "articles" });
  return { count: sum(series.lines[0]!.points), version: series.lines[0]!.theme.versionNumber, backfills: series.method.backfills.filter((run) => run.themeId === themeId).length };
}

async function matchRows(versionId: string): Promise<string> {
  const rows = await house.db.execute(sql`select article_id, revision, evidence, xmin::text from matches where rule_version_id = ${versionId} order by article_id`);
  return JSON.stringify(rows);
}

const matched = async (versionId: string): Promise<string[]> => (await house.db.execute<{ id: string }>(sql`select article_id as id from matches where rule_version_id = ${versionId} order by 1`)).map(({ id }) => id);

describe("an edit of a rule", () => {
  it("is a new version that charts show in one step, when it has been applied to every article", async () => {
    const { themeId } = await newTheme("frozen");
    const before = await countInChart(themeId);
    expect(before).toMatchObject({ version: 1, backfills: 0 });
    expect(before.count).toBeGreaterThan(20);

    const { versionId, number } = await saveRule(house.as("analyst"), { themeId, rule: "frozen OR truce", reason: "Truces too", basedOnVersion: 1 });
    expect(number).toBe(2);
    expect(await countInChart(themeId)).toEqual({ ...before, backfills: 1 });

    // Half of it is done and committed: the chart still shows nothing but version 1.
    await house.db.execute(sql`insert into matches (article_id, rule_version_id, workspace_id, theme_id, revision, evidence) select m.article_id, ${versionId}, m.workspace_id, m.theme_id, m.revision, m.evidence from matches m where m.theme_id = ${themeId} order by m.article_id limit 5`);
    expect((await countInChart(themeId)).count).toBe(before.count);

    await house.work();
    const after = await countInChart(themeId);
    expect(after).toMatchObject({ version: 2, backfills: 0 });
    expect(after.count).toBeGreaterThan(before.count);
    expect(after.count).toBe((await matched(versionId)).length);

    const history = await getTheme(house.as("viewer"), { themeId });
    expect(history.versions.map(({ number, reason, createdBy, state, shown }) => ({ number, reason, createdBy, state, shown }))).toEqual([
      { number: 2, reason: "Truces too", createdBy: "The analyst", state: "complete", shown: true },
      { number: 1, reason: "First version", createdBy: "The analyst", state: "complete", shown: false },
    ]);
    expect(history.versions.map(({ matches }) => matches)).toEqual([after.count, before.count]);
  });

  it("goes on where it was cut off, and writes nothing twice when it runs again", async () => {
    const { themeId } = await newTheme("frozen");
    const { versionId } = await saveRule(house.as("analyst"), { themeId, rule: "assets", reason: "Wider", basedOnVersion: 1 });
    await house.db.execute(sql`update rule_versions set backfill_cursor = (select id from articles where workspace_id = ${house.workspace.id} order by id offset 149 limit 1), backfill_done = 150 where id = ${versionId}`);
    expect(await backfillVersion(house.db, house.workspace.id, versionId, async () => false)).toBe("complete");
    const secondHalf = await matched(versionId);
    await house.db.execute(sql`update rule_versions set backfill = 'running', backfill_cursor = null, backfill_done = 0 where id = ${versionId}`);
    expect(await backfillVersion(house.db, house.workspace.id, versionId, async () => true)).toBe("complete");
    const all = await matchRows(versionId);
    expect((await matched(versionId)).length).toBeGreaterThan(secondHalf.length);
    expect(await matched(versionId)).toEqual(expect.arrayContaining(secondHalf));

    await house.db.execute(sql`update rule_versions set backfill = 'running', backfill_cursor = null, backfill_done = 0 where id = ${versionId}`);
    await Promise.all([backfillVersion(house.db, house.workspace.id, versionId, async () => true), backfillVersion(house.db, house.workspace.id, versionId, async () => true)]);
    expect(await matchRows(versionId)).toBe(all);
    await house.work();
  });

  it("has articles that arrive meanwhile evaluated under both versions", async () => {
    const { themeId, versionId: first } = await newTheme("quokka");
    const { versionId: second } = await saveRule(house.as("analyst"), { themeId, rule: "quokka OR wombat", reason: "Wombats too", basedOnVersion: 1 });
    const [quokka, wombat] = await takeIn(house, [
      { title: "A quokka", text: "It is small." },
      { title: "A wombat", text: "It is smaller." },
    ]);
    await processArticles(house.db, house.workspace.id, [quokka!, wombat!]);
    expect(await matched(first)).toEqual([quokka]);
    expect(await matched(second)).toEqual([quokka, wombat]);
    expect((await countInChart(themeId)).count).toBe(1);
    await house.work();
    expect((await countInChart(themeId)).count).toBe(2);
  });

  it("finds a correction that is not processed yet, whose words are not known to the index", async () => {
    const [articleId] = await takeIn(house, [{ title: "An echidna", text: "It digs." }]);
    await house.work();
    await correctArticle(house.as("analyst"), { articleId: articleId!, basedOnRevision: 1, draft: { title: "A platypus", outlet: "Evening Ledger", author: "", language: "", publishedAt: "2025-03-04", text: "It swims." } });
    names += 1;
    const { themeId, versionId } = await createTheme(house.as("analyst"), { name: `Theme ${names}`, rule: "platypus" });
    await backfillVersion(house.db, house.workspace.id, versionId, async () => true);
    expect(await matched(versionId)).toEqual([articleId]);
    await house.work();
    expect(await matched(versionId)).toEqual([articleId]);
    expect((await countInChart(themeId)).count).toBe(1);
  });

  it("is not undone by an older version that ends later", async () => {
    names += 1;
    const { themeId, versionId: first } = await createTheme(house.as("analyst"), { name: `Theme ${names}`, rule: "frozen" });
    const { versionId: second } = await saveRule(house.as("analyst"), { themeId, rule: "frozen AND sanctions", reason: "Narrower", basedOnVersion: 1 });
    const goOn = async () => true;
    expect(await backfillVersion(house.db, house.workspace.id, first, goOn)).toBe("complete");
    expect((await countInChart(themeId)).version).toBe(1);
    expect(await backfillVersion(house.db, house.workspace.id, second, goOn)).toBe("complete");
    expect((await countInChart(themeId)).version).toBe(2);

    await house.db.execute(sql`update rule_versions set backfill = 'running', backfill_cursor = null where id = ${first}`);
    await backfillVersion(house.db, house.workspace.id, first, goOn);
    expect((await countInChart(themeId)).version).toBe(2);
    await house.work();
  });

  it("takes the place of an edit that was still being applied", async () => {
    const { themeId } = await newTheme("frozen");
    await saveRule(house.as("analyst"), { themeId, rule: "frozen OR truce", reason: "One", basedOnVersion: 1 });
    await saveRule(house.as("admin"), { themeId, rule: "frozen OR rain", reason: "Two", basedOnVersion: 2 });
    await house.work();
    const { versions } = await getTheme(house.as("viewer"), { themeId });
    expect(versions.map(({ number, state, shown }) => ({ number, state, shown }))).toEqual([
      { number: 3, state: "complete", shown: true },
      { number: 2, state: "superseded", shown: false },
      { number: 1, state: "complete", shown: false },
    ]);
  });

  it("brings an old rule back as a new version", async () => {
    const { themeId, versionId } = await newTheme("frozen");
    await saveRule(house.as("analyst"), { themeId, rule: "truce", reason: "Something else", basedOnVersion: 1 });
    await house.work();
    const { versionId: third, number } = await saveRule(house.as("analyst"), { themeId, rule: "frozen", reason: "Version 1 brought back", basedOnVersion: 2 });
    await house.work();
    expect(number).toBe(3);
    expect(await matched(third)).toEqual(await matched(versionId));
    expect(await countInChart(themeId)).toMatchObject({ version: 3, count: (await matched(versionId)).length });
  });
});

describe("who may change a theme", () => {
  it("tells the second of two who edit at once, and loses nothing of the first", async () => {
    const { themeId } = await newTheme("frozen");
    const edits = await Promise.allSettled([
      saveRule(house.as("analyst"), { themeId, rule: "frozen OR truce", reason: "Mine", basedOnVersion: 1 }),
      saveRule(house.as("admin"), { themeId, rule: "frozen OR rain", reason: "Theirs", basedOnVersion: 1 }),
    ]);
    expect(edits.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = edits.find((edit) => edit.status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: "CONFLICT", field: "rule" });
    expect((await getTheme(house.as("viewer"), { themeId })).versions.length).toBe(2);
    await house.work();
  });

  it("refuses the viewer everything, the analyst the archive, and another workspace the theme itself", async () => {
    const { themeId } = await newTheme("frozen");
    const viewer = house.as("viewer");
    await expect(createTheme(viewer, { name: "Mine", rule: "frozen" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(saveRule(viewer, { themeId, rule: "truce", reason: "x", basedOnVersion: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(renameTheme(viewer, { themeId, name: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(archiveTheme(house.as("analyst"), { themeId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const outsider = { ...house.as("admin"), workspace: { ...house.workspace, id: crypto.randomUUID() } };
    await expect(getTheme(outsider, { themeId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(saveRule(outsider, { themeId, rule: "truce", reason: "x", basedOnVersion: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(renameTheme(outsider, { themeId, name: "Mine" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(archiveTheme(outsider, { themeId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getTheme(house.as("viewer"), { themeId })).toMatchObject({ archived: false, version: 1 });
  });

  it("refuses a rule that cannot be read, a reason that is missing and an edit that changes nothing, at their fields", async () => {
    const { themeId } = await newTheme("frozen");
    const save = (over: object) => saveRule(house.as("analyst"), { themeId, rule: "truce", reason: "Because", basedOnVersion: 1, ...over });
    for (const rule of ['"frozen', "(frozen", "frozen AND", "NOT frozen", "*", "a NEAR/0 b", "frozen && assets"]) {
      await expect(save({ rule }), rule).rejects.toMatchObject({ code: "INVALID", field: "rule", message: expect.stringMatching(/\p{L}{3}.*\./u) as string });
    }
    await expect(save({ reason: " " })).rejects.toThrow(/Say in one line why/);
    await expect(save({ rule: "frozen" })).rejects.toMatchObject({ code: "INVALID", field: "rule" });
    await expect(createTheme(house.as("analyst"), { name: "theme 1", rule: "frozen" })).rejects.toMatchObject({ code: "CONFLICT", field: "name" });
    expect((await getTheme(house.as("viewer"), { themeId })).versions.length).toBe(1);
  });

  it("archives a theme off the charts and brings it back with what was published meanwhile", async () => {
    const { themeId } = await newTheme("thylacine");
    await archiveTheme(house.as("admin"), { themeId });
    const drawn = async () => (await coverageSeries(house.as("viewer"), { filter: { from: "2025-01-01", to: "2025-03-31" }, bucket: "month", unit: "articles" })).lines.find(({ theme }) => theme.id === themeId);
    expect(await drawn()).toBeUndefined();
    expect((await listThemes(house.as("viewer"))).at(-1)).toMatchObject({ id: themeId, archived: true });
    await takeIn(house, [{ title: "A thylacine", text: "It was seen." }]);
    await house.work();
    await reviveTheme(house.as("admin"), { themeId });
    expect(sum((await drawn())!.points)).toBe(1);
  });
});
