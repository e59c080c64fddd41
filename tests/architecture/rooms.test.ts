import { describe, expect, it } from "vitest";
import { readSourceTree, type SourceFile, withoutEnding } from "./source-tree";

const files = readSourceTree();
const under = (...rooms: string[]) => files.filter(({ path }) => rooms.some((room) => path.startsWith(`${room}/`)));

/** Fails with one line per fault: where it stands, what it reaches for, and where to go instead. */
function expectNone(faults: string[]): void {
  expect(faults, faults.join("\n")).toEqual([]);
}

const ownImports = (file: SourceFile, forbidden: (path: string, isType: boolean) => boolean, advice: string) =>
  file.imports.filter((path) => forbidden(path, file.typeImports.has(path))).map((path) => `${file.path} imports ${path}: ${advice}`);
const packageImports = (file: SourceFile, forbidden: RegExp, advice: string) => file.packages.filter((name) => forbidden.test(name)).map((name) => `${file.path} imports ${name}: ${advice}`);

describe("who may import whom", () => {
  it("keeps the core pure", () => {
    const impure = /\b(?:Math\.random|Date\.now|new Date\(\)|performance\.now|crypto\.|process\.|setTimeout|fetch)\b(?!\w)/;
    expectNone(
      under("server/core").flatMap((file) => [
        ...ownImports(file, (path) => !path.startsWith("server/core/"), "the core imports only itself; let the caller pass it in"),
        ...packageImports(file, /^(?:node:|next|react|@trpc|drizzle|postgres|undici|pino)/, "the core does no I/O; move what needs it to server/services or server/ingest"),
        ...file.text.split("\n").flatMap((line, i) => (impure.test(line.replace(/\/\/.*|\/?\*.*|"[^"]*"|`[^`]*`/g, "")) || line.includes("new Date()") ? [`${file.path}:${i + 1} uses a clock, chance or the machine: let the caller pass it in`] : [])),
      ]),
    );
  });

  it("lets db import nothing of ours", () => {
    expectNone(under("db").flatMap((file) => ownImports(file, (path) => !path.startsWith("db/") && path !== "server/env", "db knows tables and connections only; the verb belongs to server/services")));
  });

  it("keeps database and services out of server/ingest", () => {
    expectNone(
      under("server/ingest").flatMap((file) => [
        ...ownImports(file, (path) => !path.startsWith("server/ingest/") && !path.startsWith("server/core/"), "ingest turns foreign bytes into plain values; let the worker hand them to a verb"),
        ...packageImports(file, /^(?:drizzle|postgres|next|react|@trpc)/, "ingest knows no database and no pages"),
      ]),
    );
  });

  it("keeps transport out of the verbs", () => {
    expectNone(
      under("server/services").flatMap((file) => [
        ...ownImports(file, (path, isType) => /^(?:app|components|server\/(?:api|worker|cli|auth|start))\//.test(path) || (path.startsWith("server/ingest/") && !isType && path !== "server/ingest/detect-language"), "a verb is given what it needs of the world; throw a Refusal instead of a transport's error"),
        ...packageImports(file, /^(?:next|react|@trpc)/, "a verb knows no transport"),
      ]),
    );
  });

  it("keeps SQL out of procedures, handlers, commands and routes", () => {
    expectNone(
      [...under("server/api", "server/cli", "app"), ...under("server/worker").filter(({ path }) => !path.endsWith("run-jobs.ts"))]
        .flatMap((file) => [...packageImports(file, /^(?:drizzle|postgres)/, "write a verb in server/services and call it"), ...ownImports(file, (path) => path.startsWith("db/schema"), "write a verb in server/services and call it")]),
    );
  });

  it("gives components types from the api and values from the core", () => {
    expectNone(
      under("components").flatMap((file) => [
        ...ownImports(file, (path, isType) => path.startsWith("server/") && !path.startsWith("server/core/") && !(isType && path.startsWith("server/api/")), "components import types from server/api and values from server/core"),
        ...ownImports(file, (path) => path.startsWith("db/") || path.startsWith("app/"), "components are shown by pages and know no tables"),
      ]),
    );
  });

  it("lets only components/charts import recharts", () => {
    expectNone(files.filter(({ path }) => !path.startsWith("components/charts/")).flatMap((file) => packageImports(file, /^recharts/, "prepare the data and draw it with components/charts")));
  });

  it("keeps components/ui free of domain words", () => {
    expectNone(under("components/ui").flatMap((file) => ownImports(file, (path) => !path.startsWith("components/ui/"), "a primitive knows no domain; build it in components/<noun>")));
  });

  it("lets nothing import app, and app only what it adapts", () => {
    expectNone([
      ...files.filter(({ path }) => !path.startsWith("app/")).flatMap((file) => ownImports(file, (path) => path.startsWith("app/"), "nothing imports a route")),
      ...under("app")
        .filter(({ path }) => !path.startsWith("app/api/"))
        .flatMap((file) => ownImports(file, (path) => !/^(?:app|components|server\/(?:api|auth|core))\//.test(path) && path !== "server/env", "a page adapts: components, server/api and server/auth do the work")),
    ]);
  });

  it("reads the environment in one place", () => {
    expectNone(files.filter(({ path, text }) => path !== "server/env.ts" && path !== "proxy.ts" && /process\.env/.test(text)).map(({ path }) => `${path} reads process.env: add the variable to server/env.ts`));
  });

  it("says TRPCError in server/api only, and fetches in server/ingest only", () => {
    expectNone([
      ...files.filter(({ path, text }) => !path.startsWith("server/api/") && /\bTRPCError\b/.test(text)).map(({ path }) => `${path} names TRPCError: throw a Refusal`),
      ...under("server", "db", "app")
        .filter(({ path, text }) => !path.startsWith("server/ingest/") && !path.startsWith("server/start/") && /(?<![.\w])fetch\(/.test(text))
        .map(({ path }) => `${path} calls fetch: the one outgoing door is server/ingest/safe-fetch`),
    ]);
  });

  it("has no import cycles", () => {
    const byPath = new Map(files.map((file) => [withoutEnding(file.path), file]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      if (done.has(path) || trail.includes(path)) return;
      const file = byPath.get(path);
      for (const next of file?.imports ?? []) if (!file!.typeImports.has(next)) visit(withoutEnding(next), [...trail, path]);
      done.add(path);
    };
    for (const path of byPath.keys()) visit(path, []);
    expectNone(cycles);
  });

  it("names the noun of every folder, and has one barrel", () => {
    expectNone([
      ...files.filter(({ path }) => /\/(?:lib|utils?|helpers?|common|types|misc)\//.test(path)).map(({ path }) => `${path} lies in a folder without a noun`),
      ...files.filter(({ path }) => /(?:^|\/)index\.tsx?$/.test(path) && !["db/schema/index.ts", "server/cli/index.ts"].includes(path)).map(({ path }) => `${path} is a barrel: import the file that defines the name`),
    ]);
  });

  it("keeps files short enough to be read at once", () => {
    expectNone(files.filter(({ path, text }) => text.split("\n").length > 420 && !path.includes("/texts/")).map(({ path, text }) => `${path} has ${text.split("\n").length} lines: look for the room that is missing`));
  });
});
