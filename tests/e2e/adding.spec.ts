import { findFaults } from "./support/find-faults";
import { expect, test } from "./support/signed-in";
import { world } from "./support/world";

/** It counts what was added, so nobody else adds to its desk. */
test.use({ deskName: "adding" });


const REPORT =
  "Ministers of the alliance met at dawn to weigh a loan that would rest on the proceeds of frozen assets. Two of them asked for guarantees before anything is signed, and a third said that the law of his country left no room. Officials will draft a text over the weekend; a vote is expected before the summer recess, when the present arrangement ends.";

test("what is typed names the article that it repeats, and can be saved all the same", async ({ page, desk }) => {
  await desk.add({ title: "Ministers weigh a loan on frozen assets", publishedAt: "2025-03-04", text: REPORT, url: "https://ledger.example/repeated" });
  await expect.poll(async () => (await desk.database.client`select 1 from articles a join workspaces w on w.id = a.workspace_id where w.slug = ${desk.slug} and a.processed_revision is null`).length).toBe(0);
  await page.goto(`/w/${desk.slug}/articles/new`);
  await page.getByRole("button", { name: "Type it in" }).click();

  await page.getByLabel("Headline").fill("ministers weigh a loan on frozen assets");
  await expect(page.getByText("An article with this headline is here already")).toBeVisible();
  await page.getByLabel("Address", { exact: true }).fill("https://ledger.example/repeated?utm_source=mail");
  await expect(page.getByText("This address leads to an article that is here already")).toBeVisible();
  await page.getByLabel("Address", { exact: true }).fill("https://other.example/reprint");
  await page.getByLabel("Text", { exact: true }).fill(REPORT.replace("at dawn", "at noon"));
  await expect(page.getByText("Nearly the same text is here already")).toBeVisible();
  const link = page.getByRole("link", { name: /Ministers weigh a loan on frozen assets/ });
  await expect(link).toHaveAttribute("href", /\/articles\//);
  await expect(page.getByText(/Evening Ledger, 4 Mar 2025, \d\d % alike/)).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
  await page.getByLabel("Text", { exact: true }).fill(REPORT);
  await expect(page.getByText("This very text is here already")).toBeVisible();

  await page.getByLabel("Published").fill("2025-03-05");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});

test("a person joins and splits stories on the article, and takes it back", async ({ page, desk }) => {
  const id = await desk.add({ title: "Harvest brings in less than hoped", publishedAt: "2025-05-06", text: "The harvest brought in less than the farmers had hoped for." });
  await desk.add({ title: "Less harvest than hoped, farmers say", publishedAt: "2025-05-07", text: "Farmers speak of a harvest below their hopes." });
  await page.goto(`/w/${desk.slug}/articles/${id}`);
  await page.getByRole("button", { name: "Join with another" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Words in headline or text").fill("harvest hoped");
  await dialog.getByRole("button", { name: "Search" }).click();
  await expect(async () => {
    await dialog.getByRole("button", { name: "Search" }).click();
    await expect(dialog.getByRole("button", { name: /Join with Less harvest/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await findFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: /Join with Less harvest/ }).click();
  await expect(page.getByText("The same report elsewhere (1)")).toBeVisible();
  await expect(page.getByText(/joined it with/).first()).toBeVisible();
  expect(await findFaults(page)).toEqual([]);

  await page.getByRole("button", { name: "Take this article out of the story" }).click();
  await expect(page.getByText("It stands alone")).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: "a story of its own" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("The same report elsewhere (1)")).toBeVisible();
});

test("a page that is handed over fills the form when the person says so, and never by itself", async ({ page, desk }) => {
  const address = `http://${world.site()}/loan.html`;
  const countOf = async () => (await desk.database.client`select 1 from address_fetches f join workspaces w on w.id = f.workspace_id where w.slug = ${desk.slug}`).length;
  const given = new URLSearchParams({ url: address, title: "Ministers weigh a loan", text: "A part that was selected.\n\nAnd another." });
  await page.goto(`/w/${desk.slug}/articles/new#${given}`);
  await expect(page.getByRole("button", { name: "Fill the form with the selected text" })).toBeFocused();
  expect(await findFaults(page)).toEqual([]);
  expect(await countOf()).toBe(0);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue("A part that was selected.\n\nAnd another.");
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue(address);
  expect(page.url()).not.toContain("#");
  await page.getByRole("button", { name: "Clear" }).click();

  await page.goto(`/add?${new URLSearchParams({ title: "Shared", text: address })}`);
  await page.waitForURL(/articles\/new/);
  await expect(page.getByRole("button", { name: "Read the page" })).toBeFocused();
  expect(await countOf()).toBe(0);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Headline")).toHaveValue("Ministers weigh a loan");
});

test("whoever was signed out comes back to the page that was handed over", async ({ browser, desk }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`/w/${desk.slug}/articles/new#${new URLSearchParams({ url: "https://ledger.example/1", text: "Довгий текст.\n".repeat(2_000) })}`);
  await page.waitForURL(/\/sign-in/);
  await page.getByLabel("E-mail address").fill(desk.email);
  await page.getByLabel("Password", { exact: true }).fill(desk.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Fill the form with the selected text" }).click();
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue(/Довгий текст/);
  await context.close();
});

test("the bookmark hands a page over from under another site, and the manifest offers the share menu", async ({ page, desk, request }) => {
  await page.goto(`/w/${desk.slug}/articles/new`);
  await page.getByText("Add from the page that you read").click();
  const bookmark = await page.getByRole("link", { name: /^Add to Desk/ }).or(page.locator("a[draggable]", { hasText: "Add to Desk" })).first().getAttribute("href");
  expect(bookmark).toMatch(/^javascript:/);
  expect(await findFaults(page)).toEqual([]);

  await page.goto(`http://${world.site()}/loan.html`);
  await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector("p")!));
  const selected = await page.evaluate(() => String(getSelection()).trim());
  const opened = page.context().waitForEvent("page");
  await page.addScriptTag({ content: decodeURIComponent(bookmark!.slice("javascript:".length)) });
  const form = await opened;
  await form.getByRole("button", { name: "Fill the form with the selected text" }).click();
  await expect(form.getByLabel("Text", { exact: true })).toHaveValue(selected);
  await expect(form.getByLabel("Address", { exact: true })).toHaveValue(/loan\.html$/);

  const manifest = await (await request.get(`${world.origin()}/manifest.webmanifest`)).json();
  expect(manifest.share_target).toMatchObject({ action: "/add", method: "GET" });
  for (const { src } of manifest.icons as { src: string }[]) expect((await request.get(world.origin() + src)).status(), src).toBe(200);
});

test("an unfinished article outlives another one that is begun without a look at it", async ({ page, desk }) => {
  const keptWords = (words: string) => page.waitForFunction((sought) => Object.values(localStorage).some((kept) => kept.includes(sought)), words);
  await page.goto(`/w/${desk.slug}/articles/new`);
  await page.getByRole("button", { name: "Type it in" }).click();
  await page.getByLabel("Headline").fill("Begun first and left");
  await keptWords("Begun first and left");
  await page.reload();
  await expect(page.getByText("An article that you did not finish")).toBeVisible();
  await page.getByRole("button", { name: "Type it in" }).click();
  await page.getByLabel("Headline").fill("Begun second and saved");
  await page.getByLabel("Outlet").fill("Evening Ledger");
  await keptWords("Begun second and saved");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Go on with it" }).click();
  await expect(page.getByLabel("Headline")).toHaveValue("Begun first and left");
  await page.getByRole("button", { name: "Clear" }).click();
  await page.reload();
  await expect(page.getByLabel("Address, text or file")).toBeVisible();
  await expect(page.getByText("An article that you did not finish")).toBeHidden();
});
