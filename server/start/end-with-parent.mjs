import { watchParent } from "./watch-parent.mjs";

const patienceMs = 10_000;

/** Preloaded into web and worker: whoever killed their parent with -9 must not leave them behind on its port. */
watchParent(() => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), patienceMs).unref();
});
