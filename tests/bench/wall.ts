import { cpus, loadavg } from "node:os";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { openDatabase } from "@/db/client";
import { newId } from "@/db/new-id";
import { members, users } from "@/db/schema";
import { hashPassword } from "@/server/services/access/hash-password";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { startAppServer } from "@/tests/support/app-server";
import { chromiumFlags, findChromium } from "@/tests/support/find-chromium.mjs";
import { DAYS, fillFiveYears, FROM, TO } from "@/tests/support/five-years";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";

/*
 * What the wall costs the reader: twelve themes over five years of days in Chromium with its processor slowed four
 * times, from navigation to the drawn chart, after a change of the filter, and while the pointer moves over it.
 * Run with: npx tsx tests/bench/wall.ts [ARTICLES]   (builds the pages first when they are stale)
 */
const ARTICLES = Number(process.argv[2] ?? 20_000);
const SLOWER = 4;
const VISITS = 5;
const HOVER_MS = 4_000;
/** A hand takes longer than this from reaching a button to pressing it. */
const POINTING_MS = 200;
const TARGETS = { chartMs: 1_500, shift: 0.02, repaintMs: 150, frameMs: 1_000 / 60 + 1 };
const PERSON = { email: "bench@example.org", password: "a phrase that only benches know" };

interface Seen {
  chartMs: number;
  paintMs: number;
  shift: number;
}

declare global {
  interface Window {
    wall: { chartMs: number; shift: number; paintMs: number };
    repaint: Promise<number>;
  }
}

