import type { Outputs } from "@/components/api/api-provider";
import { formatCount } from "@/components/charts/format-value";
import type { ImportState } from "@/server/core/imports/import-states";

export type ListedImport = Outputs["imports"]["list"][number];

const STATES: Record<ImportState, string> = {
  uploading: "being sent",
  reading: "being looked through",
  ready: "ready to review",
  waiting: "waiting for the worker",
  running: "running",
  paused: "paused",
  done: "done",
  failed: "stopped by a fault in the file",
  cancelled: "cancelled",
  undone: "undone",
};

export const sayImportState = (state: ImportState): string => STATES[state];

/** "12.4 MB", with one digit where it helps. */
export function sayBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${size < 10 ? size.toFixed(1) : formatCount(Math.round(size))}\u00a0${unit}`;
}
