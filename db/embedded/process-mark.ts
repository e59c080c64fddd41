import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

let bootId: string | undefined;

function readLinuxStart(pid: number): string | null {
  try {
    bootId ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie keeps its pid until its parent looks, but it uses nothing any more.
    return fields[0] === "Z" || fields[0] === "X" ? null : `${bootId}:${fields[19] ?? ""}`;
  } catch {
    return null;
  }
}

/**
 * A string that names the process behind a pid for as long as it lives: a pid that the system gave to
 * another process since then has another mark. `null` when no such process runs.
 */
export function readProcessMark(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  if (process.platform === "linux") return readLinuxStart(pid);
  if (process.platform === "win32") return "alive";
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/** What a lock or user file says about the process that wrote it. */
export interface ProcessRecord {
  pid: number;
  mark: string;
}

/** The record of the running process. */
export function describeThisProcess(): ProcessRecord {
  return { pid: process.pid, mark: readProcessMark(process.pid) ?? "alive" };
}

/** Reads a record; `null` when the file is missing or torn. */
export function readProcessRecord(file: string): ProcessRecord | null {
  try {
    const { pid, mark } = JSON.parse(readFileSync(file, "utf8")) as Partial<ProcessRecord>;
    return typeof pid === "number" && typeof mark === "string" ? { pid, mark } : null;
  } catch {
    return null;
  }
}

/** Whether the process of a record still runs. */
export function isRecordLive(record: ProcessRecord | null): boolean {
  return record !== null && readProcessMark(record.pid) === record.mark;
}
