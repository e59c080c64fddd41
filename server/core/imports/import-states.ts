export const IMPORT_STATES = ["uploading", "reading", "ready", "waiting", "running", "paused", "done", "failed", "cancelled", "undone"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** States in which the worker or the browser is at work, so that there is news to ask for. */
export const isImportAtWork = (state: ImportState): boolean => !isImportOver(state) && state !== "ready";

/** States in which nothing will happen any more without a person. */
export const isImportOver = (state: ImportState): boolean => state === "done" || state === "failed" || state === "cancelled" || state === "undone";
