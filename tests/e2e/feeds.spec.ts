import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { findFaults } from "./support/find-faults";
import { expect, test } from "./support/signed-in";
import { world } from "./support/world";

/** It counts feeds, outlets and articles, so nobody else adds to its desk. */
test.use({ deskName: "feeds" });
test.describe.configure({ mode: "serial" });

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("a site is asked for its feeds, and one of them is collected with its health told", async ({ page, desk }) => {
  await page.goto(`/w/${desk.slug}/feeds`);
  await expect(page.getByText("No feed is collected yet")).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
  await page.getByLabel("Address of a feed or of a site").fill("no address");
  await page.getByRole("button", { name: "Add feed", exact: true }).click();
  await expect(page.getByLabel("Address of a feed or of a site")).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("Address of a feed or of a site").fill(`http://${world.site()}/desk.html`);
  await page.getByRole("button", { name: "Add feed", exact: true }).click();
  await expect(page.getByText(/names 2 feeds/)).toBeVisible();
  await expect(page.getByLabel("Front page")).toBeChecked();
  await expect(page.getByLabel("Sport")).not.toBeChecked();
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Collect this one" }).click();

  const row = rowOf(page, "Morning Desk: Front page");
  await expect(row.getByText("good", { exact: true })).toBeVisible();
  await expect(row.getByRole("img", { name: "2 articles in four weeks, at most 2 on a day, 2 today" })).toBeVisible();
  await expect(row.locator("time").getByText("now", { exact: true })).toBeVisible();
  await expect(row.getByText(/^in \d+ (minutes|hours?|days)$/)).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
});

