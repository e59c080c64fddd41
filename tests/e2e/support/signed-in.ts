import { randomBytes, randomUUID } from "node:crypto";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
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
  /** Adds an article through the verb; the program's worker processes it. */
  add(draft: Partial<Parameters<typeof addArticle>[1]["draft"]>): Promise<string>;
}

const PASSWORD = "a phrase that only tests know";

async function openDesk(role: Role): Promise<Desk> {
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
    add: async (draft) => (await addArticle(scope, { requestId: randomUUID(), draft: { outlet: "Evening Ledger", title: "A title", ...draft }, confirmDate: true })).articleId,
  };
}

/** Signs in as a person would, on the page. */
export async function signIn(page: Page, desk: Pick<Desk, "email" | "password">): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(desk.email);
  await page.getByLabel("Password", { exact: true }).fill(desk.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/w\//);
}

interface DeskFixtures {
  /** A file that counts what is there says a name of its own, and so gets a worker and a desk that nobody else writes to. */
  deskName: string;
  /** An administrator's desk; one per worker and name. */
  desk: Desk;
}

interface DeskPages {
  /** A page that is signed in at the desk. */
  page: Page;
}

/** Playwright's `test` with a page that is signed in at a workspace of the worker's own. */
export const test = base.extend<DeskPages, DeskFixtures & { signedIn: BrowserContextOptions["storageState"] }>({
  deskName: ["shared", { scope: "worker", option: true }],
  desk: [
    async ({ deskName: _deskName }, provide) => {
      const desk = await openDesk("admin");
      await provide(desk);
      await desk.database.close();
    },
    { scope: "worker" },
  ],
  signedIn: [
    async ({ browser, desk }: { browser: Browser; desk: Desk }, provide) => {
      const context = await browser.newContext({ baseURL: world.origin() });
      await signIn(await context.newPage(), desk);
      await provide(await context.storageState());
      await context.close();
    },
    { scope: "worker" },
  ],
  storageState: async ({ signedIn }, provide) => provide(signedIn),
});

export { expect } from "@playwright/test";
