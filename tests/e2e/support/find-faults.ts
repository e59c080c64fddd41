import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What keeps somebody out of the page as it stands, each with the element, as axe finds it: whatever WCAG asks for, and of
 * good practice what is serious. `rules` looks for some only.
 * Screens as they open are swept by `accessible.spec.ts`: journeys ask in the states that only a journey reaches.
 */
export async function findFaults(page: Page, rules: string[] = []): Promise<string[]> {
  // While a page renews itself, its title comes last.
  await page.waitForFunction(() => document.title !== "");
  // The legacy mode does without a second page for what frames of other origins say, and there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  const counts = violations.filter(({ impact, tags }) => !tags.includes("best-practice") || impact === "serious" || impact === "critical");
  return counts.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
