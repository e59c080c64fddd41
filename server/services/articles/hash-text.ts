import { createHash } from "node:crypto";

/** SHA-256 of the parts, with a separator that cannot stand in a text. */
export function hashText(...parts: string[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\u0000");
  return hash.digest();
}
