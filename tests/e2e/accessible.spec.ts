import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { newId } from "@/db/new-id";
import { imports, oneTimeLinks } from "@/db/schema";
import { hashToken, newToken } from "@/server/services/access/tokens";
import { fillMeetings } from "@/tests/support/meeting-place";
import { findFaults } from "./support/find-faults";
import { type Desk, expect, test } from "./support/signed-in";

test.use({ deskName: "accessible" });
test.describe.configure({ mode: "parallel" });

const appDirectory = join(import.meta.dirname, "..", "..", "app");

/** Every page of the product, as an address says it: groups of routes leave no trace there. */
function listRoutes(directory = appDirectory, at = ""): string[] {
  const below = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => listRoutes(join(directory, name), name.startsWith("(") ? at : `${at}/${name}`));
  return existsSync(join(directory, "page.tsx")) ? [at || "/", ...below] : below;
}

interface Ids {
  article: string;
  import: string;
  theme: string;
  board: string;
  snapshot: string;
  meeting: string;
  token: Record<"invite" | "reset" | "setup" | "share", string>;
}

/** What stands for each part of an address that is not fixed. */
const fill = (route: string, slug: string, ids: Ids): string =>
  route
    .replace("[workspace]", slug)
    .replace("[token]", ids.token[route.split("/")[1] as keyof Ids["token"]])
    .replace(/\[(article|import|theme|board|snapshot|meeting)\]/u, (_, name: keyof Omit<Ids, "token">) => ids[name]);

async function prepare(desk: Desk): Promise<Ids> {
  const { scope, database } = desk;
  const workspaceId = scope.workspace.id;
  const article = await desk.add({ title: "Loan weighed", publishedAt: "2025-03-04", text: "Ministers discussed the transfer of frozen Russian assets to Ukraine." });
  await desk.add({ title: "Talks resume", publishedAt: "2025-03-06", text: "Peace talks resumed in the capital on Monday." });
  await expect.poll(async () => (await database.client`select 1 from articles where workspace_id = ${workspaceId} and processed_revision is null`).length).toBe(0);
  const [theme] = await database.client<{ id: string }[]>`select id from themes where workspace_id = ${workspaceId} limit 1`;
  const importId = newId();
  await database.db.insert(imports).values({ id: importId, workspaceId, fileName: "coverage.csv", byteLength: 10, state: "done" });
  const link = async (kind: "invitation" | "reset" | "setup") => {
    const token = newToken();
    const { userId } = scope.actor as { userId: string };
    await database.db.insert(oneTimeLinks).values({ id: newId(), kind, tokenHash: hashToken(token), workspaceId: kind === "setup" ? null : workspaceId, userId: kind === "reset" ? userId : null, email: `${kind}-${importId}@example.org`, role: kind === "invitation" ? "viewer" : null, expiresAt: new Date(Date.now() + 86_400_000) });
    return token;
  };
  const made = await fillMeetings(scope, "Wall");
  return { article, import: importId, theme: theme!.id, board: made.board, snapshot: made.snapshot, meeting: made.runningMeeting, token: { invite: await link("invitation"), reset: await link("reset"), setup: await link("setup"), share: made.shareToken } };
}

/** Colours change in a transition, however short: under load one is still between light and dark when it is looked at. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => {})));
  });

/** Faults in the light, and in the dark those of colours: nothing else can be another than in the light. */
async function findFaultsOfBoth(page: Page, route: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settle(page);
    const faults = await findFaults(page, colorScheme === "dark" ? ["color-contrast"] : []);
    found.push(...faults.map((fault) => `${route} (${colorScheme}): ${fault}`));
  }
  return found;
}

const LANES = 2;
const routes = listRoutes();
const isOutside = (route: string) => /^\/(?:sign-in|invite|reset|setup|share)/u.test(route);

// Halves, so that two workers share them.
for (let lane = 0; lane < LANES; lane += 1) {
  test(`no screen keeps anybody out, light or dark (${lane + 1} of ${LANES})`, { tag: "@long" }, async ({ page, browser, desk }) => {
    const ids = await prepare(desk);
    const outside = await (await browser.newContext()).newPage();
    const faults: string[] = [];
    for (const route of routes.filter((_, at) => at % LANES === lane)) {
      const on = isOutside(route) ? outside : page;
      const answer = await on.goto(fill(route, desk.slug, ids));
      expect(`${route}: ${answer?.status()}`).toBe(`${route}: 200`);
      await expect(on.getByRole("heading", { level: 1 }).first(), route).toBeVisible();
      faults.push(...(await findFaultsOfBoth(on, route)));
    }
    await outside.context().close();
    expect(faults).toEqual([]);
  });
}

test("there is no route that the list forgets", () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => /\[(?!workspace|article|import|theme|board|snapshot|meeting|token)/u.test(route))).toEqual([]);
});
