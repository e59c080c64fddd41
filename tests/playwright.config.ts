import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./support/find-chromium.mjs";

// The runner's workers load this file again: they inherit what was found once.
process.env["CHROME_PATH"] ??= await findChromium();

export default defineConfig({
  testDir: "./e2e",
  outputDir: "../test-results",
  globalSetup: "./e2e/support/global-setup.ts",
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env["CI"] !== undefined,
  retries: 0,
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env["CHROME_PATH"], args: chromiumFlags },
  },
});
