import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addArticle } from "@/server/services/articles/add-article";
import { dismissFetch, getFetch, listFetches, requestFetch, retryFetch } from "@/server/services/fetches/fetches";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { articleRequest, openOutsider } from "@/tests/support/article-requests";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const PAGE = `<!doctype html><html lang="en"><head><title>Loan weighed | Evening Ledger</title>
<meta property="og:site_name" content="Evening Ledger"><meta property="article:published_time" content="2025-03-04T14:30:00Z"></head>
<body><article><h1>Loan weighed</h1><p>By Kate Miller</p>${"<p>The ministers discussed the transfer of frozen Russian assets to Ukraine at length on Tuesday evening.</p>".repeat(5)}</article></body></html>`;

describe("addresses that a person asks for", () => {
  let house: TestHouse;
  let site: Server;
  let host: string;
  let isUp = false;
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"));
    site = createServer((request, response) => {
      if (request.url === "/loan" || isUp) response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
      else response.writeHead(404, { "content-type": "text/plain" }).end("gone");
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const address = site.address();
    host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  afterAll(async () => {
    site.close();
    site.closeAllConnections();
    await house.close();
  });
  const work = () => house.work(openOutsideWorld([host], "Themeline test"));

  it("are read, filled in with where each field was found, and leave the list when they are added", async () => {
    const analyst = house.as("analyst");
    const { fetchId } = await requestFetch(analyst, { url: `http://${host}/loan` });
    expect(await getFetch(analyst, { fetchId: fetchId! })).toMatchObject({ state: "waiting", found: null });
    await work();
    const { state, found } = await getFetch(analyst, { fetchId: fetchId! });
    expect(state).toBe("found");
    expect(found).toMatchObject({ title: "Loan weighed", outlet: "Evening Ledger", language: "en" });
    expect(found!.text).toContain("frozen Russian assets");
    expect(Object.keys(found!.sources)).toEqual(expect.arrayContaining(["title", "outlet", "publishedAt", "text"]));
    expect(Object.keys(found!.sources)).not.toContain("byline");
    const added = await addArticle(analyst, { ...articleRequest({ url: found!.url, title: found!.title, text: found!.text }), fetchId });
    expect(await getFetch(analyst, { fetchId: fetchId! })).toMatchObject({ state: "added", articleId: added.articleId });
    expect(await requestFetch(analyst, { url: `http://${host}/loan?utm_source=mail` })).toEqual({ fetchId: null, known: { articleId: added.articleId } });
  });

  it("wait with their reason when they cannot be had, are tried again, taken off and put back", async () => {
    const analyst = house.as("analyst");
    const { fetchId } = await requestFetch(analyst, { url: `http://${host}/missing` });
    await work();
    const failed = await getFetch(analyst, { fetchId: fetchId! });
    expect(failed).toMatchObject({ state: "failed", attempts: 1 });
    expect(failed.reason).toMatch(/has no page at this address/);
    isUp = true;
    await retryFetch(analyst, { fetchId: fetchId! });
    await expect(retryFetch(analyst, { fetchId: fetchId! })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await work();
    expect(await getFetch(analyst, { fetchId: fetchId! })).toMatchObject({ state: "found", attempts: 2, reason: "" });
    expect((await listFetches(house.as("viewer"))).map(({ id }) => id)).toContain(fetchId);
    await dismissFetch(analyst, { fetchId: fetchId! });
    expect((await listFetches(analyst)).map(({ id }) => id)).not.toContain(fetchId);
    await retryFetch(analyst, { fetchId: fetchId! });
    expect((await listFetches(analyst)).map(({ id }) => id)).toContain(fetchId);
  });

  it("never reach this machine without the operator's leave", async () => {
    const analyst = house.as("analyst");
    const { fetchId } = await requestFetch(analyst, { url: `http://${host}/secret` });
    await house.work();
    expect(await getFetch(analyst, { fetchId: fetchId! })).toMatchObject({ state: "failed", found: null });
  });

  it("are refused when they are none", async () => {
    await expect(requestFetch(house.as("analyst"), { url: "ftp://example.org/a" })).rejects.toMatchObject({ code: "INVALID", field: "url" });
  });

  it("are not a viewer's to ask for and not an outsider's to see", async () => {
    const outsider = await openOutsider(house, "others");
    const { fetchId } = await requestFetch(house.as("analyst"), { url: `http://${host}/ours` });
    for (const verb of [getFetch, retryFetch, dismissFetch]) {
      await expect(verb(outsider, { fetchId: fetchId! })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(verb(house.as("viewer"), { fetchId: fetchId! })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(requestFetch(house.as("viewer"), { url: `http://${host}/x` })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await listFetches(outsider)).toEqual([]);
  });
});
