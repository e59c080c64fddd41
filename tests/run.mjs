import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkNode, ensureBuilt, ensureInstalled, nextEnvironment, root } from "../server/start/bootstrap.mjs";

const bin = (...path) => join(root, "node_modules", ...path);
const next = bin("next", "dist", "bin", "next");
const tsc = bin("typescript", "bin", "tsc");
const oxlint = bin("oxlint", "bin", "oxlint");
const vitest = bin("vitest", "vitest.mjs");
const playwright = bin("@playwright", "test", "cli.js");
const tsx = bin("tsx", "dist", "cli.mjs");

const reports = mkdtempSync(join(tmpdir(), "themeline-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

/** Runs a Node program with its output on our terminal; resolves with its exit code. */
function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...nextEnvironment, ...env } });
    child.once("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** A check without cases of its own counts as one test. */
const asOne = (isPassed) => ({ passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 });

function readReport(name) {
  const file = join(reports, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** A process that failed although no case did (a file that does not load, a broken set-up) is one failure. */
function withExitCode(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function runTypes() {
  const code = (await run([next, "typegen"])) || (await run([tsc, "--noEmit"]));
  return asOne(code === 0);
}

const runLint = async () => asOne((await run([oxlint, "--deny-warnings"])) === 0);

async function runVitest(project) {
  const file = join(reports, `${project}.json`);
  const code = await run([vitest, "run", "--config", "tests/vitest.config.ts", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  const report = readReport(project);
  if (!report) return asOne(false);
  const unloaded = report.testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.every(({ status }) => status !== "failed")).length;
  return withExitCode({ passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped: report.numPendingTests + report.numTodoTests }, code);
}

async function runBuild() {
  await ensureBuilt(process.stdout);
  return asOne(true);
}

async function runJourneys() {
  const { findChromium } = await import("./support/find-chromium.mjs");
  const chromium = await findChromium({ install: true, out: process.stdout });
  process.stdout.write(`Browser: ${chromium}\n`);
  const code = await run([playwright, "test", "--config", "tests/playwright.config.ts", "--reporter=list,json"], { CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "journeys.json") });
  const report = readReport("journeys");
  if (!report) return asOne(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

async function runBenches() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const name of readdirSync(join(root, "tests", "bench")).filter((file) => file.endsWith(".ts")).sort()) {
    process.stdout.write(`${name}\n`);
    if ((await run([tsx, join("tests", "bench", name)])) === 0) counts.passed += 1;
    else counts.failed += 1;
  }
  return counts;
}

const suites = {
  "--hard": [["build", runBuild], ["long suites", () => runVitest("hard")]],
  "--bench": [["benchmarks", runBenches]],
  "": [
    ["types", runTypes],
    ["lint", runLint],
    ["architecture and unit tests", () => runVitest("unit")],
    ["integration tests", () => runVitest("integration")],
    ["build", runBuild],
    ["browser journeys", runJourneys],
  ],
};

/** Runs every stage, also after one that failed, and resolves with what each came to. */
async function runStages(stages) {
  const results = [];
  for (const [name, work] of stages) {
    process.stdout.write(`\n== ${name}\n`);
    const startedMs = Date.now();
    const counts = await work().catch((error) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return asOne(false);
    });
    results.push({ name, counts, tookMs: Date.now() - startedMs });
  }
  return results;
}

const describeCounts = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

async function main() {
  checkNode();
  const mode = process.argv[2] ?? "";
  const stages = suites[mode];
  if (!stages) throw new Error(`Unknown option ${mode}: npm test, npm run test:hard or npm run bench.`);
  await ensureInstalled(process.stdout);
  const results = await runStages(stages);

  process.stdout.write("\n");
  for (const { name, counts, tookMs } of results) process.stdout.write(`${name.padEnd(28)} ${(tookMs / 1000).toFixed(1).padStart(6)} s   ${describeCounts(counts)}\n`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) for (const key of Object.keys(total)) total[key] += counts[key];
  process.stdout.write(`\n${describeCounts(total)}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write("0 passed, 1 failed\n");
  process.exitCode = 1;
}
