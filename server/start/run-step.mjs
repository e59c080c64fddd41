import { spawn } from "node:child_process";

const firstNoteMs = 2000;
const tailLines = 40;
const endings = ["SIGINT", "SIGTERM", "SIGHUP"];

const seconds = (sinceMs) => `${Math.round((Date.now() - sinceMs) / 1000)} s`;

/**
 * Shows that something long is under way: one line that counts on a terminal, a line now and then elsewhere.
 * @param {string} title
 * @param {NodeJS.WriteStream} out
 * @returns {(outcome: string) => void} ends the display
 */
export function showProgress(title, out) {
  const startedMs = Date.now();
  out.write(`${title} ...${out.isTTY ? "" : "\n"}`);
  let nextNoteMs = firstNoteMs;
  const timer = setInterval(() => {
    if (out.isTTY) out.write(`\r${title} ... ${seconds(startedMs)}`);
    else if (Date.now() - startedMs >= nextNoteMs) {
      out.write(`  still at it (${seconds(startedMs)})\n`);
      nextNoteMs = nextNoteMs < 10_000 ? 10_000 : nextNoteMs + 10_000;
    }
  }, 1000);
  return (outcome) => {
    clearInterval(timer);
    out.write(out.isTTY ? `\r${title}: ${outcome} (${seconds(startedMs)})\n` : `  ${outcome} (${seconds(startedMs)})\n`);
  };
}

/**
 * Runs a command to its end, shows that it is under way, and keeps its output to itself unless it fails.
 * @param {{ title: string, command: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv, out: NodeJS.WriteStream }} step
 * @returns {Promise<void>} rejects when the command fails
 */
export function runStep({ title, command, args, cwd, env = process.env, out }) {
  const finish = showProgress(title, out);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk) => (output = (output + chunk).slice(-200_000));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const pass = (signal) => {
      child.kill(signal);
      finish("stopped");
      process.exit(signal === "SIGINT" ? 130 : 143);
    };
    for (const signal of endings) process.once(signal, pass);
    const settle = (code, error) => {
      for (const signal of endings) process.off(signal, pass);
      if (code === 0) {
        finish("done");
        return resolve();
      }
      finish("failed");
      out.write(`${output.trimEnd().split("\n").slice(-tailLines).join("\n")}\n`);
      reject(new Error(`${title} failed: ${error ? error.message : `"${[command, ...args].join(" ")}" ended with ${code}`}. What it said is above.`));
    };
    child.once("error", (error) => settle(1, error));
    child.once("close", (code) => settle(code ?? 1));
  });
}
