import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkNode, ensureBuilt, ensureInstalled, registerTypeScript, root } from "./bootstrap.mjs";
import { buildAddress, checkPort } from "./check-port.mjs";
import { watchParent } from "./watch-parent.mjs";

const help = `npm start [-- options]

Installs what is missing, builds what is stale, starts the database, the pages and the background worker, and says where they are.

  --port N   listen on this port (default: PORT, or 3000)
  --demo     fill a workspace with two years of synthetic coverage to look at
  --dev      serve the pages from the sources and reload them as they change
  --prepare  install and build, then stop: for making an image
  --help     this text

Environment: PORT, HOST, DATABASE_URL, THEMELINE_DATA_DIR, THEMELINE_ORIGIN, THEMELINE_SECRET, THEMELINE_ALLOW_HOSTS, THEMELINE_SMTP_URL, THEMELINE_MAIL_FROM, THEMELINE_TRUSTED_PROXIES (see README.md).
Ctrl-C stops everything.
`;

function readOptions() {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" }, demo: { type: "boolean", default: false }, dev: { type: "boolean", default: false }, prepare: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } } });
    return values;
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${help}`);
    process.exit(2);
  }
}

/** Says what stands on the port and returns the exit code, or `null` when the port is free. */
async function refusePort(host, port, dataDir) {
  const address = buildAddress(host, port);
  const state = await checkPort({ host, port, dataDir });
  if (state === "free") return null;
  if (state === "themeline") {
    process.stdout.write(`Themeline is already up at ${address}\n`);
    return 0;
  }
  const otherPort = `Choose another one, for example: PORT=${port < 65_535 ? port + 1 : 3001} npm start`;
  if (state === "taken") process.stderr.write(`Another program uses port ${port} on ${host}. ${otherPort}\n`);
  else if (state === "forbidden") process.stderr.write(`This user may not listen on port ${port}. ${otherPort}\n`);
  else process.stderr.write(`This machine has no address ${host} (HOST).\n`);
  return 1;
}

async function main() {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  checkNode();
  if (options.prepare) {
    await ensureInstalled(process.stdout);
    await ensureBuilt(process.stdout);
    return 0;
  }
  if (options.port !== undefined) process.env.PORT = options.port;
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is a number from 1 to 65535, not ${process.env.PORT}.`);

  const stopWatching = watchParent(() => process.kill(process.pid, "SIGTERM"), { throughShell: process.env.npm_lifecycle_event !== undefined });
  const dataDir = resolve(root, process.env.THEMELINE_DATA_DIR || ".themeline");
  const refusal = await refusePort(process.env.HOST || "127.0.0.1", port, dataDir);
  if (refusal !== null) return refusal;

  await ensureInstalled(process.stdout);
  if (!options.dev) await ensureBuilt(process.stdout);
  await registerTypeScript();
  const { start } = await import("./start.ts");
  const code = await start({ isDev: options.dev, withDemo: options.demo });
  stopWatching();
  return code;
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
