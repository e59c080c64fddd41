import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hashPassword } from "@/server/services/access/hash-password";
import { newToken } from "@/server/services/access/tokens";
import { addArticle } from "@/server/services/articles/add-article";
import { newId } from "@/db/new-id";
import { type AppServer, startAppServer } from "@/tests/support/app-server";
import { fillPlace, type PlaceIds } from "@/tests/support/coverage-place";
import { chromiumFlags, findChromium } from "@/tests/support/find-chromium.mjs";
import { SCRIPT_VECTORS } from "@/tests/support/script-vectors";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const root = join(import.meta.dirname, "..", "..");
const PASSWORD = "canary-password of the administrator";
/** Columns of these names hold what somebody outside wrote, in whatever table they stand. */
const WRITTEN = ["name", "title", "author", "reason", "note", "text", "error", "last_error", "file_name", "group_name", "folder", "user_agent", "minutes", "headline", "talking_points", "actor"];
/** Each page shows so many of the vectors in each of its fields at a time. */
const AT_ONCE = 25;

let house: TestHouse;
let ids: PlaceIds;
let app: AppServer;
let browser: Browser;

beforeAll(async () => {
  house = await openTestHouse();
  ids = await fillPlace(house.as("admin"), house.work, "MAIN");
  await house.database.client`update users set password_hash = ${await hashPassword(PASSWORD)}`;
  app = await startAppServer({ databaseUrl: house.url, environment: { THEMELINE_SECRET: "canary-secret-of-the-installation-0123456789" } });
  browser = await chromium.launch({ executablePath: await findChromium({}), args: chromiumFlags });
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await house?.close();
});

/** Every page of the program at which one of our rows can stand; a page whose parameter no row fills fails here. */
async function listPages(): Promise<string[]> {
  const paths: string[] = [];
  const files = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  for (const file of files.filter((name) => /(?:^|\/)page\.tsx$/.test(name)).sort()) {
    let path = `/${file}`.replace(/\/page\.tsx$/, "").replace(/\/\([^/]+\)/g, "").replace("[workspace]", "main") || "/";
    if (path.startsWith("/setup/")) path = path.replace("[token]", ids.setupToken);
    if (path.startsWith("/invite/")) path = path.replace("[token]", ids.invitationToken);
    if (path.startsWith("/reset/")) path = path.replace("[token]", ids.resetToken);
    for (const [part, name] of [...path.matchAll(/\[(\w+)\]/g)].map((found) => [found[0], found[1]!] as const)) {
      if (name === "token") continue;
      const known = ({ article: ids.article, theme: ids.theme } as Record<string, string>)[name];
      path = path.replace(part, known ?? (await firstId(`${name}s`)));
    }
    if (!path.includes("[token]")) paths.push(path);
  }
  return paths;
}

async function firstId(table: string): Promise<string> {
  const [row] = await house.database.client`select id from ${house.database.client(table)} where workspace_id = ${house.workspace.id} order by id desc limit 1`;
  if (!row) throw new Error(`Nothing stands in ${table}: plant one in tests/support/coverage-place.ts.`);
  return row["id"] as string;
}

async function signIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  await page.goto(`${app.origin}/sign-in`);
  await page.getByLabel("E-mail address").fill("admin@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/w\//);
  return page;
}

/** Opens a page, once more where the page before it was just sending its reader on (those without a place of their own do). */
async function visit(page: Page, path: string, tries = 6) {
  for (;;) {
    try {
      return await page.goto(`${app.origin}${path}`, { waitUntil: "load" });
    } catch (error) {
      tries -= 1;
      if (tries === 0 || !/interrupted by another navigation|ERR_ABORTED/.test(String(error))) throw error;
      await page.waitForTimeout(500);
    }
  }
}

/** Writes a text into every written field of the workspace, keeping the beginning of texts that evidence points into. */
async function plant(text: string): Promise<number> {
  const { db } = house;
  const columns = await db.execute<{ table: string; column: string }>(sql`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'text' and c.column_name in ${WRITTEN} order by 1, 2`);
  for (const { table, column } of columns) {
    const target = sql.identifier(column);
    // Names are unique in a workspace, so each row's text ends in something of its own.
    const tagged = sql`${text} || ' ' || left(md5(random()::text), 6)`;
    const value = table === "article_revisions" && column === "text" ? sql`left(${target}, 80) || ' ' || ${tagged}` : tagged;
    await db.execute(sql`update ${sql.identifier(table)} set ${target} = ${value}`);
  }
  await db.execute(sql`update rule_versions set rule = split_part(rule, E'\n#', 1) || E'\n# ' || ${text.replaceAll("\n", " ")}`);
  return columns.length;
}

