import { readFile } from "node:fs/promises";
import { addGap } from "@/server/services/trends/gaps";
import { listOutlets } from "@/server/services/trends/list-outlets";
import { readWorkbook } from "@/tests/support/read-workbook";
import { expect, test } from "./support/signed-in";

test.use({ deskName: "wall" });

/** A day so many days ago, in UTC, as the workspace cuts it. */
// One day for all of them, also when midnight passes.
const begunAt = Date.now();
const daysAgo = (days: number) => new Date(begunAt - days * 86_400_000).toISOString().slice(0, 10);

test.describe("the wall", () => {
  test.beforeAll(async ({ deskOf }) => {
    const desk = await deskOf("wall");
    await desk.add({ title: "Loan weighed", publishedAt: daysAgo(20), text: "The cabinet met.\n\nMinisters discussed the transfer of frozen Russian assets to Ukraine." });
    await desk.add({ title: "Harvest is in", publishedAt: daysAgo(20), text: "The harvest was good this year." });
    await desk.add({ title: "Talks resume", publishedAt: daysAgo(3), text: "Peace talks resumed in the capital on Monday." });
    await expect.poll(async () => (await desk.database.client`select 1 from articles where workspace_id = ${desk.scope.workspace.id} and processed_revision is null`).length).toBe(0);
  });

  test("shows a line, and its point opens down to the sentence", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends?bucket=day`);
    await expect(page.locator("svg.recharts-surface")).toBeVisible();
    await expect(page.getByText(/Base: \d+ articles under this filter/)).toBeVisible();

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
    await expect(page.getByRole("radio", { name: "Articles" })).toBeChecked();
    await page.getByText(/^Smooth over/).click();
    await expect(page).toHaveURL(/measure=count&smooth=mean/);
    await expect(page.getByText(/^Articles per .*, moving mean of/)).toBeVisible();
    await page.getByRole("button", { name: /^Themes/ }).click();
    await page.getByRole("checkbox", { name: "Ceasefire diplomacy" }).check();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(/theme=/);
    await expect(page.getByRole("button", { name: "Themes Ceasefire diplomacy" })).toBeFocused();
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

  test("compares with the period before, and each number opens", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends?bucket=day&from=${daysAgo(13)}&to=${daysAgo(0)}`);
    await page.getByText("Compare with the period before").click();
    await expect(page).toHaveURL(/compare=previous/);
    const changes = page.getByRole("table", { name: "Shares now and before" });
    const row = changes.getByRole("row", { name: /Asset transfers/ });
    await expect(row).toContainText("50.0");
    await row.getByRole("link", { name: /1 of 2/ }).click();
    await expect(page).toHaveURL(/\/articles\?/);
    await expect(page.getByRole("link", { name: "Loan weighed" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Talks resume" })).toHaveCount(0);
  });

  test("shows outlets and themes by outlet, and each number opens to its articles", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends`);
    const bar = page.getByRole("list", { name: /Share of each outlet/ }).getByRole("listitem").filter({ hasText: "Evening Ledger" });
    await expect(bar).toContainText("2 of 3");
    await page.getByRole("row", { name: /Evening Ledger/ }).getByRole("link", { name: /1 of 3/ }).first().click();
    await expect(page).toHaveURL(/outlet=.*|theme=.*/);
    await expect(page.getByRole("link", { name: "Loan weighed" })).toBeVisible();
  });

  test("lets chart and list leave with the rows of the screen", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends?bucket=day`);
    await expect(page.getByText(/Base: \d+ articles under this filter/)).toBeVisible();
    const save = async (item: string | RegExp) => {
      await page.getByRole("button", { name: "Download" }).click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const csv = await save(/^CSV/);
    expect(csv.bytes.toString("utf8")).toContain(`${daysAgo(20)},Asset transfers,1,2,0.5,complete`);
    const sheet = await save(/^Excel/);
    expect(readWorkbook(sheet.bytes).Method!.find(([what]) => what === "Denominator")![1]).toMatchObject({ value: 3 });
    const articles = await save("List as CSV");
    expect(articles.bytes.toString("utf8").trim().split("\r\n")).toHaveLength(3);
    const svg = await save(/^SVG/);
    const drawn = svg.bytes.toString("utf8");
    expect(drawn).toContain("Generated ");
    expect(drawn).toContain("Asset transfers");
    expect(drawn).not.toMatch(/var\(|light-dark|class=/);
    expect((await save(/^PNG/)).bytes.subarray(1, 4).toString()).toBe("PNG");
  });

  test("gives no export to a stranger, and none under an address that makes no sense", async ({ page, desk, browser }) => {
    const origin = new URL((await page.goto(`/w/${desk.slug}/trends`))!.url()).origin;
    const answer = await page.request.get(`/api/exports/series.csv?workspace=${desk.slug}&from=2025-02-30`);
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain("from=2025-02-30");
    expect((await page.request.get("/api/exports/series.csv?workspace=somebody-elses")).status()).toBe(404);
    const stranger = await browser.newContext();
    expect((await stranger.request.get(`${origin}/api/exports/articles.csv?workspace=${desk.slug}`)).status()).toBe(401);
    await stranger.close();
  });

  test("does not scroll sideways on a phone", async ({ page, desk }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/w/${desk.slug}/trends`);
    await expect(page.locator("svg.recharts-surface")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test("is restricted to the outlets that were collected throughout", async ({ page, desk }) => {
    await desk.add({ title: "Fog", outlet: "Second Sheet", publishedAt: daysAgo(20), text: "Fog lies over the harbour." });
    const outlets = await listOutlets(desk.scope);
    const idOf = (wanted: string) => outlets.find(({ name }) => name === wanted)!.id;
    await addGap(desk.scope, { outletId: idOf("Second Sheet"), fromDay: daysAgo(12), toDay: daysAgo(8), reason: "The printer was broken." });
    await page.goto(`/w/${desk.slug}/trends?bucket=day&from=${daysAgo(20)}&to=${daysAgo(1)}`);
    await page.getByRole("button", { name: "Only outlets present throughout" }).click();
    await expect(page.getByText("1 outlet of 2 collected throughout")).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`outlet=${idOf("Evening Ledger")}`));
    await expect(page.getByText("Not every outlet was collected throughout.")).toBeHidden();
    await page.goBack();
    await expect(page.getByText("Not every outlet was collected throughout.")).toBeVisible();
  });
});
