// A worker thread does not inherit the parent's TypeScript loader reliably, so it registers its own before the first typed file.
import { register } from "tsx/esm/api";

register();
await import("./thread-main.ts");
