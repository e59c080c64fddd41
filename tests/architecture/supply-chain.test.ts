import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./source-tree";

interface LockedPackage {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, LockedPackage> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== "");

/** Below these, a known hole is open. */
const FLOORS: Record<string, string> = {
  next: "16.3.3",
  react: "19.2.6",
  "react-dom": "19.2.6",
  "next-auth": "4.24.15",
  "@trpc/server": "11.8.0",
  "drizzle-orm": "0.45.2",
  undici: "7.29.0",
  "fast-xml-parser": "5.5.7",
};

const numbers = (version: string) => version.split("-")[0]!.split(".").map(Number);

function isBelow(version: string, floor: string): boolean {
  const [a, b] = [numbers(version), numbers(floor)];
  const at = a.findIndex((number, i) => number !== b[i]);
  return at >= 0 && a[at]! < b[at]!;
}

describe("the lockfile", () => {
  it("holds every optional dependency, so that it installs on every platform", () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => {
        for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
          if (lock.packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return false;
          if (at === "") return true;
        }
      }),
    );
    expect(missing).toEqual([]);
  });

  it("marks what only some platforms can install as optional", () => {
    expect(locked.filter(([, entry]) => (entry.os || entry.cpu) && !entry.optional).map(([path]) => path)).toEqual([]);
  });

  it("carries an integrity hash for every package and the name of no host", () => {
    expect(locked.filter(([, entry]) => !entry.link && !entry.integrity).map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, entry]) => entry.resolved).map(([path]) => path)).toEqual([]);
  });

  it("stands above the security floors", () => {
    const low = locked.flatMap(([path, { version }]) => {
      const floor = FLOORS[path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)];
      return floor && version && isBelow(version, floor) ? [`${path} ${version} < ${floor}`] : [];
    });
    expect(low).toEqual([]);
  });

  it("can tell a version below a floor", () => {
    expect(isBelow("16.3.2", "16.3.3")).toBe(true);
    expect(isBelow("16.10.0", "16.3.3")).toBe(false);
    expect(isBelow("16.3.3", "16.3.3")).toBe(false);
  });
});

describe("installation", () => {
  it("runs no package's install script", () => {
    expect(readFileSync(join(root, ".npmrc"), "utf8")).toMatch(/^ignore-scripts=true$/m);
  });
});
