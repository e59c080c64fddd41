import type { Page } from "@playwright/test";
import { findFaults } from "./support/find-faults";
import { expect, test } from "./support/signed-in";
import { world } from "./support/world";

/** Puts a text on the page as Ctrl-V does, wherever the focus is. */
const paste = (page: Page, text: string) =>
  page.evaluate((given) => {
    const carried = new DataTransfer();
    carried.setData("text/plain", given);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
  }, text);


test("a pasted text becomes an article whose themes show at once, and can be taken back", async ({ page, desk }) => {
  await page.goto(`/w/${desk.slug}/articles/new`);
  await expect(page.getByLabel("Address, text or file")).toBeFocused();
  await paste(page, "Cabinet meets on assets\n\nThe cabinet met.\nIt discussed the transfer of frozen Russian assets to Ukraine.");
  await expect(page.getByLabel("Headline")).toHaveValue("Cabinet meets on assets");

  await page.getByLabel("Published").fill("2031-01-01");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Say which outlet published it")).toBeVisible();
  await expect(page.getByText("lies in the future")).toBeVisible();
  await expect(page.getByRole("button", { name: "Yes, the date is right" })).toBeVisible();
  await page.getByLabel("Outlet").fill("Evening Ledger");
  await page.getByLabel("Published").fill("4 March 2025");

  await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes("4 March 2025")));
  await page.reload();
  await page.getByRole("button", { name: "Go on with it" }).click();
  await expect(page.getByLabel("Published")).toHaveValue("4 March 2025");
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue(/frozen Russian assets/);

  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const saved = page.getByRole("region", { name: "Just saved" }).or(page.locator("section", { hasText: "Just saved" })).first();
  await expect(saved.getByText("Asset transfers")).toBeVisible();
  await expect(saved.locator("mark").first()).toBeVisible();
  await expect(page.getByLabel("Address, text or file")).toHaveValue("");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Headline")).toHaveValue("Cabinet meets on assets");
  await page.goto(`/w/${desk.slug}/articles/trash`);
  await expect(page.getByRole("link", { name: "Cabinet meets on assets" })).toBeVisible();
});

test("an address fills the form and says where each field was found; one that is known leads to its article", async ({ page, desk }) => {
  const address = `http://${world.site()}/loan.html`;
  await page.goto(`/w/${desk.slug}/articles/new`);
  await paste(page, address);
  await expect(page.getByLabel("Headline")).toHaveValue("Ministers weigh a loan");
  await expect(page.getByLabel("Outlet")).toHaveValue("Evening Ledger");
  await expect(page.getByLabel("Published")).toHaveValue("2025-03-04 14:30");
  await expect(page.getByText(/^found in/).first()).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("link", { name: "Ministers weigh a loan" })).toBeVisible();

  await page.getByLabel("Address, text or file").fill(`${address}?utm_source=mail`);
  await page.getByRole("button", { name: "Read the address" }).click();
  await page.getByRole("link", { name: "Open the article" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ministers weigh a loan" })).toBeVisible();
});

test("an address that cannot be had says why, keeps the address and waits on the list", async ({ page, desk }) => {
  const address = `http://${world.site()}/nowhere.html`;
  await page.goto(`/w/${desk.slug}/articles/new`);
  await page.getByLabel("Address, text or file").fill(address);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The page could not be read")).toBeVisible();
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue(address);
  await page.goto(`/w/${desk.slug}/articles/waiting`);
  await expect(page.getByText("could not be read")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("tried 2 times")).toBeVisible();
  await page.getByRole("button", { name: /Take .* off the list/ }).click();
  await expect(page.getByText("No address is waiting")).toBeVisible();
});

test("evidence is read, judged by keys and corrected", async ({ page, desk }) => {
  const id = await desk.add({ title: "Evidence to read", publishedAt: "2025-02-04", text: "The cabinet met.\n\nIt discussed the transfer of frozen Russian assets to Ukraine.\n\nPeace talks resumed." });
  await desk.add({ title: "Evidence of another kind", publishedAt: "2025-02-03", text: "The harvest was good." });
  await expect.poll(async () => (await desk.database.client`select 1 from articles where id = ${id} and processed_revision is null`).length).toBe(0);
  await page.goto(`/w/${desk.slug}/articles?q=evidence`);
  const link = page.getByRole("link", { name: "Evidence to read" });
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(link).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Evidence to read" })).toBeVisible();
  const theme = page.getByRole("region", { name: "Asset transfers" });
  await expect(theme.locator("mark").first()).toBeVisible();
  await expect(page.locator("p mark[title='Asset transfers']").first()).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
  await theme.getByLabel("Marked in the text").click();
  await expect(page.locator("p mark[title='Asset transfers']")).toHaveCount(0);

  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("a");
  await expect(theme.getByText("accepted", { exact: true })).toBeVisible();
  await theme.getByRole("button", { name: "Reject" }).click();
  await expect(theme.getByText("rejected", { exact: true })).toBeVisible();

  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: "Evidence of another kind" })).toBeVisible();
  await expect(page.getByRole("link", { name: "The list", exact: true })).toHaveAttribute("href", `/w/${desk.slug}/articles?q=evidence`);
  await page.getByRole("link", { name: "Before", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Evidence to read" })).toBeVisible();

  await page.getByRole("link", { name: "Correct" }).click();
  await page.getByLabel("Headline").fill("Evidence that was corrected");
  await page.getByRole("button", { name: "Save the correction" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Evidence that was corrected" })).toBeVisible();
  await page.getByRole("link", { name: "Revision 1" }).click();
  await expect(page.getByText("This is revision 1 of 2")).toBeVisible();
  await page.getByRole("link", { name: "Read the present text" }).click();
  await expect(page.getByText("This is revision 1 of 2")).toBeHidden();
});

test("an article is thrown away, taken back, and restored from the trash", async ({ page, desk }) => {
  const id = await desk.add({ title: "Thrown away by hand", publishedAt: "2025-02-05", text: "The cabinet did not meet." });
  await expect.poll(async () => (await desk.database.client`select 1 from articles where id = ${id} and processed_revision is null`).length).toBe(0);
  await page.goto(`/w/${desk.slug}/articles/${id}`);
  await page.getByRole("button", { name: "Move to the trash" }).click();
  await expect(page.getByText("This article is in the trash")).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: "moved to the trash" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("This article is in the trash")).toBeHidden();

  await page.goto(`/w/${desk.slug}/articles?q=thrown`);
  await page.getByLabel("Select Thrown away by hand").check();
  await page.getByRole("button", { name: "Move to the trash" }).click();
  await expect(page.getByText("Nothing passes this filter")).toBeVisible();
  await page.goto(`/w/${desk.slug}/articles/trash`);
  await page.getByRole("button", { name: "Restore Thrown away by hand" }).click();
  await expect(page.getByRole("link", { name: "Thrown away by hand" })).toBeHidden();
  await page.goto(`/w/${desk.slug}/articles/${id}`);
  await expect(page.getByText("took it out of the trash").first()).toBeVisible();
});
