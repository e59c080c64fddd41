import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runStep } from "../../server/start/run-step.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Chromium as the tests run it: no sandbox where root would be refused one, and nothing that calls home. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--disable-dev-shm-usage",
];

/** A stub that only tells people to install a snap is no browser. */
function works(path) {
  if (process.platform === "win32") return existsSync(path);
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

function findOnSystem() {
  const directories = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...names.flatMap((name) => directories.map((directory) => join(directory, name))), ...applications].find(works);
}

function findOfPlaywright() {
  try {
    const path = createRequire(join(root, "package.json"))("@playwright/test").chromium.executablePath();
    return path && works(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function isDebianAsRoot() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  return /^ID=("?)debian\1$/m.test(readFileSync("/etc/os-release", "utf8"));
}

async function installWithApt(out) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runStep({ title: "Refreshing the package lists (apt-get update)", command: "apt-get", args: ["update"], cwd: "/", env, out });
  await runStep({ title: "Installing Chromium (apt-get install chromium)", command: "apt-get", args: ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation", "fonts-dejavu-core"], cwd: "/", env, out });
}

async function installWithPlaywright(out) {
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
  await runStep({ title: "Installing Playwright's Chromium (playwright install chromium)", command: process.execPath, args: [cli, "install", "chromium"], cwd: root, out });
}

/**
 * Finds a real Chromium: CHROME_PATH, then Chromium or Chrome of this system, then Playwright's own. With `install`
 * it gets one when there is none, and says how: from apt on Debian as root, else Playwright's download.
 * @param {{ install?: boolean, out?: NodeJS.WriteStream }} [options]
 * @returns {Promise<string>} path of the program; rejects with what to do when there is none
 */
export async function findChromium({ install = false, out = process.stderr } = {}) {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (works(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which is no working browser.`);
  }
  const find = () => findOnSystem() ?? findOfPlaywright();
  const present = find();
  if (present) return present;
  if (install) {
    out.write("No Chromium or Chrome was found on this machine.\n");
    for (const attempt of isDebianAsRoot() ? [installWithApt, installWithPlaywright] : [installWithPlaywright]) {
      try {
        await attempt(out);
      } catch (error) {
        out.write(`${error.message}\n`);
      }
      const found = find();
      if (found) return found;
    }
  }
  throw new Error("The browser journeys need Chromium or Chrome. Install one, or set CHROME_PATH to its program.");
}
