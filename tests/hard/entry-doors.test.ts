import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { addWebhook, tryWebhook } from "@/server/services/alerts/webhooks";
import { addArticle } from "@/server/services/articles/add-article";
import { addFeed } from "@/server/services/feeds/add-feed";
import { scheduleFeeds } from "@/server/services/feeds/schedule-feeds";
import { requestFetch } from "@/server/services/fetches/fetches";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { uploadFile } from "@/tests/support/faults";
import { forgeAddresses, startCanary, type Canary } from "@/tests/support/forged-addresses";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

/** A publisher whose feed names whatever it is told to. */
let publisher: Server;
let publisherHost: string;
let links: string[] = [];
let canary: Canary;

const escapeXml = (text: string) => text.replace(/[&<>"\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("\u0000", "");

beforeAll(async () => {
  canary = await startCanary();
  publisher = createServer((request, response) => {
    if (request.url !== "/feed.xml") return void response.writeHead(404).end();
    const items = links.map((link, at) => `<item><guid>entry-${at}</guid><title>Entry ${at}</title><link>${escapeXml(link)}</link><description>Short.</description><pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate></item>`);
    response.writeHead(200, { "content-type": "application/rss+xml" }).end(`<rss version="2.0"><channel><title>Forged</title>${items.join("")}</channel></rss>`);
  });
  await new Promise<void>((ready) => publisher.listen(0, "127.0.0.1", ready));
  publisherHost = `127.0.0.1:${(publisher.address() as AddressInfo).port}`;
});
afterAll(async () => {
  publisher.closeAllConnections();
  publisher.close();
  await canary.close();
});

/**
 * Addresses that no resolver is asked about, so that nothing of this test leaves the machine. Each way in gets another
 * third of the spellings; the door behind all of them meets every one in forgery.test.ts.
 */
function forgeLiterals(part: number): string[] {
  const isOurs = (url: string) => !URL.canParse(url) || /^(?:\[.*\]|[\d.]*|localhost)$/.test(new URL(url).hostname);
  return [...new Set(forgeAddresses(canary.port).map(({ url }) => url))].filter((url) => isOurs(/^\s*h/i.test(url) ? url : `http://${url.trim().replace(/^\/\//, "")}`)).filter((_, at) => at % 3 === part % 3);
}

/** Does all the work there is, that of later too. */
async function workOff(house: TestHouse, allowHosts: string[]): Promise<number> {
  const world = openOutsideWorld(allowHosts, "Themeline test");
  let first = await house.work(world);
  // A long list is collected in turn.
  while ((await scheduleFeeds(house.db, new Date())) > 0) first += await house.work(world);
  await house.database.client`update jobs set run_at = now() where kind in ('read-feed-page', 'deliver-alert')`;
  return first + (await house.work(world));
}

/** Hands every address to one way in; answers how many were taken up rather than refused at once. */
async function handIn(urls: readonly string[], take: (url: string) => Promise<unknown>): Promise<number> {
  let taken = 0;
  for (const url of urls) {
    const isTaken = await take(url).then(() => true, () => false);
    if (isTaken) taken += 1;
  }
  return taken;
}

const WAYS_IN: Record<string, (house: TestHouse, urls: readonly string[]) => Promise<number>> = {
  "a pasted address": (house, urls) => handIn(urls, (url) => requestFetch(house.as("analyst"), { url })),
  "a feed's address": (house, urls) => handIn(urls, (url) => addFeed(house.as("analyst"), { url })),
  "a list of feeds": async (house, urls) => {
    const outlines = urls.map((url, at) => `<outline type="rss" text="Feed ${at}" xmlUrl="${escapeXml(url)}"/>`).join("");
    await uploadFile(house.as("analyst"), Buffer.from(`<opml version="2.0"><body>${outlines}</body></opml>`));
    return urls.length;
  },
  "entries of a feed": async (house, urls) => {
    links = [...urls];
    await addFeed(house.as("analyst"), { url: `http://${publisherHost}/feed.xml` });
    return urls.length;
  },
  "a column of a file": async (house, urls) => {
    const rows = urls.map((url, at) => `"${url.replaceAll('"', '""').replaceAll("\u0000", "")}","Row ${at}","A text of row ${at}.",2025-03-04`);
    await uploadFile(house.as("analyst"), Buffer.from(`url,title,text,date\n${rows.join("\n")}\n`));
    return urls.length;
  },
  "an article by the interface for machines": (house, urls) =>
    handIn(urls, (url) => addArticle(house.as("analyst"), { requestId: newId(), draft: { url, title: "Forged", outlet: "Forger", author: "", language: "", publishedAt: "2025-03-04", text: "A text." } })),
  "a webhook": (house, urls) => handIn(urls, async (url) => {
      const { webhookId } = await addWebhook(house.as("admin"), { name: "Forged", url });
      await tryWebhook(house.as("admin"), { webhookId });
    }),
};

describe("the ways by which an address comes in", () => {
  it.each(Object.keys(WAYS_IN))("%s leads nobody to this machine, in any spelling", async (way) => {
    const house = await openTestHouse();
    try {
      const urls = forgeLiterals(Object.keys(WAYS_IN).indexOf(way));
      expect(urls.length).toBeGreaterThan(500);
      const before = canary.hits();
      const taken = await WAYS_IN[way]!(house, urls);
      const jobs = await workOff(house, [publisherHost]);
      process.stdout.write(`S1: ${way}: ${urls.length} addresses, ${taken} taken up, ${jobs} jobs, ${canary.hits() - before} connections to the canary\n`);
      expect(canary.hits()).toBe(before);
    } finally {
      await house.close();
    }
  });

  it.each(["a pasted address", "a feed's address", "a list of feeds", "entries of a feed"])("%s does lead there where the operator allows it (negative control)", async (way) => {
    const house = await openTestHouse();
    try {
      const before = canary.hits();
      await WAYS_IN[way]!(house, [`http://127.0.0.1:${canary.port}/a`]);
      await workOff(house, [publisherHost, `127.0.0.1:${canary.port}`]);
      expect(canary.hits()).toBeGreaterThan(before);
    } finally {
      await house.close();
    }
  });
});
