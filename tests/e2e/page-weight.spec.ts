import { createTheme } from "@/server/services/themes/save-rule";
import { expect, test } from "./support/signed-in";

test.use({ deskName: "weight" });

/** Kilobytes of JavaScript over the wire (compressed) that a first visit may cost. React and Next are 136 of them. */
const WITH_CHART_KB = 300;
const WITHOUT_CHART_KB = 170;

test("pages cost little JavaScript", async ({ browser, desk }) => {
  const articleId = await desk.add({ title: "One", publishedAt: "2025-03-04", text: "One." });
  const { themeId } = await createTheme(desk.scope, { name: "Ones", rule: "one", asksStance: false });
  const budgetsKb: Record<string, number> = { trends: WITH_CHART_KB };
  const without = ["articles", "articles/new", `articles/${articleId}`, "themes", "themes/new", `themes/${themeId}`, "themes/help", "imports", "feeds", "alerts", "settings/members"];
  for (const path of without) budgetsKb[path] = WITHOUT_CHART_KB;

  const window = await browser.newContext({ storageState: { cookies: desk.cookies, origins: [] } });
  const page = await window.newPage();
  // What the browser fetches ahead for other pages is not this page's weight; with a route there is no cache either.
  await page.route("**/*", (route) => (route.request().headers()["next-router-prefetch"] ? route.abort() : route.continue()));
  let sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname.endsWith(".js")) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  for (const [path, budgetKb] of Object.entries(budgetsKb)) {
    sizes = [];
    await page.goto(`/w/${desk.slug}/${path}`, { waitUntil: "networkidle" });
    const totalKb = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1_000;
    const name = path.replace(/[0-9a-f-]{36}/, "one");
    process.stdout.write(`    ${name}: ${totalKb.toFixed(1)} kB of JavaScript over the wire\n`);
    expect(totalKb, name).toBeGreaterThan(100);
    expect.soft(totalKb, name).toBeLessThanOrEqual(budgetKb);
  }
  await window.close();
});
