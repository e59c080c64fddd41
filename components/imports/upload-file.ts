import { PIECE_BYTES } from "@/server/core/imports/import-limits";

export interface UploadState {
  importId: string;
  fileName: string;
  sentBytes: number;
  byteLength: number;
  /** `waiting`: the connection is broken and the piece is tried again. */
  state: "sending" | "waiting" | "failed" | "sent";
  /** Why it stopped, in plain words. */
  problem: string;
}

/** Waits before the tries of one piece; after the last the person decides. */
const RETRY_DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

const uploads = new Map<string, UploadState>();
const listeners = new Set<() => void>();

/** Uploads belong to the page, not to a screen: they go on while the person looks at something else. */
export const watchUploads = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const readUpload = (importId: string): UploadState | null => uploads.get(importId) ?? null;

function report(importId: string, change: Partial<UploadState>): void {
  const before = uploads.get(importId);
  if (!before) return;
  uploads.set(importId, { ...before, ...change });
  for (const listener of listeners) listener();
}

/**
 * Sends a file piece by piece. A piece that does not arrive is sent again, and one that is there already is not sent
 * twice. Resolves with whether everything arrived; the state says why not. A second call for the same import does nothing.
 */
export async function uploadFile(workspace: string, importId: string, file: File, arrived: readonly number[]): Promise<boolean> {
  const running = uploads.get(importId)?.state;
  if (running === "sending" || running === "waiting") return false;
  uploads.set(importId, { importId, fileName: file.name, sentBytes: 0, byteLength: file.size, state: "sending", problem: "" });
  const isThere = new Set(arrived);
  for (let position = 0; position * PIECE_BYTES < file.size; position += 1) {
    const piece = file.slice(position * PIECE_BYTES, (position + 1) * PIECE_BYTES);
    const problem = isThere.has(position) ? null : await sendPiece(workspace, importId, position, piece);
    if (problem !== null) {
      report(importId, { state: "failed", problem });
      return false;
    }
    report(importId, { sentBytes: Math.min(file.size, (position + 1) * PIECE_BYTES), state: "sending" });
  }
  report(importId, { state: "sent" });
  return true;
}

/** Null when the piece arrived, else the reason. */
async function sendPiece(workspace: string, importId: string, position: number, piece: Blob): Promise<string | null> {
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    const answer = await putPiece(workspace, importId, position, piece);
    if (answer === "taken") return null;
    if (answer !== "broken") return answer.refused;
    if (delayMs === null) break;
    report(importId, { state: "waiting" });
    await waitForLine(delayMs);
  }
  return "The connection broke and did not come back. Nothing that arrived is lost.";
}

async function putPiece(workspace: string, importId: string, position: number, piece: Blob): Promise<"taken" | "broken" | { refused: string }> {
  try {
    const response = await fetch(`/api/imports/${importId}/pieces/${position}?workspace=${encodeURIComponent(workspace)}`, { method: "PUT", body: piece });
    if (response.ok) return "taken";
    if (response.status >= 500 || response.status === 429) return "broken";
    const said = (await response.json().catch(() => null)) as { message?: string } | null;
    return { refused: said?.message ?? "The server did not take this part of the file." };
  } catch {
    // A file that was changed or removed after it was chosen fails here too, and no retry helps.
    return (await isReadable(piece)) ? "broken" : { refused: "The file was changed or removed while it was sent. Choose it again." };
  }
}

async function isReadable(piece: Blob): Promise<boolean> {
  try {
    await piece.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Waits a while, or until the browser says that it is online again. */
function waitForLine(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    window.addEventListener("online", done);
  });
}