describe("text from outside", () => {
  it("runs nowhere: every vector in every written field of every page", async () => {
    expect(SCRIPT_VECTORS.length).toBeGreaterThanOrEqual(200);
    const pages = await listPages();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    const page = await signIn(context);
    const faults: string[] = [];
    page.on("dialog", (dialog) => {
      faults.push(`${page.url()}: a dialog`);
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
    });
    let fields = 0;
    for (let from = 0; from < SCRIPT_VECTORS.length; from += AT_ONCE) {
      fields = await plant(SCRIPT_VECTORS.slice(from, from + AT_ONCE).join(" "));
      for (const path of pages) {
        const response = await visit(page, path);
        if ((response?.status() ?? 0) >= 500) faults.push(`${path}: ${response?.status()}`);
        await page.waitForTimeout(150);
      }
    }
    await context.close();
    process.stdout.write(`S7: ${SCRIPT_VECTORS.length} vectors x ${fields} fields x ${pages.length} pages: ${faults.length} dialogs or violations\n`);
    expect(faults).toEqual([]);
  });

  it("does run in a page that writes it as it is (negative control)", async () => {
    const page = await browser.newPage();
    let ran = 0;
    await page.exposeFunction("alert", () => {
      ran += 1;
    });
    for (const vector of SCRIPT_VECTORS) {
      await page.setContent(`<p>${vector}</p>`, { waitUntil: "domcontentloaded", timeout: 2_000 }).catch(() => {});
      await page.waitForTimeout(15);
    }
    await vi.waitFor(() => expect(ran).toBeGreaterThan(20), 10_000);
    await page.close();
  });
});

/** Ways to write a path that a careless gate reads otherwise than the pages do. */
const SPELLINGS: ((path: string) => { path: string; headers?: Record<string, string> })[] = [
  ...["", "/", "//", "/.", "/./", "/..;/", "%2f", "?", "#", "?_rsc=1", ".json", ".txt", ".rsc", ";a=b", "%00", "%20", "/index", "/page", "?__nextDataReq=1", "?next-router-prefetch=1"].map((end) => (path: string) => ({ path: `${path}${end}` })),
  ...["/", "/.", "//", "/%2e", "/x/..", "/_next/..", "/_next/data/build", "/api/..", "/en"].map((start) => (path: string) => ({ path: `${start}${path}` })),
  (path) => ({ path: path.toUpperCase() }),
  (path) => ({ path: path.replace("/w/", "/W/") }),
  (path) => ({ path: path.replace("/w/", "/%77/") }),
  (path) => ({ path: path.replaceAll("/", "%2f").replace("%2f", "/") }),
  (path) => ({ path, headers: { rsc: "1" } }),
  (path) => ({ path, headers: { rsc: "1", "next-router-prefetch": "1" } }),
  (path) => ({ path, headers: { rsc: "1", "next-router-segment-prefetch": "/_tree" } }),
  (path) => ({ path, headers: { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" } }),
  (path) => ({ path: "/sign-in", headers: { "x-invoke-path": path, "x-matched-path": path, "x-original-url": path, "x-rewrite-url": path } }),
  (path) => ({ path, headers: { "x-themeline-peer": "127.0.0.1", "x-themeline-path": path, "x-forwarded-host": "localhost" } }),
  (path) => ({ path, headers: { "x-nextjs-data": "1", "x-next-revalidated-tags": "all" } }),
];

function read(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(app.origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, headers }, (response) => {
      let text = JSON.stringify(response.headers);
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk)).on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.on("error", reject).end();
  });
}

describe("pages and the anonymous", () => {
  it("tell nothing of a workspace, however the address is written", async () => {
    await plant("CANARYTEXT of the workspace");
    const pages = (await listPages()).filter((path) => path.startsWith("/w/") || path.startsWith("/present") || path === "/account");
    const told: string[] = [];
    let asked = 0;
    for (const path of pages) {
      for (const spell of SPELLINGS) {
        const { path: spelled, headers } = spell(path);
        const answer = await read(encodeURI(decodeURI(spelled)) === spelled || spelled.includes("%") ? spelled : encodeURI(spelled), headers);
        asked += 1;
        if (answer.text.includes("CANARYTEXT")) told.push(`${spelled} ${JSON.stringify(headers ?? {})}`);
        if (answer.status >= 500) told.push(`${answer.status} at ${spelled}`);
      }
    }
    process.stdout.write(`S5: ${pages.length} pages x ${SPELLINGS.length} spellings: ${told.length} told anything, of ${asked}\n`);
    expect(SPELLINGS.length).toBeGreaterThanOrEqual(40);
    expect(told).toEqual([]);
  });

  it("do tell it to those who may see it (negative control)", async () => {
    const context = await browser.newContext();
    const page = await signIn(context);
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    expect((await read("/w/main/themes", { cookie })).text).toContain("CANARYTEXT");
    await page.close();
    await context.close();
  });
});

