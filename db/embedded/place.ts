import { createHash, randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { canReach, type RunAs } from "./run-as";

/** Where a database's files live, and whether that is outside the directory of the program's other state. */
export interface Place {
  home: string;
  isElsewhere: boolean;
}

/** Makes a directory that others may enter, whatever our umask; one that exists keeps its mode. */
export function makeEnterable(directory: string): void {
  if (existsSync(directory)) return;
  makeEnterable(dirname(directory));
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o755);
}

function isWritable(directory: string): boolean {
  try {
    makeEnterable(directory);
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** In a shared directory such as /tmp somebody else may have put one of that name there for us to run. */
function isOurs(directory: string): boolean {
  const { uid, mode } = statSync(directory);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** A directory of ours outside of every home, which the database's user reaches. */
export function chooseReachableRoot(runAs: RunAs): string {
  for (const root of ["/var/lib/themeline", join(tmpdir(), "themeline")]) {
    if (isWritable(root) && isOurs(root) && canReach(root, runAs)) return root;
  }
  throw new Error(`The database runs as ${runAs?.name ?? "you"} and can reach neither /var/lib/themeline nor ${tmpdir()}. Set THEMELINE_DATA_DIR to a directory that it can enter, or DATABASE_URL to a server of yours.`);
}

/** Where PostgreSQL's programs are copied to when they cannot be run from node_modules: once for the machine where possible. */
export function chooseCopies(home: string, runAs: RunAs): string {
  return join(runAs ? chooseReachableRoot(runAs) : home, "binaries");
}

/**
 * Decides, once for each state directory, where its database lives: in `postgres/` inside it, or elsewhere when
 * the database's user cannot enter it (a checkout under /root). The choice is written to `database-place`, so
 * that deleting the state directory is always a fresh start.
 */
export function choosePlace(stateDirectory: string, runAs: RunAs): Place {
  makeEnterable(stateDirectory);
  const note = join(stateDirectory, "database-place");
  if (existsSync(note)) {
    const home = readFileSync(note, "utf8").trim();
    if (!existsSync(home)) throw new Error(`The database of this installation lived in ${home}, which is gone. Bring it back, or delete ${note} to start with an empty one.`);
    return { home, isElsewhere: true };
  }
  const inside = join(stateDirectory, "postgres");
  if (existsSync(join(inside, "data"))) return { home: inside, isElsewhere: false };
  if (canReach(stateDirectory, runAs)) {
    makeEnterable(inside);
    return { home: inside, isElsewhere: false };
  }
  const name = `${createHash("sha256").update(realpathSync(stateDirectory)).digest("hex").slice(0, 12)}-${randomBytes(4).toString("hex")}`;
  const home = join(chooseReachableRoot(runAs), name);
  makeEnterable(home);
  writeFileSync(note, `${home}\n`);
  return { home, isElsewhere: true };
}
