import { createTheme } from "@/server/services/themes/save-rule";
import { expect, test } from "./support/signed-in";

test.use({ deskName: "weight" });

/**
 * Kilobytes of JavaScript over the wire (compressed) that a first visit may cost. React and Next are 136 of them, the
 * procedures' client and its cache 21, the frame of every page 7, a library for forms 11 where there is one. The goal for
 * pages without a chart is 170, which none of them reaches yet: these limits keep them from growing.
 */
const BUDGETS_KB = { trends: 300, articles: 190, "articles/new": 200, "articles/one": 190, themes: 180, "themes/new": 190, "themes/one": 190, "themes/help": 180, imports: 180, feeds: 185, alerts: 187, "settings/members": 195 };

test("pages cost little JavaScript", async ({ browser, desk }) => {
  const articleId = await desk.add({ title: "One", publishedAt: "2025-03-04", text: "One." });
  const { themeId } = await createTheme(desk.scope, { name: "Ones", rule: "one", asksStance: false });
  const ids: Record<string, string> = { "articles/one": `articles/${articleId}`, "themes/one": `themes/${themeId}` };

  const window = await browser.newContext({ storageState: { cookies: desk.cookies, origins: [] } });
  const page = await window.newPage();
  // What the browser fetches ahead for other pages is not this page's weight; with a route there is no cache either.
  await page.route("**/*", (route) => (route.request().headers()["next-router-prefetch"] ? route.abort() : route.continue()));
  let sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname.endsWith(".js")) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  for (const [name, budgetKb] of Object.entries(BUDGETS_KB)) {
    sizes = [];
    await page.goto(`/w/${desk.slug}/${ids[name] ?? name}`, { waitUntil: "networkidle" });
    const totalKb = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1_000;
    process.stdout.write(`    ${name}: ${totalKb.toFixed(1)} kB of JavaScript over the wire\n`);
    expect(totalKb, name).toBeGreaterThan(100);
    expect.soft(totalKb, name).toBeLessThanOrEqual(budgetKb);
  }
  await window.close();
});
