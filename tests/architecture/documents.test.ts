import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printEntityDiagram, readDiagramOfReadme } from "@/tests/support/entity-diagram";
import { listFiles, root } from "./source-tree";

const DOCUMENTS = ["README.md", "SECURITY.md", ...listFiles("docs").filter((path) => path.endsWith(".md"))];
const scripts = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> }).scripts;
const environment = readFileSync(join(root, "server/env.ts"), "utf8");

/** Paths that a document names although the program makes them. */
const MADE_LATER = /^(?:\.themeline|\.next|node_modules|dist)\b/;

describe.each(DOCUMENTS)("%s", (document) => {
  const text = readFileSync(join(root, document), "utf8");
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

  it("names only paths that exist", () => {
    const paths = code.filter((word) => /^[\w.()[\]@-]+(?:\/[\w.()[\]@-]+)+\/?$/.test(word) && /^(?:app|server|db|components|tests|docs|public|\.ci)\//.test(word));
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map((match) => match[1]!);
    const missing = [...paths, ...links].filter((path) => !MADE_LATER.test(path) && !existsSync(join(root, path)) && !existsSync(join(root, document, "..", path)));
    expect(missing).toEqual([]);
  });

  it("names only scripts that exist", () => {
    const named = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("names only environment variables that are read", () => {
    const named = [...new Set([...text.matchAll(/\bTHEMELINE_[A-Z_]+\b/g)].map((match) => match[0]))];
    expect(named.filter((name) => !environment.includes(name))).toEqual([]);
  });
});

describe("README.md", () => {
  const text = readFileSync(join(root, "README.md"), "utf8");

  it("explains every environment variable that is read", () => {
    const read = [...environment.matchAll(/^\s{2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]!);
    expect(read.length).toBeGreaterThan(5);
    expect(read.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it("draws the schema as it is", () => {
    expect(readDiagramOfReadme()).toBe(printEntityDiagram());
  });
});
