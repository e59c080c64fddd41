import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { findFaults } from "./support/find-faults";
import { expect, test } from "./support/signed-in";

test.use({ deskName: "alerts" });

test.describe("alerts, keys and archives", () => {
  test("watches a theme, says beforehand what it would have told, and takes the rule back", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/alerts`);
    await expect(page.getByText("Nothing is watched yet.")).toBeVisible();
    // Until the page is alive nobody hears what is typed.
    await expect(async () => {
      await page.getByLabel("Name", { exact: true }).fill("Spikes");
      const ask = page.getByRole("button", { name: "What would it have told lately?" });
      if (await ask.isVisible()) await ask.click();
      await expect(page.getByText(/^Nothing that it watches came in the last three months/)).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Spikes");
    await page.getByRole("button", { name: "Watch this" }).click();
    const watched = page.getByRole("listitem").filter({ hasText: "Made by Jo Journey." });
    await expect(watched).toContainText("All themes, all coverage.");
    await page.getByRole("button", { name: "Pause Spikes" }).click();
    await expect(watched.getByText("paused")).toBeVisible();
    await page.getByRole("button", { name: "Edit Spikes" }).click();
    await page.getByLabel("Name", { exact: true }).first().fill("Large spikes");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(watched).toContainText("Large spikes");
    await page.getByRole("button", { name: "Remove Large spikes" }).click();
    await expect(watched).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(watched).toContainText("Large spikes");
    expect(await findFaults(page)).toEqual([]);
  });

  test("brings the filter of the chart along", async ({ page, desk }) => {
    await desk.add({ title: "Talks resume", publishedAt: "2025-03-04", text: "Peace talks resumed in the capital on Monday." });
    await page.goto(`/w/${desk.slug}/trends?q=talks&from=2025-03-01&to=2025-03-09`);
    await page.getByRole("link", { name: "Alert me" }).click();
    await expect(page.getByText("In the coverage of the chart you came from: Words: talks.")).toBeVisible();
  });

  test("shows a key once, and the key reads the numbers of the chart until it is revoked", async ({ page, desk, playwright }) => {
    await page.goto(`/w/${desk.slug}/settings/keys`);
    await page.getByLabel("Used by").fill("Weekly sheet");
    await page.getByRole("button", { name: "Make a key" }).click();
    const dialog = page.getByRole("dialog", { name: "Key for Weekly sheet" });
    const key = await dialog.getByLabel("Key", { exact: true }).inputValue();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("row", { name: /Weekly sheet/ })).toContainText(key.slice(0, 14));
    const origin = new URL(page.url()).origin;
    const machine = await playwright.request.newContext({ baseURL: origin, extraHTTPHeaders: { authorization: `Bearer ${key}` } });
    expect((await machine.get("/api/v1/workspace")).status()).toBe(200);
    expect((await machine.post("/api/v1/articles", { data: { title: "x", outlet: "y" } })).status()).toBe(403);
    await page.getByRole("button", { name: "Revoke the key of Weekly sheet" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(page.getByText("No program holds a key.")).toBeVisible();
    expect((await machine.get("/api/v1/workspace")).status()).toBe(401);
    await machine.dispose();
  });

  test("writes the workspace into an archive that can be taken away", async ({ page, desk, browser }) => {
    await desk.add({ title: "Kept in the archive", publishedAt: "2025-03-05", text: "A text." });
    await page.goto(`/w/${desk.slug}/settings/export`);
    await page.getByRole("button", { name: "Write an archive" }).click();
    const link = page.getByRole("link", { name: /\.zip$/ });
    await expect(link).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const files = unzipSync(await readFile(await download.path()));
    expect(Buffer.from(files["articles.jsonl"]!).toString("utf8")).toContain("Kept in the archive");
    const stranger = await browser.newContext();
    expect((await stranger.request.get(new URL((await link.getAttribute("href"))!, page.url()).href)).status()).toBe(401);
    await stranger.close();
  });
});
