import { randomBytes, randomUUID } from "node:crypto";
import type { BrowserContext, Cookie, PlaywrightWorkerArgs } from "@playwright/test";
import { openDatabase, type OpenDatabase } from "@/db/client";
import { newId } from "@/db/new-id";
import { members, users } from "@/db/schema";
import type { Role } from "@/server/core/access/roles";
import { hashPassword } from "@/server/services/access/hash-password";
import { addArticle } from "@/server/services/articles/add-article";
import type { Scope } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { test as base, world } from "./world";

/** A workspace of one's own in the shared program, with one member who can sign in. */
export interface Desk {
  slug: string;
  email: string;
  password: string;
  name: string;
  database: OpenDatabase;
  /** Acts as the member, without a browser. */
  scope: Scope;
  /** What a browser carries after the member has signed in. */
  cookies: Cookie[];
  /** Adds an article through the verb; the program's worker processes it. */
  add(draft: Partial<Parameters<typeof addArticle>[1]["draft"]>): Promise<string>;
}

const PASSWORD = "a phrase that only tests know";

/** Signs in as the page does, without the page; a journey of its own goes through the form. */
async function signIn(playwright: PlaywrightWorkerArgs["playwright"], person: Pick<Desk, "email" | "password">): Promise<Cookie[]> {
  const request = await playwright.request.newContext({ baseURL: world.origin() });
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  await request.post("/api/auth/callback/credentials", { form: { csrfToken, json: "true", ...person } });
  const { cookies } = await request.storageState();
  await request.dispose();
  if (!cookies.some(({ name }) => name === "themeline-session")) throw new Error(`${person.email} could not sign in.`);
  return cookies;
}

async function openDesk(playwright: PlaywrightWorkerArgs["playwright"], role: Role): Promise<Desk> {
  const database = openDatabase(world.databaseUrl(), { max: 2, name: "themeline-journey" });
  const now = () => new Date();
  const tag = randomBytes(4).toString("hex");
  const person = { userId: newId(), name: "Jo Journey", email: `jo-${tag}@example.org` };
  const passwordHash = await hashPassword(PASSWORD);
  const workspace = await database.db.transaction(async (tx) => {
    await tx.insert(users).values({ id: person.userId, email: person.email, name: person.name, passwordHash });
    const made = await createWorkspace(tx, { name: `Desk ${tag}`, slug: `desk-${tag}`, actor: { kind: "system", name: "journey" }, now });
    await tx.insert(members).values({ workspaceId: made.id, userId: person.userId, role });
    return made;
  });
  const scope: Scope = { db: database.db, now, workspace, actor: { kind: "member", sessionId: null, role, userId: person.userId, name: person.name } };
  return {
    slug: workspace.slug,
    email: person.email,
    password: PASSWORD,
    name: person.name,
    database,
    scope,
    cookies: await signIn(playwright, { email: person.email, password: PASSWORD }),
    add: async (draft) => (await addArticle(scope, { requestId: randomUUID(), draft: { outlet: "Evening Ledger", title: "A title", ...draft }, confirmDate: true })).articleId,
  };
}

interface DeskFixtures {
  /** A file that counts what is there says a name of its own, and so gets a desk that nobody else writes to. */
  deskName: string;
  /** An administrator's desk; one per worker and name. */
  desk: Desk;
}

interface WorkerFixtures {
  /** The worker's desk of that name, for what runs before a file's journeys. */
  deskOf: (name: string) => Promise<Desk>;
  /** The browser window of the worker's signed-in journeys, once there is one. */
  window: { context?: BrowserContext };
}

/**
 * Playwright's `test` with a page that is signed in at a desk. A worker's journeys follow each other in one browser
 * window, as a person's do, because a new one would compile every script anew; cookies, drafts and pages of the journey
 * before are gone. `browser.newContext()` is a window of its own, in which nobody is signed in.
 */
export const test = base.extend<DeskFixtures, WorkerFixtures>({
  deskName: ["shared", { option: true }],
  deskOf: [
    async ({ playwright }, provide) => {
      const desks = new Map<string, Promise<Desk>>();
      await provide((name) => {
        const desk = desks.get(name) ?? openDesk(playwright, "admin");
        desks.set(name, desk);
        return desk;
      });
      for (const desk of desks.values()) await (await desk).database.close();
    },
    { scope: "worker" },
  ],
  desk: async ({ deskOf, deskName }, provide) => provide(await deskOf(deskName)),
  window: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright insists on a destructured first argument.
    async ({}, provide) => {
      const window: WorkerFixtures["window"] = {};
      await provide(window);
      await window.context?.close();
    },
    { scope: "worker" },
  ],
  context: async ({ browser, window, desk }, provide) => {
    window.context ??= await browser.newContext({ baseURL: world.origin() });
    await window.context.clearCookies();
    await window.context.addCookies(desk.cookies);
    await provide(window.context);
  },
  page: async ({ context, viewport }, provide) => {
    const [page = await context.newPage(), ...others] = context.pages();
    for (const other of others) await other.close();
    await page.setViewportSize(viewport!);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
    await page.goto("/api/health");
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await provide(page);
  },
});

export { expect } from "@playwright/test";
