import { createHash } from "node:crypto";

/**
 * The id of what a request makes, derived from the workspace and the id that the client gave the request: the same
 * request sent twice is one row, and no request of one workspace can meet a row of another. UUID version 8 (RFC 9562).
 */
export function deriveId(workspaceId: string, requestId: string, noun: string): string {
  const bytes = createHash("sha256").update(`${noun}\n${workspaceId}\n${requestId}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
