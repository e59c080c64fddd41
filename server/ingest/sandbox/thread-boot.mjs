// A worker thread does not inherit the parent's TypeScript loader reliably, so it registers its own before the first typed file.
import { fileURLToPath } from "node:url";
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../../../tsconfig.json", import.meta.url)) });
await (workerData?.stream ? import("./stream-main.ts") : import("./thread-main.ts"));
