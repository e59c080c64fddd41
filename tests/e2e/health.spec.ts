import { expect, test } from "./support/world";

test("the program answers for itself", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(await response.json()).toMatchObject({ app: "themeline" });
});

test("a visitor gets a page", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.status()).toBeLessThan(400);
});
