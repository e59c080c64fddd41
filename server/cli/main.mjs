import { checkNode, ensureInstalled, registerTypeScript } from "../start/bootstrap.mjs";

/** Standard output belongs to the command's result; whatever the preparation has to say goes to standard error. */
async function main() {
  checkNode();
  await ensureInstalled(process.stderr);
  await registerTypeScript();
  const { runCli } = await import("./index.ts");
  return runCli(process.argv.slice(2));
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
