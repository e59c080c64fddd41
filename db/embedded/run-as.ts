import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The system user as whom PostgreSQL runs; `null` when it runs as we do. */
export type RunAs = { name: string; uid: number; gid: number } | null;

/** PostgreSQL refuses to run as root, so root lends it the uid of `postgres` or `nobody`. */
export function chooseRunAs(): RunAs {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [name, , uid, gid] = users.find((fields) => fields[0] === wanted) ?? [];
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("PostgreSQL does not run as root and neither a user postgres nor nobody exists. Start Themeline as an ordinary user, or set DATABASE_URL.");
}

function spawnIdentity(runAs: RunAs): { uid?: number; gid?: number } {
  return runAs ? { uid: runAs.uid, gid: runAs.gid } : {};
}

/** Whether that user may read and enter a directory (or run a file). */
export function canReach(path: string, runAs: RunAs): boolean {
  if (!runAs) return true;
  return spawnSync("/bin/sh", ["-c", 'test -r "$1" && test -x "$1"', "sh", path], { ...spawnIdentity(runAs), cwd: "/", stdio: "ignore" }).status === 0;
}

/** Runs one of PostgreSQL's programs to its end: exit code and everything it wrote. */
export function runProgram(file: string, args: string[], runAs: RunAs): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...spawnIdentity(runAs),
      cwd: "/",
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      env: { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
