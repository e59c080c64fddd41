import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { splitSentences } from "@/server/core/text/sentences";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { STARTING_THEMES } from "@/server/core/themes/starting-themes";

const matcher = compileThemes(
  STARTING_THEMES.map(({ name, rule }) => {
    const parsed = parseRule(rule);
    if (!parsed.ok) throw new Error(`${name}: ${parsed.errors[0]?.message}`);
    return { key: name, rule: parsed.rule };
  }),
);

/** Numbers from 1 of the sentences that each theme shows as evidence. */
function sentencesByTheme(text: string): Record<string, number[]> {
  const sentences = splitSentences(text);
  const numberOf = (start: number) => sentences.findIndex((one) => one.start === start) + 1;
  return Object.fromEntries(matcher.match({ title: "", text }).map(({ key, evidence }) => [key, evidence.map(({ sentence }) => numberOf(sentence.start))]));
}

const ARTICLE = `Two capitals spent the week on a question that none of them wants to answer alone.
Ministers discussed handing over the proceeds of immobilised Russian assets, worth 190 billion euros, to Kyiv.
Lawyers warned that nobody has yet shown how such assets could be confiscated without years in Moscow's courts.
A second group asked for larger defence budgets and faster ammunition production.
Officials said any truce would only be a pause in which both armies rest.
Shops in the border town were full, and the harvest was good.
Despite three years of sanctions, exporters have found other buyers.
Traders described how tankers evade the sanctions under borrowed flags.
Envoys hope that peace talks resume in the spring.`;

describe("the starting themes", () => {
  it("read without a doubt", () => {
    expect(STARTING_THEMES.map(({ name }) => name)).toEqual(["Asset transfers", "Rearmament", "Sanctions effectiveness", "Ceasefire diplomacy"]);
    expect(STARTING_THEMES.filter(({ asksStance }) => asksStance).map(({ name }) => name)).toEqual(["Sanctions effectiveness"]);
    for (const { name, rule } of STARTING_THEMES) expect(parseRule(rule).notices, name).toEqual([]);
  });

  it("find their sentences in an article and no others", () => {
    expect(sentencesByTheme(ARTICLE)).toEqual({ "Asset transfers": [2, 3], Rearmament: [4], "Sanctions effectiveness": [7, 8], "Ceasefire diplomacy": [5, 9] });
  });

  it.each([
    ["Asset transfers", "The club sold its best assets to pay for a new stand."],
    ["Asset transfers", "Frozen food prices rose while shops used their reserves of flour."],
    ["Asset transfers", "Russian forces moved naval assets and used drones over the gulf."],
    ["Rearmament", "Arsenal hope to strengthen their squad in January."],
    ["Rearmament", "Columns of military equipment were seen on the road."],
    ["Sanctions effectiveness", "The union agreed on a new package of sanctions against banks."],
    ["Sanctions effectiveness", "Five more officials were added to the sanctions list."],
    ["Ceasefire diplomacy", "The ceasefire was violated eleven times on Tuesday."],
    ["Ceasefire diplomacy", "She died peacefully after long talks with her family."],
  ])("%s leaves alone: %s", (name, text) => {
    expect(sentencesByTheme(text)[name]).toBeUndefined();
  });

  it.each([
    ["Asset transfers", "The bloc may back a reparations loan with cash held at the depository."],
    ["Asset transfers", "Parliament voted to seize oligarchs' villas and yachts."],
    ["Asset transfers", "A plan to use Russian central bank assets for reconstruction divides the union."],
    ["Rearmament", "The chancellor promised to rebuild the army within a decade."],
    ["Rearmament", "Three states will deliver howitzers and air-defence systems."],
    ["Sanctions effectiveness", "Economists doubt that the sanctions are working."],
    ["Sanctions effectiveness", "The economy has weathered the sanctions better than expected."],
    ["Ceasefire diplomacy", "Mediators proposed a cease-fire in exchange for prisoners."],
    ["Ceasefire diplomacy", "Talks to end the war stalled over territory."],
  ])("%s finds: %s", (name, text) => {
    expect(sentencesByTheme(text)[name]).toEqual([1]);
  });
});

const sample = resolve(process.cwd(), "../shared/samples/allies-plan-article.txt");
const expected = resolve(process.cwd(), "../shared/samples/allies-plan-article.expected.json");

describe.skipIf(!existsSync(sample) || !existsSync(expected))("the sample article (skipped where it is missing)", () => {
  it("has every sentence that must be found and none outside those that may", () => {
    const found = sentencesByTheme(readFileSync(sample, "utf8"));
    const { themes } = JSON.parse(readFileSync(expected, "utf8")) as { themes: Record<string, { must: number[]; may: number[] }> };
    for (const [name, { must, may }] of Object.entries(themes)) {
      expect(found[name], name).toEqual(expect.arrayContaining(must));
      expect(found[name]?.filter((one) => !must.includes(one) && !may.includes(one)), name).toEqual([]);
    }
  });
});
