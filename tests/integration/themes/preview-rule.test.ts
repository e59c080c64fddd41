import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import type { Rule } from "@/server/core/themes/rule";
import { candidateSql } from "@/server/services/themes/candidate-sql";
import { compareVersions } from "@/server/services/themes/compare-versions";
import { previewRule } from "@/server/services/themes/preview-rule";
import { createTheme, saveRule } from "@/server/services/themes/save-rule";
import { plantedArticles, takeIn } from "@/tests/integration/themes/theme-articles";
import { articleArbitrary, ruleArbitrary } from "@/tests/support/rule-arbitraries";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

/** Exactness is tested here, not speed. */
const UNHURRIED_MS = 60_000;

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse(() => new Date("2025-04-01T12:00:00Z"));
  await takeIn(house, plantedArticles(600));
  await house.work();
});
afterAll(() => house.close());

const matched = async (versionId: string): Promise<Set<string>> => new Set((await house.db.execute<{ id: string }>(sql`select article_id as id from matches where rule_version_id = ${versionId}`)).map(({ id }) => id));
const less = (a: Set<string>, b: Set<string>) => [...a].filter((id) => !b.has(id));

/** From, to: widened, narrowed, both, turned round, and edits whose shape shows nothing. */
const EDITS: readonly [string, string][] = [
  ["frozen NEAR/3 assets", "frozen NEAR/3 assets OR truce"],
  ["frozen OR truce OR санкці*", "frozen OR санкці*"],
  ["sanction*", "sanction* NOT frozen"],
  ["frozen AND assets", "frozen AND assets AND sanctions"],
  ["frozen OR rain", "frozen OR truce"],
  ['"frozen assets"', "SENTENCE(frozen assets) OR vermogenswerte"],
  ["ATLEAST/2(frozen OR assets)", "TITLE(frozen) OR rain"],
  ["truce", "rain"],
  ["frozen AND (assets OR funds)", "frozen"],
];

describe("the preview of an edit", () => {
  it.each(EDITS)("of %s into %s says what the saved version then gains and loses", async (from, to) => {
    const analyst = house.as("analyst");
    const { themeId, versionId } = await createTheme(analyst, { name: `${from} to ${to}`.slice(0, 80), rule: from });
    await house.work();
    const preview = await previewRule(analyst, { themeId, rule: to }, UNHURRIED_MS);
    const { versionId: next } = await saveRule(analyst, { themeId, rule: to, reason: "Try", basedOnVersion: 1 });
    await house.work();
    const [before, after] = [await matched(versionId), await matched(next)];
    if (!preview.ok) throw new Error("The rule was refused.");
    const certain = (value: number) => ({ value, low: value, high: value, exact: true });
    expect(preview.matches).toEqual(certain(after.size));
    expect(preview.gained).toEqual(certain(less(after, before).length));
    expect(preview.lost).toEqual(certain(less(before, after).length));
    expect(preview.against).toEqual({ number: 1, matches: before.size, ready: true });
    expect(preview.gainedExamples.every(({ articleId }) => after.has(articleId) && !before.has(articleId))).toBe(true);
    expect(preview.lostExamples.every(({ articleId }) => before.has(articleId) && !after.has(articleId))).toBe(true);
    expect(preview.gainedExamples.length).toBe(Math.min(5, less(after, before).length));
    expect(preview.lostExamples.length).toBe(Math.min(5, less(before, after).length));
    for (const { sentence } of [...preview.gainedExamples, ...preview.lostExamples]) expect(sentence!.spans.length).toBeGreaterThan(0);

    const comparison = await compareVersions(house.as("viewer"), { themeId, from: 1, to: 2 }, UNHURRIED_MS);
    expect(comparison.gained).toEqual(preview.gained);
    expect(comparison.lost).toEqual(preview.lost);
    const back = await compareVersions(house.as("viewer"), { themeId, from: 2, to: 1 }, UNHURRIED_MS);
    expect([back.gained, back.lost]).toEqual([preview.lost, preview.gained]);
  });

  it("of a new theme counts what it will match, with the words that bring it and the months", async () => {
    const preview = await previewRule(house.as("viewer"), { rule: "frozen OR sanction*" }, UNHURRIED_MS);
    const { versionId } = await createTheme(house.as("analyst"), { name: "All of it", rule: "frozen OR sanction*" });
    await house.work();
    if (!preview.ok) throw new Error("The rule was refused.");
    const count = (await matched(versionId)).size;
    expect(preview).toMatchObject({ matches: { value: count, exact: true }, against: null, gained: null, lost: null, readMatches: count });
    expect(preview.words.map(({ word }) => word).sort()).toEqual(["frozen", "sanctioned", "sanctions"]);
    expect(preview.months.map(({ month }) => month)).toEqual(["2025-01", "2025-02", "2025-03"]);
    expect(preview.months.reduce((sum, { matches }) => sum + matches, 0)).toBe(count);
  });

  it("answers a rule that cannot be read with its errors, and keeps other workspaces out", async () => {
    expect(await previewRule(house.as("viewer"), { rule: '"frozen' }, UNHURRIED_MS)).toMatchObject({ ok: false, errors: [{ start: 0, end: 1 }] });
    const { themeId } = await createTheme(house.as("analyst"), { name: "Ours", rule: "frozen" });
    await house.work();
    const outsider = { ...house.as("admin"), workspace: { ...house.workspace, id: crypto.randomUUID() } };
    await expect(previewRule(outsider, { themeId, rule: "frozen" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(compareVersions(outsider, { themeId, from: 1, to: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await previewRule(outsider, { rule: "frozen" })).toMatchObject({ ok: true, matches: { value: 0, exact: true } });
  });
});

describe("the candidates that the database finds", () => {
  it("never miss an article on which the rule holds", async () => {
    const texts = fc.sample(articleArbitrary, { numRuns: 250, seed: 5 }).map(({ title, text }) => ({ title, text }));
    const usable = texts.filter(({ title, text }) => title.trim() !== "" || text.trim() !== "");
    const other = await openTestHouse(() => new Date("2025-04-01T12:00:00Z"));
    try {
      await takeIn(other, usable);
      await other.work();
      const stored = await other.db.execute<{ id: string; title: string; text: string }>(sql`select r.article_id as id, r.title, r.text from article_revisions r`);
      expect(stored.length).toBeGreaterThan(150);
      // All rules at once: each article is read a single time.
      const rules = fc.sample(ruleArbitrary, { numRuns: 100, seed: 17 }).map((rule: Rule, at) => ({ key: `${at}`, rule }));
      const matcher = compileThemes(rules);
      const holds = stored.flatMap((article) => matcher.match(article).map(({ key }) => ({ key, id: article.id })));
      expect(holds.length).toBeGreaterThan(500);
      for (const { key, rule } of rules) {
        const rows = await other.db.execute<{ id: string }>(sql`select a.id from articles a where ${candidateSql(rule)}`);
        const candidates = new Set(rows.map(({ id }) => id));
        expect(holds.filter((hold) => hold.key === key && !candidates.has(hold.id)).map(({ id }) => ({ rule, id }))).toEqual([]);
      }
      const missed = parseRule("zzz");
      expect(missed.ok && (await other.db.execute(sql`select a.id from articles a where ${candidateSql(missed.rule)}`)).length).toBe(0);
    } finally {
      await other.close();
    }
  }, 60_000);
});
