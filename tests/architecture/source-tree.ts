import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

const ROOMS = ["app", "server", "db", "components"];

/** A source file with the paths, from the root, of the project's files that it imports, and the packages. */
export interface SourceFile {
  path: string;
  text: string;
  /** Files of ours, as `server/core/x` without an ending. */
  imports: string[];
  /** Of those, the ones that are imports of types only. */
  typeImports: Set<string>;
  packages: string[];
}

export function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"'`;]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** Every TypeScript file of the house, read and resolved. */
export function readSourceTree(): SourceFile[] {
  return ROOMS.flatMap(listFiles)
    .concat("proxy.ts")
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const file: SourceFile = { path, text, imports: [], typeImports: new Set(), packages: [] };
      for (const [, onlyType, named, dynamic] of text.matchAll(IMPORT)) {
        const specifier = (named ?? dynamic)!;
        const own = specifier.startsWith("@/") ? specifier.slice(2) : specifier.startsWith(".") ? join(dirname(path), specifier).split(sep).join("/") : null;
        if (own === null) file.packages.push(specifier);
        else {
          file.imports.push(own);
          if (onlyType) file.typeImports.add(own);
        }
      }
      return file;
    });
}

export const withoutEnding = (path: string): string => path.replace(/\.(?:tsx?|mjs)$/, "").replace(/\/index$/, "");
