import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
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

/** Runs a Node program and passes on what it says; resolves with its exit code. */
function run(out, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...nextEnvironment, ...env } });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => out.write(text));
    child.once("error", (error) => {
      out.write(`${error.message}\n`);
      resolve(1);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Whole lines on our terminal, each with the name of the stage that says it: two stages run at once. */
function openLines(name) {
  let rest = "";
  const say = (line) => process.stdout.write(`${name} | ${line}\n`);
  return {
    write(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(say);
    },
    end() {
      if (rest !== "") say(rest);
    },
  };
}

/** A check without cases of its own counts as one test. */
const asOne = (isPassed) => ({ passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 });

function readReport(name) {
  const file = join(reports, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** What failed, by name and with its reason: the last thing that is said, because nobody finds it in thousands of lines. */
const failures = [];

const plain = (text) => stripVTControlCharacters(text ?? "").trim().split("\n").slice(0, 25).join("\n");

const failedSuites = (report) => report.testResults.filter(({ status }) => status === "failed");

/** Files that failed, and their failed cases; of a file that does not load there is none. */
function listVitestFailures(stage, report) {
  return failedSuites(report).flatMap((suite) => {
    const file = relative(root, suite.name);
    const cases = suite.assertionResults.filter(({ status }) => status === "failed");
    if (cases.length === 0) return [{ stage, name: file, reason: plain(suite.message) }];
    return cases.map(({ fullName, failureMessages }) => ({ stage, name: `${file} > ${fullName}`, reason: plain(failureMessages.join("\n")) }));
  });
}

function keepJourneyFailures(suites, path = []) {
  for (const suite of suites ?? []) {
    const here = [...path, suite.title];
    for (const { title, tests } of suite.specs ?? []) {
      for (const { status, results } of tests.filter((one) => one.status === "unexpected" || one.status === "flaky")) {
        const error = results.find(({ errors }) => errors.length > 0)?.errors[0]?.message;
        failures.push({ stage: "journeys", name: [...here, title].join(" > "), reason: plain(error), mark: status === "flaky" ? "FLAKY " : "FAILED" });
      }
    }
    keepJourneyFailures(suite.suites, here);
  }
}

/** A process that failed although no case did (a file that does not load, a broken set-up) is one failure. */
function withExitCode(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function runTypes(out) {
  const code = (await run(out, [next, "typegen"])) || (await run(out, [tsc, "--noEmit"]));
  return asOne(code === 0);
}

const runLint = async (out) => asOne((await run(out, [oxlint, "--deny-warnings"])) === 0);

async function runVitestOnce(out, project, name, files = []) {
  const code = await run(out, [vitest, "run", "--config", "tests/vitest.config.ts", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${join(reports, `${name}.json`)}`, ...files]);
  return { code, report: readReport(name) };
}

const countVitest = (project, report) => ({ passed: report.numPassedTests, failed: listVitestFailures(project, report).length, skipped: report.numPendingTests + report.numTodoTests });

/** As with journeys, continuous integration gives what failed a second try: whole files, so that what they prepare is new. */
async function runVitest(out, project) {
  const first = await runVitestOnce(out, project, project);
  if (!first.report) return asOne(false);
  const counts = countVitest(project, first.report);
  const failed = listVitestFailures(project, first.report);
  const suspects = failedSuites(first.report);
  const again = process.env.CI !== undefined && suspects.length > 0 ? await runVitestOnce(out, project, `${project}-again`, suspects.map(({ name }) => relative(root, name))) : null;
  if (!again?.report) {
    failures.push(...failed);
    return withExitCode(counts, first.code);
  }
  const stillFailed = listVitestFailures(project, again.report);
  const names = new Set(stillFailed.map(({ name }) => name));
  failures.push(...failed.filter(({ name }) => !names.has(name)).map((one) => ({ ...one, mark: "FLAKY " })), ...stillFailed);
  const seenBefore = (status) => suspects.flatMap(({ assertionResults }) => assertionResults).filter((one) => status.includes(one.status)).length;
  const second = countVitest(project, again.report);
  return withExitCode({ passed: counts.passed - seenBefore(["passed"]) + second.passed, failed: second.failed, skipped: counts.skipped - seenBefore(["pending", "skipped", "todo"]) + second.skipped }, again.code);
}

async function runBuild(out) {
  await ensureBuilt(out);
  return asOne(true);
}

/** Journeys whose title is tagged @long (every screen, killed programs) belong to the long suites. */
async function runJourneys(out, { areLong = false } = {}) {
  const { findChromium } = await import("./support/find-chromium.mjs");
  const chromium = await findChromium({ install: true, out });
  out.write(`Browser: ${chromium}\n`);
  const name = areLong ? "long-journeys" : "journeys";
  const code = await run(out, [playwright, "test", "--config", "tests/playwright.config.ts", areLong ? "--grep" : "--grep-invert", "@long", "--reporter=list,json"], { CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, `${name}.json`) });
  const report = readReport(name);
  if (!report) return asOne(false);
  keepJourneyFailures(report.suites);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

async function runBenches(out) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const name of readdirSync(join(root, "tests", "bench")).filter((file) => file.endsWith(".ts")).sort()) {
    out.write(`${name}\n`);
    if ((await run(out, [tsx, join("tests", "bench", name)])) === 0) counts.passed += 1;
    else counts.failed += 1;
  }
  return counts;
}

/** Each list is a lane: its stages follow each other, and lanes run beside each other, one for each core of a small machine. */
const suites = {
  "--hard": [[["build", runBuild], ["long journeys", (out) => runJourneys(out, { areLong: true })], ["long suites", (out) => runVitest(out, "hard")]]],
  "--bench": [[["benchmarks", runBenches]]],
  "": [
    [["build", runBuild], ["journeys", runJourneys]],
    [["unit", (out) => runVitest(out, "unit")], ["integration", (out) => runVitest(out, "integration")], ["types", runTypes], ["lint", runLint]],
  ],
};

/** Runs every stage, also after one that failed, and resolves with what each came to. */
async function runLane(stages) {
  const results = [];
  for (const [name, work] of stages) {
    const out = openLines(name);
    const startedMs = Date.now();
    const counts = await work(out).catch((error) => {
      out.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return asOne(false);
    });
    out.end();
    results.push({ name, counts, tookMs: Date.now() - startedMs });
    process.stdout.write(`\n== ${name}: ${describeCounts(counts)}\n\n`);
  }
  return results;
}

const describeCounts = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

async function main() {
  checkNode();
  const mode = process.argv[2] ?? "";
  const lanes = suites[mode];
  if (!lanes) throw new Error(`Unknown option ${mode}: npm test, npm run test:hard or npm run bench.`);
  await ensureInstalled(process.stdout);
  const startedMs = Date.now();
  const results = (await Promise.all(lanes.map(runLane))).flat();

  process.stdout.write("\n");
  for (const { stage, name, reason, mark = "FAILED" } of failures) process.stdout.write(`${`${stage}: ${name}\n${reason}`.replace(/^/gmu, `${mark} | `)}\n\n`);
  for (const { name, counts, tookMs } of results) process.stdout.write(`${name.padEnd(14)} ${(tookMs / 1000).toFixed(1).padStart(6)} s   ${describeCounts(counts)}\n`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) for (const key of Object.keys(total)) total[key] += counts[key];
  process.stdout.write(`${"all".padEnd(14)} ${((Date.now() - startedMs) / 1000).toFixed(1).padStart(6)} s\n\n${describeCounts(total)}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write("0 passed, 1 failed\n");
  process.exitCode = 1;
}
