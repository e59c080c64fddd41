import { request } from "node:http";
import { sql } from "drizzle-orm";
import type { BrowserContext } from "@playwright/test";
import { appRouter } from "@/server/api/root";
import { randomIds } from "@/tests/support/coverage-place";
import { PROCEDURES } from "@/tests/support/procedure-fixtures";
import { expect, test } from "./support/signed-in";
import { world } from "./support/world";

interface Form {
  name: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: (json: string) => string;
  query: (json: string) => string;
}

const post = (name: string, headers: Record<string, string>, body: Form["body"] = (json) => json): Form => ({ name, method: "POST", headers, body, query: () => "" });
const get = (name: string, query: Form["query"]): Form => ({ name, method: "GET", headers: { "sec-fetch-site": "cross-site" }, body: () => "", query });
const json = { "content-type": "application/json" };

/** What a page of somebody else's can make a browser send with our cookie, and a little more. */
const FORMS: Form[] = [
  post("a form, url-encoded, from a browser that says nothing", { "content-type": "application/x-www-form-urlencoded" }, (text) => `input=${encodeURIComponent(text)}`),
  post("a form as plain text that reads as JSON", { "content-type": "text/plain", origin: "https://evil.example" }),
  post("a form in parts", { "content-type": "multipart/form-data; boundary=b", origin: "https://evil.example" }, (text) => `--b\r\ncontent-disposition: form-data; name="json"\r\n\r\n${text}\r\n--b--\r\n`),
  post("JSON from another origin", { ...json, origin: "https://evil.example" }),
  post("JSON from an origin that begins like ours", { ...json, origin: "http://127.0.0.1.evil.example" }),
  post("JSON from a sandboxed frame", { ...json, origin: "null" }),
  post("JSON that a browser calls cross-site", { ...json, "sec-fetch-site": "cross-site" }),
  post("JSON that a browser calls same-site", { ...json, "sec-fetch-site": "same-site" }),
  post("JSON that claims our origin, across sites", { ...json, "sec-fetch-site": "cross-site", origin: "ours" }),
  post("plain text that claims to be JSON further on", { "content-type": "text/plain; application/json" }),
  get("a picture's address", (text) => `?input=${encodeURIComponent(text)}`),
  get("a batch in an address", (text) => `?batch=1&input=${encodeURIComponent(`{"0":${text}}`)}`),
];

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

function send(path: string, form: Form, cookie: string, input: unknown): Promise<number> {
  const text = JSON.stringify(input ?? {});
  const headers = { ...form.headers, ...(form.headers["origin"] === "ours" ? { origin: world.origin() } : {}), cookie };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${world.origin()}/api/trpc/${path}${form.query(text)}`, { method: form.method, headers }, (response) => response.resume().on("end", () => resolve(response.statusCode ?? 0)));
    outgoing.on("error", reject);
    outgoing.end(form.body(text));
  });
}

const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
  .filter(([, procedure]) => procedure._def.type === "mutation")
  .map(([path]) => path);

test("no other site's page can make a browser change anything", { tag: "@long" }, async ({ context, page, desk }) => {
  await page.goto(`/w/${desk.slug}/settings`);
  const cookie = await cookieOf(context);
  const note = { workspace: desk.slug, requestId: crypto.randomUUID(), fromDay: "2025-03-04", text: "Across sites" };
  const own = post("our own page", { ...json, "sec-fetch-site": "same-origin", origin: "ours" });
  expect(await send("trends.addAnnotation", own, cookie, note)).toBe(200);
  const notes = () => desk.database.db.execute(sql`select id from annotations where workspace_id = ${desk.scope.workspace.id}`).then((rows) => rows.length);
  expect(await notes()).toBe(1);

  const reached: string[] = [];
  for (const form of FORMS) {
    expect([403, 405, 415], form.name).toContain(await send("trends.addAnnotation", form, cookie, note));
    for (const path of mutations) {
      const status = await send(path, form, cookie, PROCEDURES[path as keyof typeof PROCEDURES].input(randomIds(), desk.slug));
      if (![403, 405, 415].includes(status)) reached.push(`${path} by ${form.name}: ${status}`);
    }
  }
  expect(reached).toEqual([]);
  expect(await notes()).toBe(1);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
});
