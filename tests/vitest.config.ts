import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Kathmandu (+05:45) makes code that silently uses the machine's zone fail here instead of at a user's desk. */
process.env.TZ = "Asia/Kathmandu";

export default defineConfig({
  root,
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    environment: "node",
    // Far above what anything takes: a limit is for what hangs, not for a slow machine.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Half of a suite's time is spent waiting, for a database or for a limit that is tested.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      // What is pure leaves nothing behind, so its files share one process and read each module once.
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx", "tests/architecture/**/*.test.ts"], pool: "forks", isolate: false } },
      { extends: true, test: { name: "integration", include: ["tests/integration/**/*.test.ts"], globalSetup: ["tests/support/cluster.ts"], pool: "forks", isolate: false } },
      { extends: true, test: { name: "hard", include: ["tests/hard/**/*.test.ts"], globalSetup: ["tests/support/cluster.ts"], testTimeout: 600_000, pool: "forks" } },
    ],
  },
});
