import { expect, test } from "./support/signed-in";

test("the program answers for itself", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(await response.json()).toMatchObject({ app: "themeline" });
});

test("a visitor gets a page", async ({ browser }) => {
  const visitor = await browser.newContext();
  const response = await (await visitor.newPage()).goto("/");
  expect(response?.status()).toBeLessThan(400);
  await visitor.close();
});