/** Notes in the page itself when its first line stands on the screen, and what moved meanwhile. */
const watchPage = () => {
  window.wall = { chartMs: 0, shift: 0, paintMs: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) window.wall.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") window.wall.paintMs = entry.startTime;
  }).observe({ type: "paint", buffered: true });
  const look = () => {
    if (document.querySelector("[data-chart=line] [data-line]")?.getAttribute("d")) requestAnimationFrame(() => (window.wall.chartMs = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** What compiles this file names functions through a helper, which the page lacks. */
async function prepare(page: Page): Promise<void> {
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(watchPage);
}

async function slow(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}

async function visit(page: Page, address: string): Promise<Seen> {
  await page.goto(address);
  await page.waitForFunction(() => window.wall?.chartMs > 0);
  await page.waitForLoadState("networkidle");
  return page.evaluate(() => ({ ...window.wall }));
}

/** The milliseconds from a click on a choice, or from a key that leads to it, to the frame in which the lines are other ones. */
async function timeRepaint(page: Page, label: string, by: "click" | "key" = "click"): Promise<number> {
  await page.evaluate(
    ([wanted, isByKey]) => {
      const draw = () => [...document.querySelectorAll("[data-chart=line] [data-line]")].map((path) => path.getAttribute("d")).join("|");
      const before = draw();
      window.repaint = new Promise((resolve) => {
        const start = () => {
          const started = performance.now();
          const look = () => {
            const now = draw();
            if (now !== before && now !== "") requestAnimationFrame(() => resolve(performance.now() - started));
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        };
        if (isByKey) return window.addEventListener("keydown", start, { capture: true, once: true });
        const input = [...document.querySelectorAll<HTMLElement>("fieldset label, fieldset button")].find((one) => one.textContent?.trim() === wanted);
        if (!input) throw new Error(`There is no choice called ${wanted}.`);
        start();
        input.click();
      });
    },
    [label, by === "key"] as const,
  );
  if (by === "key") await page.keyboard.press("ArrowRight");
  return page.evaluate(() => window.repaint);
}

/** Lengths of frames while the pointer moves over the whole chart. */
async function hover(page: Page): Promise<number[]> {
  const box = (await page.locator("[data-chart=line]").boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    Object.assign(window, { frames });
  });
  const started = Date.now();
  while (Date.now() - started < HOVER_MS) {
    const part = ((Date.now() - started) % 2_000) / 2_000;
    await page.mouse.move(box.x + 60 + part * (box.width - 260), box.y + box.height * (0.3 + 0.4 * Math.abs(Math.sin(part * 9))));
  }
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(2));
}

const percentile = (values: number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!;
const middle = (values: number[]) => percentile(values, 0.5);

const rows: string[] = [];
let isKept = true;
function report(what: string, value: number, target: number | null, unit = "ms", digits = 0): void {
  const kept = target === null || value <= target;
  isKept &&= kept;
  rows.push(`| ${what} | ${value.toFixed(digits)} ${unit} | ${target === null ? "" : `${target.toFixed(digits)} ${unit}`} | ${target === null ? "" : kept ? "kept" : "missed"} |`);
}

const cluster = await startThrowawayCluster();
try {
  await createFromTemplate(cluster.adminUrl, "wall");
  const url = cluster.buildUrl("wall");
  const database = openDatabase(url, { statementTimeoutMs: 0 });
  const { scope } = await fillFiveYears(database, ARTICLES);
  const userId = newId();
  await database.db.insert(users).values({ id: userId, email: PERSON.email, name: "Bench", passwordHash: await hashPassword(PERSON.password) });
  await database.db.insert(members).values({ workspaceId: scope.workspace.id, userId, role: "analyst" });
  await foldCounts(database.db);
  await database.client.unsafe("vacuum analyze");
  await database.close();

  const app = await startAppServer({ databaseUrl: url });
  const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
  try {
    const first = await browser.newContext({ baseURL: app.origin });
    const door = await first.newPage();
    await door.goto("/sign-in");
    await door.getByLabel("E-mail address").fill(PERSON.email);
    await door.getByLabel("Password", { exact: true }).fill(PERSON.password);
    await door.getByRole("button", { name: "Sign in" }).click();
    await door.waitForURL(/\/w\//);
    const storageState = await first.storageState();
    await first.close();

    const at = (query: string) => `/w/${scope.workspace.slug}/trends?from=${FROM}&to=${TO}${query}`;
    for (const [name, address] of [["months", at("")], ["days", at("&bucket=day")]] as const) {
      const seen: Seen[] = [];
      const repaints: number[] = [];
      const asked: number[] = [];
      const expected: Record<"pointer" | "key", number[]> = { pointer: [], key: [] };
      for (let i = 0; i < VISITS; i++) {
        const context = await browser.newContext({ baseURL: app.origin, storageState, viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        await prepare(page);
        await slow(page, SLOWER);
        seen.push(await visit(page, address));
        repaints.push(await timeRepaint(page, "Count"));
        asked.push(await timeRepaint(page, "Stories"));
        await context.close();

        for (const by of ["pointer", "key"] as const) {
          const again = await browser.newContext({ baseURL: app.origin, storageState, viewport: { width: 1440, height: 900 } });
          const other = await again.newPage();
          await prepare(other);
          await slow(other, SLOWER);
          await visit(other, address);
          if (by === "pointer") await other.getByText("Stories", { exact: true }).hover();
          else await other.getByRole("radio", { name: "Articles" }).focus();
          await other.waitForTimeout(POINTING_MS);
          expected[by].push(await timeRepaint(other, "Stories", by === "key" ? "key" : "click"));
          await again.close();
        }
      }
      report(`${name}: first contentful paint`, middle(seen.map(({ paintMs }) => paintMs)), null);
      report(`${name}: chart drawn after navigation`, middle(seen.map(({ chartMs }) => chartMs)), TARGETS.chartMs);
      report(`${name}: layout shift`, Math.max(...seen.map(({ shift }) => shift)), TARGETS.shift, "", 3);
      report(`${name}: repaint, share to count`, middle(repaints), name === "months" ? TARGETS.repaintMs : null);
      const target = name === "months" ? TARGETS.repaintMs : null;
      report(`${name}: repaint with new numbers, articles to stories, by a pointer that rested on the choice for ${POINTING_MS} ms`, middle(expected.pointer), target);
      report(`${name}: the same by an arrow key, ${POINTING_MS} ms after the choice was reached`, middle(expected.key), target);
      report(`${name}: the same, unannounced`, middle(asked), target);
    }
    for (const rate of [1, SLOWER]) {
      const page = await (await browser.newContext({ baseURL: app.origin, storageState, viewport: { width: 1440, height: 900 } })).newPage();
      await prepare(page);
      await visit(page, at("&bucket=day"));
      await slow(page, rate);
      const frames = await hover(page);
      const name = `hovering 12 lines of ${DAYS.toLocaleString("en")} days, ${rate === 1 ? "full speed" : `${rate} times slower`}`;
      report(`${name}: frame, p95`, percentile(frames, 0.95), rate === 1 ? TARGETS.frameMs : null, "ms", 1);
      report(`${name}: frames a second`, (frames.length * 1_000) / frames.reduce((sum, ms) => sum + ms, 0), null, "", 1);
    }
  } finally {
    await browser.close();
    await app.stop();
  }
  console.log(`Twelve themes, ${DAYS.toLocaleString("en")} days, ${ARTICLES.toLocaleString("en")} articles; ${cpus().length} cores of ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; Chromium ${SLOWER} times slower, medians of ${VISITS} first visits\n`);
  console.log(`| what | measured | at most | |\n|---|---|---|---|\n${rows.join("\n")}`);
} finally {
  await cluster.stop();
}
if (!isKept) process.exitCode = 1;
