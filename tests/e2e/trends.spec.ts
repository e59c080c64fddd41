import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./support/signed-in";

/** A day so many days ago, in UTC, as the workspace cuts it. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

test.describe("the wall", () => {
  test.beforeAll(async ({ desk }) => {
    await desk.add({ title: "Loan weighed", publishedAt: daysAgo(20), text: "The cabinet met.\n\nMinisters discussed the transfer of frozen Russian assets to Ukraine." });
    await desk.add({ title: "Harvest is in", publishedAt: daysAgo(20), text: "The harvest was good this year." });
    await desk.add({ title: "Talks resume", publishedAt: daysAgo(3), text: "Peace talks resumed in the capital on Monday." });
    await expect.poll(async () => (await desk.database.client`select 1 from articles where workspace_id = ${desk.scope.workspace.id} and processed_revision is null`).length, { timeout: 30_000 }).toBe(0);
  });

  test("shows a line, and its point opens down to the sentence", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends?bucket=day`);
    await expect(page.locator("svg.recharts-surface")).toBeVisible();
    await expect(page.getByText("Base: 3 articles under this filter")).toBeVisible();

    const row = page.getByRole("row", { name: /1 of 2/ });
    await row.getByRole("button", { name: /1 of 2/ }).click();
    const drawer = page.getByRole("dialog", { name: "Asset transfers" });
    await expect(drawer.getByText("1 of 2 articles")).toBeVisible();
    await expect(drawer.locator("mark").first()).toBeVisible();
    await expect(drawer.getByText("Ministers discussed the transfer of frozen Russian assets to Ukraine.")).toBeVisible();

    const address = page.url();
    expect(address).toContain("point=");
    await page.goBack();
    await expect(drawer).toBeHidden();
    await page.goto(address);
    await drawer.getByRole("link", { name: "Loan weighed" }).click();
    await expect(page.getByRole("heading", { name: "Loan weighed" })).toBeVisible();
    await expect(page.locator("mark").first()).toBeVisible();
  });

  test("keeps its state in the address, by keyboard too", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends`);
    await page.getByText("Count", { exact: true }).click();
    await expect(page).toHaveURL(/measure=count/);
    await page.getByText("Stories", { exact: true }).click();
    await expect(page).toHaveURL(/unit=stories/);
    await page.goBack();
    await expect(page).not.toHaveURL(/unit=stories/);
    await page.getByRole("combobox", { name: "Theme" }).selectOption({ label: "Ceasefire diplomacy" });
    await expect(page).toHaveURL(/theme=/);
    await expect(page.getByRole("columnheader", { name: "Asset transfers" })).toHaveCount(0);
  });

  test("names what makes no sense in an address and shows the rest", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends?bucket=fortnight&from=2025-02-30&unit=stories`);
    await expect(page.getByText("from=2025-02-30, bucket=fortnight")).toBeVisible();
    await expect(page.getByText(/stories under this filter/)).toBeVisible();
  });

  test("takes a note, shows it and takes it back", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends`);
    await page.getByText("Notes on the chart").click();
    await page.getByLabel("What happened").fill("The summit began");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(page.getByText("The note stands on the chart.")).toBeVisible();
    await expect(page.getByText(/The summit began/).first()).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The summit began")).toHaveCount(0);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`has no serious accessibility fault in the ${colorScheme}`, async ({ page, desk }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/w/${desk.slug}/trends`);
      await expect(page.locator("svg.recharts-surface")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  }

  test("does not scroll sideways on a phone", async ({ page, desk }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/w/${desk.slug}/trends`);
    await expect(page.locator("svg.recharts-surface")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
