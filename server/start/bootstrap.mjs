import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runStep } from "./run-step.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

const oldestNode = [20, 19];
const lockLimitMs = 20 * 60_000;
const builtFrom = ["app", "components", "db", "public", "server"];

const read = (...path) => readFileSync(join(root, ...path));
const readOr = (fallback, ...path) => (existsSync(join(root, ...path)) ? read(...path).toString() : fallback);

/** Throws a sentence for the terminal when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(`Themeline needs Node ${oldestNode.join(".")} or newer (24 is recommended); this is ${process.versions.node}.`);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function takeLock(file) {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Two starts at once must not install or build over each other. */
async function holdingLock(out, work) {
  const file = join(tmpdir(), `themeline-setup-${createHash("sha256").update(root).digest("hex").slice(0, 16)}.lock`);
  for (let told = false; !takeLock(file); await sleep(200)) {
    const owner = Number(readFileSync(file, { encoding: "utf8", flag: "a+" })) || 0;
    const ageMs = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if ((owner > 0 && !isAlive(owner)) || ageMs > lockLimitMs || (owner === 0 && ageMs > 2000)) rmSync(file, { force: true });
    else if (!told && owner > 0) {
      out.write(`Waiting for process ${owner}, which is installing or building ...\n`);
      told = true;
    }
  }
  const letGo = () => rmSync(file, { force: true });
  process.once("exit", letGo);
  try {
    return await work();
  } finally {
    process.off("exit", letGo);
    letGo();
  }
}

function hashLock() {
  return createHash("sha256").update(read("package-lock.json")).update(`${process.platform}-${process.arch}`).digest("hex");
}

/** Whether somebody ran `npm ci` by hand: npm notes in node_modules what it put there. */
function isInstalledByHand() {
  const note = readOr("", "node_modules", ".package-lock.json");
  if (note === "") return false;
  const present = JSON.parse(note).packages ?? {};
  const wanted = JSON.parse(read("package-lock.json").toString()).packages ?? {};
  return Object.entries(wanted).every(([path, entry]) => path === "" || entry.optional || entry.peer || present[path]?.version === entry.version);
}

/**
 * Runs `npm ci` when node_modules is missing or belongs to another lockfile or platform.
 * @param {NodeJS.WriteStream} out where to say so
 */
export async function ensureInstalled(out) {
  const wanted = hashLock();
  const isFresh = () => readOr("", "node_modules", ".themeline-lock") === wanted;
  if (isFresh()) return;
  await holdingLock(out, async () => {
    if (isFresh()) return;
    if (!isInstalledByHand()) {
      const npm = process.env.npm_execpath ?? "";
      const throughNode = basename(npm).startsWith("npm-cli");
      await runStep({
        title: "Installing packages",
        command: throughNode ? process.execPath : process.platform === "win32" ? "npm.cmd" : "npm",
        args: [...(throughNode ? [npm] : []), "ci", "--include=dev", "--no-audit", "--no-fund"],
        cwd: root,
        out,
      });
    }
    writeFileSync(join(root, "node_modules", ".themeline-lock"), wanted);
  });
}

function* walk(directory) {
  for (const entry of readdirSync(join(root, directory), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

function hashSources() {
  const hash = createHash("sha256");
  const atRoot = readdirSync(root).filter((name) => /\.(ts|tsx|mjs|json)$/.test(name) && name !== "next-env.d.ts").sort();
  for (const path of [...atRoot, ...builtFrom.filter((name) => existsSync(join(root, name))).flatMap((name) => [...walk(name)])]) {
    hash.update(path).update("\0").update(read(path)).update("\0");
  }
  return hash.digest("hex");
}

/** Environment for every run of next: nothing leaves the machine. */
export const nextEnvironment = { NEXT_TELEMETRY_DISABLED: "1", NEXT_IGNORE_INCORRECT_LOCKFILE: "1" };

/**
 * Runs `next build` when the sources differ from those of the last build.
 * @param {NodeJS.WriteStream} out where to say so
 */
export async function ensureBuilt(out) {
  const marker = join(root, ".next", "themeline-build-id");
  const isFresh = () => readOr("", ".next", "themeline-build-id") === hashSources();
  if (isFresh()) return;
  await holdingLock(out, async () => {
    if (isFresh()) return;
    const sources = hashSources();
    rmSync(marker, { force: true });
    await runStep({
      title: "Building the pages",
      command: process.execPath,
      args: [join(root, "node_modules", "next", "dist", "bin", "next"), "build"],
      cwd: root,
      env: { ...process.env, ...nextEnvironment, NODE_ENV: "production" },
      out,
    });
    writeFileSync(marker, sources);
  });
}

/** Lets this process import TypeScript and the `@/` alias from here on. */
export async function registerTypeScript() {
  process.chdir(root);
  const { register } = await import("tsx/esm/api");
  register();
}
