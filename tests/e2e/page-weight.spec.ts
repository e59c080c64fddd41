import { expect, test } from "./support/signed-in";

test.use({ deskName: "weight" });

/**
 * Kilobytes of JavaScript over the wire (compressed) that a first visit may cost: 300 for a page with a chart. React and
 * Next are 142 of them, the procedures' client and its cache 21, the frame of every page 7; a page's own are 9 to 28.
 * The goal for pages without charts is 170.
 */
const BUDGETS_KB: Record<string, number> = { trends: 300, articles: 190, "articles/new": 200, themes: 182, imports: 182, settings: 182 };

for (const [path, budgetKb] of Object.entries(BUDGETS_KB)) {
  test(`${path} costs at most ${budgetKb} kB of JavaScript`, async ({ browser, desk }, info) => {
    if (path === "trends") await desk.add({ title: "One", publishedAt: "2025-03-04", text: "One." });
    const window = await browser.newContext({ storageState: { cookies: desk.cookies, origins: [] } });
    const page = await window.newPage();
    // What the browser fetches ahead for other pages is not this page's weight.
    await page.route("**/*", (route) => (route.request().headers()["next-router-prefetch"] ? route.abort() : route.continue()));
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (new URL(request.url()).pathname.endsWith(".js")) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(`/w/${desk.slug}/${path}`, { waitUntil: "networkidle" });
    const totalKb = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1_000;
    await window.close();
    info.annotations.push({ type: "JavaScript", description: `${totalKb.toFixed(0)} kB` });
    process.stdout.write(`    ${path}: ${totalKb.toFixed(0)} kB of JavaScript over the wire\n`);
    expect(totalKb).toBeGreaterThan(20);
    expect(totalKb).toBeLessThanOrEqual(budgetKb);
  });
}