describe("the log", () => {
  it("holds no secret and no article, after everything went wrong once", async () => {
    const canaries = new Map<string, string>([
      ["the password", PASSWORD],
      ["the installation's secret", "canary-secret-of-the-installation"],
      ["the database's password", new URL(house.url).password],
      ["an invitation", ids.invitationToken],
      ["a reset", ids.resetToken],
      ["a setup link", ids.setupToken],
    ]);
    const text = (name: string) => {
      const canary = `canary-${name}-${newId()}`;
      canaries.set(name, canary);
      return canary;
    };
    const context = await browser.newContext();
    const page = await signIn(context);
    for (const cookie of await context.cookies()) canaries.set(`the cookie ${cookie.name}`, cookie.value);
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const answers: string[] = [];
    const call = async (path: string, body: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${app.origin}${path}`, { method: "POST", body, headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", origin: app.origin, cookie, ...headers } });
      answers.push(`${answer.status} ${path.replace(/^.*\//, "")}`);
    };
    const draft = (mark: string) => ({ url: `https://canary.example/${newId()}`, title: text(`${mark} title`), outlet: "Canary", author: text(`${mark} author`), language: "", publishedAt: "2025-03-04", text: text(`${mark} text`) });
    await addArticle(house.as("admin"), { requestId: newId(), draft: draft("stored") });
    await call("/api/trpc/articles.add", JSON.stringify({ workspace: "main", requestId: newId(), draft: draft("form") }));
    await call("/api/trpc/articles.add", JSON.stringify({ workspace: "main", requestId: "nonsense", draft: draft("refused form") }));
    await call("/api/trpc/articles.add", JSON.stringify({ workspace: text("foreign workspace"), draft: draft("foreign") }));
    await call("/api/trpc/articles.add", `{"broken": "${text("broken JSON")}"`);
    await call("/api/trpc/person.changePassword", JSON.stringify({ current: text("old password"), next: text("new password") }));
    await call("/api/trpc/person.claimReset", JSON.stringify({ token: text("guessed token"), password: text("password of a reset") }));
    await call("/api/trpc/person.claimInvitation", JSON.stringify({ token: text("guessed invitation"), name: "N", email: "x@example.org", password: text("password of an invitation") }));
    await call("/api/trpc/workspace.get", "{}", { cookie: `next-auth.session-token=${text("malformed cookie")}`, authorization: `Bearer ${text("bearer")}` });
    await page.goto(`${app.origin}/reset/${text("reset in an address")}`);
    await page.goto(`${app.origin}/invite/${text("invitation in an address")}`);
    // With a table gone, every procedure fails with the whole of its statement at hand.
    await house.database.client`alter table submissions rename to submissions_away`;
    await call("/api/trpc/articles.add", JSON.stringify({ workspace: "main", requestId: newId(), draft: draft("failing") }));
    await house.database.client`alter table submissions_away rename to submissions`;
    await house.database.client`alter table one_time_links rename to links_away`;
    canaries.set("token of a failing reset", newToken());
    await call("/api/trpc/person.claimReset", JSON.stringify({ token: canaries.get("token of a failing reset"), password: text("password of a failing reset") }));
    await house.database.client`alter table links_away rename to one_time_links`;
    await context.close();
    expect(answers).toEqual(["200 articles.add", "400 articles.add", "404 articles.add", "400 articles.add", "400 person.changePassword", "400 person.claimReset", "400 person.claimInvitation", "401 workspace.get", "500 articles.add", "500 person.claimReset"]);
    // Both failures do reach the log, a moment after their answers; their secrets do not.
    await vi.waitFor(() => expect(app.log().match(/"a procedure failed"/g)).toHaveLength(2), 10_000);
    const log = app.output() + app.log();
    const found = [...canaries].filter(([, canary]) => canary.length > 5 && log.includes(canary)).map(([name]) => name);
    process.stdout.write(`R8: ${canaries.size} canaries planted, ${found.length} found in ${log.length} characters of log\n`);
    expect(canaries.size).toBeGreaterThanOrEqual(30);
    expect(found).toEqual([]);
  });
});
