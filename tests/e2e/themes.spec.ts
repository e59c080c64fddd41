import type { Page } from "@playwright/test";
import { createTheme, saveRule } from "@/server/services/themes/save-rule";
import { listThemes } from "@/server/services/themes/themes";
import { findFaults } from "./support/find-faults";
import { type Desk, expect, test } from "./support/signed-in";

test.use({ deskName: "themes" });

// One day for all of them, also when midnight passes.
const begunAt = Date.now();
const daysAgo = (days: number) => new Date(begunAt - days * 86_400_000).toISOString().slice(0, 10);
const ruleField = (page: Page) => page.getByLabel("Rule", { exact: true });

async function settled(desk: Desk): Promise<void> {
  const waiting = async () => (await desk.database.client`select 1 from jobs where workspace_id = ${desk.scope.workspace.id} and failed_at is null`).length;
  await expect.poll(waiting).toBe(0);
}

let names = 0;
async function openNewTheme(page: Page, desk: Desk, rule: string): Promise<{ themeId: string; name: string }> {
  names += 1;
  const name = `Tariffs ${test.info().workerIndex}-${names}`;
  const { themeId } = await createTheme(desk.scope, { name, rule });
  await settled(desk);
  await page.goto(`/w/${desk.slug}/themes/${themeId}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  // The preview answers once the page is alive; a robot that types before that types into a field nobody watches yet.
  await expect(page.getByText("Held against version 1")).toBeVisible();
  return { themeId, name };
}

test.describe("themes", () => {
  test.beforeAll(async ({ deskOf }) => {
    const desk = await deskOf("themes");
    await desk.add({ title: "Tariffs rise", publishedAt: daysAgo(15), text: "New tariffs on steel begin on Monday." });
    await desk.add({ title: "Duties fall", publishedAt: daysAgo(14), text: "Import duties on grain are cut." });
    await desk.add({ title: "Rain", publishedAt: daysAgo(13), text: "It rained on the coast." });
    await settled(desk);
  });

  test("an edit shows what it gains, is saved with a reason, is applied, and stands in the history", async ({ page, desk }) => {
    const { name } = await openNewTheme(page, desk, "tariffs");
    const preview = page.getByRole("region", { name: "Preview" });
    await expect(preview.getByText("Held against version 1, which charts show: 1 article matches it.")).toBeVisible();

    await ruleField(page).fill("tariffs OR duties");
    await expect(preview.getByRole("tab", { name: "Gained (1)" })).toBeVisible();
    await expect(preview.getByRole("tab", { name: "Lost (0)" })).toBeVisible();
    const gained = preview.getByRole("list", { name: "Gained articles" });
    await expect(gained.getByRole("link", { name: "Duties fall" })).toBeVisible();
    await expect(gained.locator("mark")).toHaveText(["duties"]);

    await page.getByRole("button", { name: "Save as version 2" }).click();
    await expect(page.getByText("Say in one line why the rule changes")).toBeVisible();
    await page.getByLabel("Why does the rule change?").fill("Duties are tariffs too");
    await page.getByRole("button", { name: "Save as version 2" }).click();

    const second = page.getByRole("article", { name: "Version 2" });
    await expect(second).toContainText("Duties are tariffs too");
    await expect(second.getByText("in charts")).toBeVisible();
    await expect(second).toContainText("2 articles match");
    await expect(second).toContainText(desk.name);

    await second.getByRole("button", { name: /What changed/ }).click();
    const drawer = page.getByRole("dialog", { name: "Version 1 against version 2" });
    await expect(drawer.getByRole("link", { name: "Duties fall" })).toBeVisible();
    await drawer.getByRole("button", { name: "Close" }).click();

    await page.getByRole("button", { name: "Bring back version 1" }).click();
    await expect(page.getByRole("article", { name: "Version 3" }).getByText("in charts")).toBeVisible();
    await expect(page.getByRole("article", { name: "Version 3" })).toContainText("Version 1 brought back");

    await page.goto(`/w/${desk.slug}/themes`);
    const row = page.getByRole("article").filter({ has: page.getByRole("link", { name }) });
    await expect(row).toContainText("Version 3");
    await expect(row.getByRole("img", { name: /Share of coverage per week/ })).toBeVisible();
  });

  test("an error stands under a caret and is mended with one click, and typing completes operators", async ({ page, desk }) => {
    await openNewTheme(page, desk, "tariffs");
    await ruleField(page).fill("tariffs && duties");
    await expect(page.getByText("“&&” is not an operator here. Did you mean AND?")).toBeVisible();
    await page.getByRole("button", { name: "Write AND" }).click();
    await expect(ruleField(page)).toHaveValue("tariffs AND duties");
    await page.keyboard.press("Control+z");
    await expect(ruleField(page)).toHaveValue("tariffs && duties");

    await ruleField(page).fill("");
    await ruleField(page).pressSequentially("tariffs NE");
    await expect(page.getByRole("option", { name: /NEAR\/5/ })).toBeVisible();
    await page.keyboard.press("Tab");
    await ruleField(page).pressSequentially("steel");
    await expect(ruleField(page)).toHaveValue("tariffs NEAR/5 steel");
    await expect(page.getByRole("region", { name: "Preview" }).getByText("All numbers are exact.")).toBeVisible();
  });

  test("somebody else's save is told, and nothing typed is lost, not even by a reload", async ({ page, desk }) => {
    const { themeId } = await openNewTheme(page, desk, "tariffs");
    await ruleField(page).fill("tariffs OR steel");
    await page.getByLabel("Why does the rule change?").fill("Steel");
    await saveRule(desk.scope, { themeId, rule: "tariffs OR grain", reason: "Grain", basedOnVersion: 1 });
    await page.getByRole("button", { name: /Save as version/ }).click();
    await expect(page.getByText("saved version 2 while you were editing version 1")).toBeVisible();
    await expect(page.getByText("Their reason: Grain")).toBeVisible();
    await expect(ruleField(page)).toHaveValue("tariffs OR steel");

    await page.reload();
    await page.getByRole("button", { name: "Go on with it" }).click();
    await expect(ruleField(page)).toHaveValue("tariffs OR steel");
    await expect(page.getByLabel("Why does the rule change?")).toHaveValue("Steel");
    await page.getByRole("button", { name: "Keep mine, as a change to version 2" }).click();
    await page.getByRole("button", { name: "Save as version 3" }).click();
    await expect(page.getByRole("article", { name: "Version 3" })).toContainText("Steel");
    await expect(page.getByRole("article", { name: "Version 2" })).toContainText("Grain");
  });

  test("a new theme is written from a pasted query, renamed, archived and brought back", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/themes/new`);
    await page.getByLabel("Name").fill("Zollstreitigkeitenbeilegungsverfahren");
    await ruleField(page).evaluate((field) => {
      const text = "+tariffs -grain";
      const data = new DataTransfer();
      data.setData("text/plain", text);
      field.focus();
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
      document.execCommand("insertText", false, text);
    });
    await expect(page.getByText("This looks like a query from Media Cloud")).toBeVisible();
    await page.getByRole("button", { name: "Translate it" }).click();
    await expect(ruleField(page)).toHaveValue(/NOT grain/);
    await expect(page.getByText("Translated from Media Cloud")).toBeVisible();
    await page.getByRole("button", { name: "Follow this theme" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Zollstreitigkeitenbeilegungsverfahren" })).toBeVisible();

    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByLabel("New name").fill("Rearmament");
    await page.locator("form").filter({ has: page.getByLabel("New name") }).getByRole("button", { name: "Rename" }).click();
    await expect(page.getByText("There is a theme called Rearmament already.")).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("button", { name: "Archive" }).click();
    await expect(page.getByText("archived", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("archived", { exact: true })).toBeHidden();
    expect((await listThemes(desk.scope)).find(({ name }) => name.startsWith("Zoll"))).toMatchObject({ archived: false });
  });

  test("an article says why another theme does not match, and a theme begins to ask for the stance", async ({ page, desk }) => {
    const { themeId, name } = await openNewTheme(page, desk, "tariffs NEAR/2 Monday");
    await page.goto(`/w/${desk.slug}/articles`);
    await page.getByRole("link", { name: "Tariffs rise" }).first().click();
    await page.getByText(/^Why the other/).click();
    const miss = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
    await expect(miss).toContainText("The closest pair stands 5 words apart; the rule allows 2.");
    await expect(miss.getByRole("list", { name: "What came closest" }).locator("mark")).toHaveText(["tariffs", "Monday"]);
    expect(await findFaults(page)).toEqual([]);

    await page.goto(`/w/${desk.slug}/themes/${themeId}`);
    await page.getByRole("button", { name: "Ask for the stance" }).click();
    await expect(page.getByText("asks for the stance", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("asks for the stance", { exact: true })).toBeHidden();
  });

  test("the help tries a rule on a text, and a theme has no accessibility fault", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/themes/help`);
    await expect(page.getByText("The rule holds.")).toBeVisible();
    await ruleField(page).fill("SENTENCE(loan AND Turkey)");
    await expect(page.getByText(/The rule does not hold/)).toBeVisible();
    await openNewTheme(page, desk, "tariffs");
    await expect(page.getByRole("region", { name: "Preview" }).getByText("Articles that match")).toBeVisible();
    expect(await findFaults(page)).toEqual([]);
  });
});
