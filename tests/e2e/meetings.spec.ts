import type { Browser, Page } from "@playwright/test";
import { findFaults } from "./support/find-faults";
import { expect, test } from "./support/signed-in";

test.use({ deskName: "meetings" });

// One day for all of them, also when midnight passes.
const begunAt = Date.now();
const daysAgo = (days: number): string => new Date(begunAt - days * 86_400_000).toISOString().slice(0, 10);
const ABOUT = "Ministers discussed the transfer of frozen Russian assets to Ukraine.";

test.describe.configure({ mode: "serial" });

test.describe("looking at it together", () => {
  test.beforeAll(async ({ deskOf }) => {
    const desk = await deskOf("meetings");
    for (let i = 0; i < 12; i++) await desk.add({ url: `https://ledger.example/${i}`, title: `Report ${i}`, publishedAt: daysAgo(2 + i * 3), text: `Number ${i}. ${i % 3 === 0 ? ABOUT : "The harvest was good."}` });
    await expect.poll(async () => (await desk.database.client`select 1 from articles where workspace_id = ${desk.scope.workspace.id} and processed_revision is null`).length).toBe(0);
  });

  const chart = (page: Page) => page.locator("svg.recharts-surface").first();
  const openMenu = async (page: Page, menu: string, item: string | RegExp) => {
    await page.getByRole("button", { name: menu }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };

  const openPointByKey = async (page: Page) => {
    await page.getByRole("application").first().focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog").getByText(/of coverage: /)).toBeVisible();
  };

  test("saves a view, opens it, renames it and takes it back", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/trends?bucket=week&measure=count`);
    await expect(page.getByText(/Base: 12 articles/)).toBeVisible();
    await openMenu(page, "Saved views", "Save this view…");
    await page.getByLabel("Name", { exact: true }).fill("Weekly counts");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("“Weekly counts” is saved")).toBeVisible();
    await page.goto(`/w/${desk.slug}/trends`);
    await openMenu(page, "Saved views", "Weekly counts");
    await expect(page).toHaveURL(/bucket=week&measure=count/);
    await openMenu(page, "Saved views", "Rename, delete…");
    await page.getByRole("button", { name: "Rename “Weekly counts”" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Counts by week");
    await page.getByRole("button", { name: "Rename", exact: true }).click();
    await page.getByRole("button", { name: "Delete “Counts by week”" }).click();
    await expect(page.getByText("“Counts by week” is deleted.")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("link", { name: "Counts by week" })).toBeVisible();
  });

  test("saves a search among the articles", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/articles?q=harvest`);
    await openMenu(page, "Saved searches", "Save this search…");
    await page.getByLabel("Name", { exact: true }).fill("Harvests");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.goto(`/w/${desk.slug}/articles`);
    await openMenu(page, "Saved searches", "Harvests");
    await expect(page).toHaveURL(/q=harvest/);
  });

  test("freezes a snapshot whose points open to their sentences, and shares it by a link that ends", async ({ page, desk, browser }) => {
    await page.goto(`/w/${desk.slug}/trends?bucket=week`);
    await openMenu(page, "Saved views", /^Freeze a snapshot/);
    await page.getByLabel("Name", { exact: true }).fill("As shown on Monday");
    await page.getByRole("button", { name: "Freeze", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "As shown on Monday" })).toBeVisible();
    await expect(page.getByText(/Base: 12 articles/)).toBeVisible();
    await page.getByRole("button", { name: /1 of/ }).first().click();
    await expect(page.getByRole("dialog").getByText(ABOUT)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.getByRole("list", { name: /Share of each outlet/ }).getByRole("button").first().click();
    await expect(page.getByRole("dialog").getByText("of this outlet’s coverage: 4 of 12 articles")).toBeVisible();
    await expect(page.getByRole("dialog").getByText(ABOUT)).toHaveCount(4);
    await page.keyboard.press("Escape");
    await page.getByText("Share by link").click();
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByLabel("The link, shown only here").inputValue();
    const stranger = await browser.newContext();
    const reader = await stranger.newPage();
    const answer = await reader.goto(link);
    expect(answer!.headers()["cache-control"]).toContain("no-store");
    await expect(reader.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
    await expect(reader.getByRole("heading", { level: 1, name: "As shown on Monday" })).toBeVisible();
    await expect(chart(reader)).toBeVisible();
    const places = await reader.locator("a[href]").evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).pathname).filter((path) => path.startsWith("/w/")));
    expect(places).toEqual([]);
    expect(await reader.content()).not.toContain(desk.slug);
    expect(await findFaults(reader)).toEqual([]);
    await page.getByRole("button", { name: "End this link" }).click();
    await expect(page.getByText("The link shows nothing any more")).toBeVisible();
    await reader.reload();
    await expect(reader.getByText(/This link shows nothing any more/)).toBeVisible();
    await stranger.close();
  });

  test("asks for a link's password and opens with it only", async ({ page, desk, browser }) => {
    await page.goto(`/w/${desk.slug}/snapshots`);
    await page.getByRole("link", { name: "As shown on Monday" }).click();
    await page.getByText("Share by link").click();
    await page.getByLabel("Password (optional)").fill("a phrase of ours");
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByLabel("The link, shown only here").inputValue();
    const reader = await anonymousPage(browser);
    await reader.goto(link);
    await expect(reader.getByText("This link has a password")).toBeVisible();
    expect(await reader.content()).not.toContain("As shown on Monday");
    await reader.getByLabel("Password").fill("not this one");
    await reader.getByRole("button", { name: "Open" }).click();
    await expect(reader.getByText("This is not the password of this link.")).toBeVisible();
    await reader.getByLabel("Password").fill("a phrase of ours");
    await reader.getByRole("button", { name: "Open" }).click();
    await expect(reader.getByRole("heading", { level: 1, name: "As shown on Monday" })).toBeVisible();
    await reader.context().close();
  });

  test("arranges a board by keyboard, and keeps the order", async ({ page, desk }) => {
    await page.goto(`/w/${desk.slug}/boards`);
    await page.getByLabel("New board").fill("Monday wall");
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("button", { name: "Begin with all themes" }).click();
    await openMenu(page, "Add a chart", "Counts by week");
    await expect(page.getByRole("heading", { level: 2, name: "Counts by week" })).toBeVisible();
    const up = page.getByRole("button", { name: "Move “Counts by week” forward" });
    await up.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Counts by week");
    await expect(up).toBeDisabled();
    await page.getByLabel("Unit").selectOption("stories");
    await expect(page.getByText(/stories under this filter/).first()).toBeVisible();
    await expect(page.getByText("being saved", { exact: true })).toBeHidden();
    await page.reload();
    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Counts by week");
    await expect(page.getByLabel("Unit")).toHaveValue("stories");
    await expect(chart(page)).toBeVisible();
    expect(await findFaults(page)).toEqual([]);
    await openPointByKey(page);
    await expect(page).toHaveURL(/chart=.*point=/);
    await page.reload();
    await expect(page.getByRole("dialog").getByText(/of coverage: .* stor/)).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  test("holds a meeting: slides, keys, a decision, a lost connection, minutes and one page of PDF", async ({ page, desk, context }) => {
    await page.goto(`/w/${desk.slug}/trends`);
    await openMenu(page, "Saved views", "Put on a slide…");
    await page.getByLabel("Title of the meeting").fill("Weekly review");
    await page.getByLabel("Headline").fill("Assets lead");
    await page.getByRole("button", { name: "Put it there" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Weekly review" })).toBeVisible();
    await openMenu(page, "Add a slide", "Counts by week");
    await page.getByLabel("Talking points").fill("- First\n- Second");
    await page.getByLabel("Notes for whoever presents").fill("Do not forget the gap.");
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(page.getByText("Second")).toBeVisible();
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Freeze and begin" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Assets lead" })).toBeVisible();
    await expect(page.getByText(/^As of /)).toBeVisible();
    await expect(chart(page)).toBeVisible();
    await openPointByKey(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    // Lets the point go, and then the chart, which has arrow keys of its own.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await context.setOffline(true);
    await expect(page.getByText(/No connection/)).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("heading", { level: 1, name: "Counts by week" })).toBeVisible();
    await expect(chart(page)).toBeVisible();
    await page.keyboard.press("n");
    await expect(page.getByText("Do not forget the gap.")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("b");
    await expect(page.getByRole("button", { name: "Show the slide again" })).toBeVisible();
    await page.keyboard.press("b");
    await context.setOffline(false);
    await page.keyboard.press("d");
    await page.getByRole("textbox", { name: "Decision" }).fill("Watch the loan");
    await page.getByRole("button", { name: "Write it down" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Watch the loan" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.getByLabel("What happened").fill("Seen in the meeting");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(page.getByText("The note is made")).toBeVisible();
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole("link", { name: "Leave" }).click();
    await page.getByRole("button", { name: "End the meeting" }).click();
    await page.getByLabel("What was said").fill("We looked at two charts.");
    await page.getByRole("button", { name: "Save the minutes" }).click();
    await expect(page.getByText("The minutes are saved")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("What was said")).toHaveValue("We looked at two charts.");
    await expect(page.getByText("Seen in the meeting")).toBeVisible();
    await page.getByRole("link", { name: "One page to print" }).click();
    // The page before it has charts too.
    await page.waitForURL(/\/page$/);
    await expect(chart(page)).toBeVisible();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  });
});

async function anonymousPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}
