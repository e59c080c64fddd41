import { randomBytes } from "node:crypto";
import { type Page, test as base } from "@playwright/test";
import { type AppServer, startAppServer } from "@/tests/support/app-server";
import { createFromTemplate } from "@/tests/support/throwaway-cluster";

function readWorld(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is unset: run the journeys with tests/playwright.config.ts.`);
  return value;
}

/** What the global set-up started. */
export const world = {
  /** Address of the shared program. */
  origin: () => readWorld("JOURNEY_ORIGIN"),
  /** Its one-time setup link; whoever uses it first has made the administrator. */
  setupUrl: () => readWorld("JOURNEY_SETUP_URL"),
  /** Its database, for fixtures that call verbs. */
  databaseUrl: () => readWorld("JOURNEY_DATABASE_URL"),
  /** host:port of the small publisher that serves tests/e2e/site; the program may fetch from it. */
  site: () => readWorld("JOURNEY_SITE"),
};

/** A program of one's own on an empty database, for journeys that change the whole installation (first run). */
export async function startOwnServer(environment: Record<string, string> = {}): Promise<AppServer & { databaseUrl: string }> {
  const name = `journey_${randomBytes(6).toString("hex")}`;
  await createFromTemplate(readWorld("JOURNEY_ADMIN_URL"), name);
  const url = new URL(readWorld("JOURNEY_TEMPLATE_URL"));
  url.pathname = `/${name}`;
  const server = await startAppServer({ databaseUrl: url.href, environment: { THEMELINE_ALLOW_HOSTS: world.site(), ...environment } });
  return { ...server, databaseUrl: url.href };
}

/** Resolves when React holds every control of our page: until then a click or a chosen file would be lost. */
const awake = (page: Page) =>
  page.waitForFunction(() => {
    if (!("__next_f" in window)) return true;
    return [...document.querySelectorAll("button, input, select, textarea")].every((control) => Object.keys(control).some((key) => key.startsWith("__react")));
  });

/** A driver is faster than any person: after an address is opened, it waits until the page answers. */
function makePatient(page: Page): void {
  const { goto, reload } = page;
  page.goto = async (...given) => {
    const answer = await goto.apply(page, given);
    await awake(page);
    return answer;
  };
  page.reload = async (...given) => {
    const answer = await reload.apply(page, given);
    await awake(page);
    return answer;
  };
}

/** Playwright's `test` with the shared program as base address, and pages that are awake when they are open. */
export const test = base.extend({
  browser: [
    async ({ browser }, provide) => {
      const { newContext } = browser;
      browser.newContext = async (...given) => {
        const context = await newContext.apply(browser, given);
        context.on("page", makePatient);
        return context;
      };
      await provide(browser);
    },
    { scope: "worker" },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright insists on a destructured first argument.
  baseURL: async ({}, provide) => {
    await provide(world.origin());
  },
});

export { expect } from "@playwright/test";
