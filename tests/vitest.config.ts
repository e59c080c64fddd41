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
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx", "tests/architecture/**/*.test.ts"] } },
      { extends: true, test: { name: "integration", include: ["tests/integration/**/*.test.ts"], globalSetup: ["tests/support/cluster.ts"], pool: "forks" } },
      { extends: true, test: { name: "hard", include: ["tests/hard/**/*.test.ts"], globalSetup: ["tests/support/cluster.ts"], testTimeout: 600_000, pool: "forks" } },
    ],
  },
});
