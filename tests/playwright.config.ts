import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./support/find-chromium.mjs";

// The runner's workers load this file again: they inherit what was found once.
process.env["CHROME_PATH"] ??= await findChromium();

export default defineConfig({
  testDir: "./e2e",
  outputDir: "../test-results",
  globalSetup: "./e2e/support/global-setup.ts",
  workers: 2,
  // Far above what anything takes: a limit is for what hangs, not for a slow machine.
  timeout: 480_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env["CI"] !== undefined,
  // A strange machine's hiccup should not stop a landing; what passed only at the second try is named at the end.
  retries: process.env["CI"] === undefined ? 0 : 1,
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "on-first-retry",
    launchOptions: { executablePath: process.env["CHROME_PATH"], args: chromiumFlags },
  },
});
