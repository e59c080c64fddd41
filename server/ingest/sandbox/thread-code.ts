import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";

/** Where a thread's code begins. */
export type ThreadEntry = "stream-main" | "thread-main";

const codes = new Map<ThreadEntry, Promise<string>>();
let building = 0;

/**
 * All that a thread runs as one script, made once per process. A thread that loads some two hundred modules one by one,
 * through a compiler of its own, takes half a second of processor time to start; as one script it takes a tenth of it.
 */
export function bundleThread(entry: ThreadEntry): Promise<string> {
  let code = codes.get(entry);
  if (!code) {
    codes.set(entry, (code = makeBundle(entry)));
    code.catch(() => codes.delete(entry));
  }
  return code;
}

async function makeBundle(entry: ThreadEntry): Promise<string> {
  building += 1;
  try {
    const path = fileURLToPath(new URL(`./${entry}.ts`, import.meta.url));
    const { outputFiles } = await build({ entryPoints: [path], bundle: true, write: false, platform: "node", format: "cjs", target: "node20", legalComments: "none", logLevel: "silent" });
    return outputFiles[0]!.text;
  } finally {
    building -= 1;
    // Otherwise its process would stay as long as ours.
    if (building === 0) await stop();
  }
}