test("the number of a feed's articles opens exactly these, those without a date by themselves", async ({ page, desk }) => {
  await page.goto(`/w/${desk.slug}/feeds`);
  const row = rowOf(page, "Morning Desk: Front page");
  await row.getByRole("link", { name: "2", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "2 articles", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Ferry to the islands runs again" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Feeds/ }).or(page.getByText("Morning Desk: Front page")).first()).toBeVisible();
  await page.goBack();
  await row.getByRole("link", { name: "1 without a date" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "1 articles without a date" }).or(page.getByRole("heading", { level: 1, name: "1 article without a date" }))).toBeVisible();
  await expect(page.getByRole("link", { name: "Library opens on Sundays" })).toBeVisible();
});

test("a feed is collected at once when asked, and one that fails says why in plain words", async ({ page, desk }) => {
  await page.goto(`/w/${desk.slug}/feeds`);
  const row = rowOf(page, "Morning Desk: Front page");
  const countPolls = async () => (await desk.database.client`select 1 from collection_records r join workspaces w on w.id = r.workspace_id where w.slug = ${desk.slug}`).length;
  const before = await countPolls();
  await row.getByRole("button", { name: "Actions for Morning Desk: Front page" }).click();
  await page.getByRole("menuitem", { name: "Collect now" }).click();
  await expect.poll(countPolls).toBe(before + 1);
  await expect(row.getByText("good", { exact: true })).toBeVisible();
  await expect(row.getByRole("link", { name: "2", exact: true })).toBeVisible();

  const isChosen = async (name: string) => {
    await row.getByRole("button", { name: "Actions for Morning Desk: Front page" }).click();
    await expect(page.getByRole("menuitem", { name })).toBeDisabled();
    await expect(page.getByRole("menuitem", { name })).toContainText("chosen");
  };
  await isChosen("Where an entry says little");
  await page.getByRole("menuitem", { name: "Never" }).click();
  const toast = page.getByRole("listitem").filter({ hasText: "No page of Morning Desk: Front page is read." });
  await expect(toast).toBeVisible();
  await page.reload();
  await isChosen("Never");
  await page.getByRole("menuitem", { name: "Always" }).click();
  await page.getByRole("listitem").filter({ hasText: "The page of every new article of Morning Desk: Front page is read." }).getByRole("button", { name: "Undo" }).click();
  await isChosen("Never");
  await page.keyboard.press("Escape");

  await page.getByLabel("Address of a feed or of a site").fill(`http://${world.site()}/nowhere.xml`);
  await page.getByRole("button", { name: "Add feed", exact: true }).click();
  const failing = rowOf(page, "nowhere.xml");
  await expect(failing.getByText("failed", { exact: true })).toBeVisible();
  await expect(failing.getByText(/has no page at this address/)).toBeVisible();
  await expect(page.getByText("1 could not be collected the last time")).toBeVisible();

  await failing.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(failing).toBeHidden();
  await page.getByRole("listitem").filter({ hasText: "is not collected any more" }).getByRole("button", { name: "Undo" }).click();
  await expect(failing).toBeVisible();
});

test("a list of feeds comes in although it is broken, and goes out", async ({ page, desk }) => {
  await page.goto(`/w/${desk.slug}/feeds`);
  const opml = `<opml version="1.0"><body><outline text="Press & wires"><outline text="Sport" xmlUrl="http://${world.site()}/sport.xml"/><outline text="Front" xmlUrl="http://${world.site()}/front.xml"/></body>`;
  await page.getByLabel("List of feeds").setInputFiles({ name: "reader.opml", mimeType: "text/x-opml", buffer: Buffer.from(opml) });
  await expect(page.getByText("2 of 2 feeds can be taken in.")).toBeVisible();
  await expect(rowOf(page, "front.xml").getByText("already there", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Add 2 feeds" }).click();
  await expect(page.getByText("1 + 1 + 0")).toBeVisible();
  await page.getByRole("link", { name: "Feeds", exact: true }).last().click();
  await expect(rowOf(page, "Press & wires").getByText("good", { exact: true })).toBeVisible();

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "OPML" }).click();
  await page.getByRole("menuitem", { name: /Save the list/ }).click();
  const file = await (await saved).path();
  const written = await readFile(file, "utf8");
  expect(written).toContain(`xmlUrl="http://${world.site()}/sport.xml"`);
  expect(written).toContain("Press &amp; wires");
});

test("outlets are renamed, grouped and merged, and a gap is explained by hand", async ({ page, desk }) => {
  await desk.add({ outlet: "Gazette of the North", title: "One", publishedAt: "2025-03-03" });
  await desk.add({ outlet: "Northern Gazette", title: "Two", publishedAt: "2025-03-04" });
  await page.goto(`/w/${desk.slug}/outlets`);
  await rowOf(page, "Northern Gazette").getByRole("button", { name: /^Edit/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Country").fill("no");
  await dialog.getByLabel("Group").fill("Dailies");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(rowOf(page, "Northern Gazette").getByText("Norway")).toBeVisible();
  await expect(rowOf(page, "Northern Gazette").getByText("Dailies")).toBeVisible();

  await page.getByLabel("Choose Northern Gazette").check();
  await page.getByLabel("Choose Gazette of the North").check();
  await page.getByRole("button", { name: /^Merge/ }).click();
  await dialog.getByLabel("Which one stays?").selectOption({ label: "Northern Gazette (1)" });
  expect(await findFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: /^Merge into/ }).click();
  await expect(rowOf(page, "Northern Gazette").getByRole("link", { name: "2", exact: true })).toBeVisible();
  await expect(rowOf(page, "Northern Gazette").getByText("with Gazette of the North")).toBeVisible();

  await page.getByText("Add a gap by hand").click();
  await page.getByLabel("Outlet", { exact: true }).selectOption("Northern Gazette");
  await page.getByLabel("First day").fill("2025-03-10");
  await page.getByLabel("Last day").fill("2025-03-12");
  await page.getByLabel("Why nothing could be collected").fill("The presses stood still.");
  await page.getByRole("button", { name: "Add gap" }).click();
  const gap = rowOf(page, "The presses stood still.");
  await expect(gap.getByText("by hand")).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
  await gap.getByRole("button", { name: /^Remove/ }).click();
  await expect(gap).toBeHidden();
  await page.getByRole("listitem").filter({ hasText: "The gap is gone" }).getByRole("button", { name: "Undo" }).click();
  await expect(gap).toBeVisible();
});
